"""What may keep a reward back for now: filled by whoever looks for fraud."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Protocol

from referrals.campaigns.models import Task


class Hold(Protocol):
    """Returns why a reward isn't paid now, in the language in force; "" when nothing is wrong.

    It is asked again for each task until it says "": at the payment and then every
    `campaign_hold_hours`. It may not change anything.
    """

    def __call__(self, *, task: Task, now: datetime) -> str: ...


_HOLDS: Final[dict[str, Hold]] = {}


def register_hold(name: str, hold: Hold) -> None:
    """Let a part of the platform keep rewards back; the same name again takes the place."""
    _HOLDS[name] = hold


def forget_hold(name: str) -> None:
    """Take one out again."""
    _HOLDS.pop(name, None)


def hold_on(task: Task, *, now: datetime) -> str:
    """Return the first reason why a task's reward is kept back; "" for none."""
    return next((reason for hold in _HOLDS.values() if (reason := hold(task=task, now=now))), "")
