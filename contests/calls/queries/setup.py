"""Where an administrator is in the set-up: what each step shows above its own form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.queries.readiness import complaints_of
from contests.calls.queries.steps import steps_of
from contests.calls.queries.texts import contest_text

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class ShownStep:
    """One step in the row of steps: its address, and how many things it still misses."""

    name: str
    label: StrPromise | str
    url: str
    missing: int


def setup_context(contest: Contest, name: str, now: datetime) -> dict[str, Any]:
    """Return what every step shows: the row of steps, and what is missing where.

    Pages of apps above give it to the template, which includes `contests/calls/_steps.html` with
    a `title`.
    """
    is_draft = contest.state == ContestState.DRAFT
    complaints = complaints_of(contest, now=now) if is_draft else []
    missing: dict[str, int] = {}
    for one in complaints:
        if not one.is_warning:
            missing[one.step] = missing.get(one.step, 0) + 1
    # The last step looks at all of them.
    missing["review"] = sum(missing.values())
    steps = [
        ShownStep(
            step.name,
            step.label,
            reverse(step.url_name, args=[contest.public_id]),
            missing.get(step.name, 0),
        )
        for step in steps_of(contest)
    ]
    here = next((place for place, step in enumerate(steps) if step.name == name), 0)
    return {
        "contest": contest,
        "text": contest_text(contest),
        "step": name,
        "steps": steps,
        "onward": steps[here + 1].url if here + 1 < len(steps) else "",
        "complaints": complaints,
        "here": [one for one in complaints if one.step == name],
        "addresses": {step.name: step.url for step in steps},
    }
