"""What the terms say about a country's rules: permit, age, taxes, complaints, law.

A section of Markdown for each country and language, put into the terms of a draft by a verb. It is
the platform's own reading; whoever runs contests has it checked by a lawyer of that country, and
changes the words in the terms. docs/contests.md says what each contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from contests.calls.models import Contest, ContestText

_FOLDER = Path(__file__).resolve().parent.parent / "terms"
WITH_CLAUSES: Final = ("SA", "AE", "EG")


def country_clauses(country: str, language: str) -> str:
    """Return a country's section of the terms, "" for countries without one."""
    if country not in WITH_CLAUSES:
        return ""
    path = _FOLDER / f"country_{country.lower()}.{language}.md"
    return path.read_text(encoding="utf-8").strip()


def heading_of(country: str, language: str) -> str:
    """Return the first line of a country's section."""
    return country_clauses(country, language).partition("\n")[0]


def with_clauses(terms: str, country: str, language: str) -> str:
    """Return the terms with this country's section at the end, and no other country's."""
    kept = terms.replace("\r\n", "\n")
    for other in WITH_CLAUSES:
        section = rf"(?ms)^{re.escape(heading_of(other, language))}[ \t]*$.*?(?=^#{{1,2}} |\Z)"
        kept = re.sub(section, "", kept)
    parts = [kept.strip(), country_clauses(country, language)]
    return "\n\n".join(part for part in parts if part)


def without_clauses(contest: Contest) -> Iterator[ContestText]:
    """Return the texts whose terms lack their country's section, or hold another country's."""
    for text in contest.texts.all():
        lines = {line.strip() for line in text.terms.splitlines()}
        held = {one for one in WITH_CLAUSES if heading_of(one, text.language) in lines}
        if held != {contest.country} & set(WITH_CLAUSES):
            yield text
