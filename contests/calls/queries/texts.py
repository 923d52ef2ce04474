"""A contest's words in the reader's language."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.utils.translation import get_language

from contests.calls.models import Contest, ContestText, TermsTemplate

_FOLDER = Path(__file__).resolve().parent.parent / "terms"
# When the reader's language isn't there.
LANGUAGE_ORDER: Final = ("ar", "en", "ur", "he")


def contest_text(contest: Contest, language: str | None = None) -> ContestText:
    """Return the text in a language (the reader's), else in the first there is."""
    texts = {text.language: text for text in contest.texts.all()}
    for code in ((language or get_language() or "")[:2], *LANGUAGE_ORDER):
        if code in texts:
            return texts[code]
    return ContestText(contest=contest, language="ar", title=contest.slug)


def terms_template(kind: str, language: str) -> str:
    """Return what the terms of a new contest begin with: the desk's own words, else the file."""
    row = TermsTemplate.objects.filter(kind=kind, language=language).first()
    if row is not None:
        return row.text
    return (_FOLDER / f"{kind}.{language}.md").read_text(encoding="utf-8")


def templates_changed() -> set[tuple[str, str]]:
    """Return the (kind, language) of the templates that were changed at the desk."""
    return set(TermsTemplate.objects.values_list("kind", "language"))
