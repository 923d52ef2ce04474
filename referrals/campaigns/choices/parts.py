"""Who acts, and what a line of a table of moves says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """The role somebody, or something, plays."""

    MANAGER = "manager", _("Manager of the campaign")
    SECOND = "second", _("A second manager, who didn't decide before")
    MEMBER = "member", _("Member")
    SUPPORT = "support", _("Support")
    TIMER = "timer", _("Timer")


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: Enum
    parts: frozenset[Part]


def to(target: Enum, *parts: Part) -> Step:
    """Write a line of a table."""
    return Step(target, frozenset(parts))
