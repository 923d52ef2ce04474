"""The guarded doors to sightings, and what the desk shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from community.gurus.queries.members import is_guru
from community.reputation.queries import Explained, explain, points_of
from community.watch.choices import (
    BRIGHT,
    FADING,
    OPEN_STAGES,
    ActKind,
    Occasion,
    Stage,
)
from community.watch.models import DailyLook, Outcome, Pause, Sighting, StageChange, WatchAct
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound

TABS: Final[dict[str, tuple[Stage, ...]]] = {
    "bright": BRIGHT,
    "steady": (Stage.PLATEAU,),
    "fading": FADING,
    "closed": (Stage.CLOSED,),
}


@dataclass(frozen=True)
class Moment:
    """One line of a sighting's story: a stage that began, or something that was done."""

    at: datetime
    change: StageChange | None = None
    act: WatchAct | None = None
    outcome: Outcome | None = None


def sightings_at_desk(tab: str) -> QuerySet[Sighting]:
    """Return the sightings of one tab, the last to change first."""
    rows = Sighting.objects.select_related("member", "closed_by").annotate(acted=Count("acts"))
    return rows.filter(stage__in=TABS.get(tab, BRIGHT)).order_by("-since", "-id")


def count_by_tab() -> dict[str, int]:
    """Return how many stand in each open tab. One query."""
    wanted = {
        name: Count("pk", filter=Q(stage__in=stages))
        for name, stages in TABS.items()
        if name != "closed"
    }
    return dict(Sighting.objects.aggregate(**wanted))


def get_sighting(public_id: str, *, actor: Member) -> Sighting:
    """Return a sighting to those who look after newcomers. Raises NotFound for everybody else."""
    if not has_role(actor, Role.COMMUNITY_MANAGER):
        raise NotFound
    rows = Sighting.objects.select_related("member", "closed_by").annotate(acted=Count("acts"))
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def story_of(sighting: Sighting) -> list[Moment]:
    """Return what happened, the newest first. Two queries."""
    acts = list(sighting.acts.select_related("by", "outcome").order_by("id"))
    moments = [
        *(Moment(one.at, change=one) for one in sighting.changes.order_by("id")),
        *(Moment(one.at, act=one, outcome=getattr(one, "outcome", None)) for one in acts),
    ]
    return sorted(moments, key=lambda one: one.at, reverse=True)


def best_lines(sighting: Sighting) -> list[Explained]:
    """Return the contributions that the evidence names, the best first."""
    wanted = [int(one["id"]) for one in sighting.evidence.get("top", [])]
    lines = explain(points_of(sighting.member).filter(pk__in=wanted)) if wanted else []
    return sorted(lines, key=lambda one: wanted.index(one.id))


def outcomes_of(sighting: Sighting) -> list[Outcome]:
    """Return what was measured since the burst, and since each fading."""
    return list(sighting.outcomes.filter(act=None).order_by("from_on", "id"))


def suggested(sighting: Sighting, kinds: Iterable[str]) -> ActKind | None:
    """Return what to do next, given what was done: None where nothing is asked for now."""
    done = set(kinds)
    if sighting.stage == Stage.CLOSED:
        return None
    if sighting.stage == Stage.DARK:
        return ActKind.TALK if ActKind.TALK not in done else ActKind.REST
    if sighting.stage == Stage.DIMMING:
        return ActKind.TALK if ActKind.TALK not in done else ActKind.OFFER
    if ActKind.THANK not in done:
        return ActKind.THANK
    if sighting.stage in (Stage.FLASH, Stage.PLATEAU) and ActKind.INVITE not in done:
        return None if is_guru(sighting.member) else ActKind.INVITE
    return None


def latest_look() -> DailyLook | None:
    """Return the last day's look."""
    return DailyLook.objects.order_by("-day").first()


def today_of(member: Member, now: datetime) -> date:
    """Return which day it is where a member lives: their break begins and ends by it."""
    return now.astimezone(ZoneInfo(member.timezone)).date()


def pause_of(member: Member) -> Pause | None:
    """Return the member's break, over or not; they have one at most."""
    return Pause.objects.filter(member=member).first()


def members_watched() -> int:
    """Return how many sightings are open."""
    return Sighting.objects.filter(stage__in=OPEN_STAGES).count()


def news_of(limit: int) -> list[Sighting]:
    """Return sightings of which managers weren't told, bright ones first."""
    rows = Sighting.objects.select_related("member").filter(news_at__isnull=False)
    found = list(rows.order_by("id")[:limit])
    return sorted(found, key=lambda one: (one.stage in FADING, one.pk))


def measured_occasions() -> list[dict[str, Any]]:
    """Return what was measured of bursts and fadings. One query."""
    rows = Outcome.objects.exclude(occasion=Occasion.ACT).filter(after_milli__isnull=False)
    columns = ("pk", "sighting_id", "occasion", "from_on", "before_milli", "after_milli")
    return list(rows.order_by("id").values(*columns, "is_kept_30", "is_kept_90"))
