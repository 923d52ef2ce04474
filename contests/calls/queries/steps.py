"""The steps of setting a contest up: the calls' own, and those of the apps above."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from contests.calls.models import Contest

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class SetupStep:
    """One page of the set-up. `url_name` takes the contest's public id."""

    name: str
    label: StrPromise | str
    # For contests of these kinds only; none for every kind.
    kinds: Collection[str]
    url_name: str
    position: int


_STEPS: Final[dict[str, SetupStep]] = {}


def register_step(
    name: str,
    *,
    label: StrPromise | str,
    url_name: str,
    position: int,
    kinds: Collection[str] = (),
) -> None:
    """Add a step. The calls' own stand at 10, 20, 30, 40, 50, then 80 (fund) and 90 (review).

    `name` is also what the step's complaints are filed under (`Complaint.step`).
    """
    _STEPS[name] = SetupStep(name, label, kinds, url_name, position)


def steps_of(contest: Contest) -> list[SetupStep]:
    """Return the steps of this contest, in order."""
    fitting = (step for step in _STEPS.values() if not step.kinds or contest.kind in step.kinds)
    return sorted(fitting, key=lambda step: (step.position, step.name))
