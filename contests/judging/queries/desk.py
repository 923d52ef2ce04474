"""What the page of one sheet shows around the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from contests.entries.models import Entry
from contests.judging.choices import SCORES, SheetState
from contests.judging.models import Sheet
from contests.judging.queries.doors import queue_of
from contests.judging.queries.rubrics import Line

if TYPE_CHECKING:
    from django import forms

# The same keys on the keyboard, as each language's layout prints them.
KEYS: Final = {
    "en": {"next": "J", "previous": "K", "reason": "R", "tie": "X"},
    "ar": {"next": "ت", "previous": "ن", "reason": "ق", "tie": "ء"},
    "he": {"next": "ח", "previous": "ל", "reason": "ר", "tie": "ס"},
    "ur": {"next": "ج", "previous": "ک", "reason": "ر", "tie": "ش"},
}


@dataclass(frozen=True)
class Row:
    """A criterion with the score that stands on the sheet."""

    line: Line
    name: str
    value: int | None
    choices: tuple[int, ...] = SCORES


@dataclass(frozen=True)
class Desk:
    """One sheet among the judge's sheets."""

    rows: list[Row]
    number: int
    count: int
    sealed: int
    percent: int
    previous: Sheet | None
    following: Sheet | None
    total: float | None
    code: str


def keycaps(language: str) -> dict[str, str]:
    """Return what is printed on the keys of the desk."""
    return KEYS.get(language.split("-", maxsplit=1)[0], KEYS["en"])


def code_of(entry: Entry) -> str:
    """Return the name by which judges speak of an entry: of its text, not of its writer."""
    return f"E-{(entry.digest or entry.public_id)[:5].upper()}"


def desk_of(sheet: Sheet, rubric: list[Line], form: forms.Form) -> Desk:
    """Return what stands around the text; 1 query."""
    sheets = queue_of(sheet.judge)
    at = next((n for n, one in enumerate(sheets) if one.pk == sheet.pk), 0)
    sealed = sum(one.state == SheetState.SEALED for one in sheets)
    rows = [
        Row(line, f"score_{line.position}", _whole(form[f"score_{line.position}"].value()))
        for line in rubric
    ]
    given = [(row.line.weight, row.value) for row in rows if row.value is not None]
    weight = sum(weight for weight, _value in given)
    return Desk(
        rows=rows,
        number=at + 1,
        count=len(sheets),
        sealed=sealed,
        percent=round(100 * sealed / len(sheets)) if sheets else 0,
        previous=sheets[at - 1] if at > 0 else None,
        following=sheets[at + 1] if at + 1 < len(sheets) else None,
        total=round(sum(w * v for w, v in given) / weight, 2) if weight else None,
        code=code_of(sheet.entry),
    )


def _whole(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text in {str(score) for score in SCORES} else None


def next_after(sheet: Sheet) -> str:
    """Return the address of the next sheet to score, after this one or from the beginning."""
    waiting = [
        one for one in queue_of(sheet.judge) if one.state == SheetState.OPEN and one.pk != sheet.pk
    ]
    later = [one for one in waiting if (one.position, one.pk) > (sheet.position, sheet.pk)]
    for one in (*later, *waiting):
        return one.get_absolute_url()
    return reverse("judging:queue", args=[sheet.judge.public_id])
