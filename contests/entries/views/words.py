"""Words that several pages of entries need, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from contests.entries.choices import Problem
from marketplace.accounts.choices import Language
from marketplace.core.places import language_name


def words() -> dict[str, Any]:
    """Return the names of languages, and what may be wrong with a page."""
    reader = (get_language() or "ar")[:2]
    return {
        "names": {code: language_name(code, lang=reader) for code in Language.values},
        "problems": {code: str(label) for code, label in Problem.choices},
    }
