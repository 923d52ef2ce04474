"""The rubric: in the reader's language, and the platform's own one to begin with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from contests.calls.models import Contest
from contests.judging.choices import SCORES
from contests.judging.models import Criterion

_TEMPLATE = Path(__file__).parent.parent / "rubric.json"


@dataclass(frozen=True)
class Line:
    """A criterion as it is read: its words in one language, its share of the whole."""

    pk: int
    position: int
    name: str
    hint: str
    guides: dict[int, str]
    weight: int
    percent: int
    language: str


@lru_cache(maxsize=1)
def _template() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_TEMPLATE.read_text(encoding="utf-8"))
    return found


def template_rubric() -> list[dict[str, Any]]:
    """Return the fields of the platform's own criteria."""
    return [dict(row) for row in _template()]


def criteria_of(contest: Contest) -> list[Criterion]:
    """Return the rubric's criteria in order."""
    return list(contest.criteria.order_by("position", "id"))


def rubric_of(contest: Contest, criteria: list[Criterion] | None = None) -> list[Line]:
    """Return the rubric in the reader's language, or in the one it has."""
    rows = criteria_of(contest) if criteria is None else criteria
    total = sum(row.weight for row in rows) or 1
    return [_line(row, total) for row in rows]


def _line(row: Criterion, total: int) -> Line:
    wanted = (get_language() or "ar").split("-")[0]
    language = wanted if wanted in row.names else next(iter(row.names))
    guides = row.guides.get(language, [])
    return Line(
        pk=row.pk,
        position=row.position,
        name=row.names[language],
        hint=row.hints.get(language, ""),
        guides=dict(zip(SCORES, guides, strict=False)),
        weight=row.weight,
        percent=round(100 * row.weight / total),
        language=language,
    )
