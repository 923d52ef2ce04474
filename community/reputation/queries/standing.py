"""How high a member stands, and what is missing for the next level."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from community.reputation.choices import MILLI, Level
from community.reputation.models import MemberStanding, StandingChange
from marketplace.accounts.models import Member
from marketplace.core.conf import Rules, rules

POINTS: Final = "points"
GIVERS: Final = "givers"
DAYS: Final = "days"
CHANGES_SHOWN: Final = 20
_FULL: Final = 10_000


@dataclass(frozen=True)
class Requirement:
    """One thing that a level asks for: what there is, and what it takes. Points are whole."""

    name: str
    has: int
    needs: int

    @property
    def missing(self) -> int:
        """How much is still missing."""
        return max(0, self.needs - self.has)

    @property
    def percent(self) -> int:
        """How much of it there is, of a hundred."""
        return min(100, self.has * 100 // self.needs) if self.needs else 100


@dataclass(frozen=True)
class Standing:
    """Where a member stands. `next_up` is empty at the top; `keeps` is what holding on takes."""

    level: Level
    current_milli: int = 0
    givers: int = 0
    days: int = 0
    next_up: tuple[Requirement, ...] = ()
    keeps: tuple[Requirement, ...] = ()

    @property
    def label(self) -> str:
        """The level in words."""
        return str(self.level.label)


def standing_of(member: Member) -> Standing:
    """Return where the member stands, as it was last counted (daily, and soon after any change)."""
    row = MemberStanding.objects.filter(member=member).first()
    if row is None:
        return describe(Level.NEWCOMER, 0, 0, 0)
    return describe(Level(row.level), row.current_milli, row.givers, row.days)


def standings_of(member_ids: Collection[int]) -> dict[int, Level]:
    """Return the levels of these members, as they were last counted. One statement."""
    rows = MemberStanding.objects.filter(member__in=member_ids)
    found = dict(rows.values_list("member_id", "level"))
    return {member: Level(found.get(member, Level.NEWCOMER)) for member in member_ids}


def changes_of(member: Member) -> list[StandingChange]:
    """Return when a member rose or fell, the last first; at most twenty."""
    return list(StandingChange.objects.filter(member=member).order_by("-id")[:CHANGES_SHOWN])


def describe(level: Level, current_milli: int, givers: int, days: int) -> Standing:
    """Say what the next level asks for, and what this one takes to be kept."""
    limits = rules()
    has = (current_milli // MILLI, givers, days)
    above = needs_of(Level(level + 1), limits) if level < Level.LUMINARY else ()
    held = _lowered(needs_of(level, limits), limits.standing_low_bp) if level else ()
    return Standing(level, current_milli, givers, days, _ask(has, above), _ask(has, held))


def level_for(current_milli: int, givers: int, days: int, *, held: Level, limits: Rules) -> Level:
    """Return the highest level that is reached, or held on to.

    A level is lost only below so much (90 %) of what it asks for, as Discourse does it: who stands
    at its edge doesn't rise and fall by turns.
    """
    has = (current_milli // MILLI, givers, days)
    best = Level.NEWCOMER
    for level in Level:
        needs = needs_of(level, limits)
        if level <= held:
            needs = _lowered(needs, limits.standing_low_bp)
        if all(got >= need for got, need in zip(has, needs, strict=False)):
            best = level
    return best


def needs_of(level: Level, limits: Rules) -> tuple[int, ...]:
    """Return what a level asks for: points now, different givers, different days."""
    if level == Level.NEWCOMER:
        return (0, 0, 0)
    name = f"standing_{level.name.lower()}"
    return tuple(int(getattr(limits, f"{name}_{what}")) for what in (POINTS, GIVERS, DAYS))


def _lowered(needs: Sequence[int], share_bp: int) -> tuple[int, ...]:
    return tuple(-(-need * share_bp // _FULL) for need in needs)


def _ask(has: Sequence[int], needs: Sequence[int]) -> tuple[Requirement, ...]:
    if not needs:
        return ()
    names = (POINTS, GIVERS, DAYS)
    return tuple(Requirement(*one) for one in zip(names, has, needs, strict=True))
