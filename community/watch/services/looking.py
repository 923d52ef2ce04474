"""The daily look: newcomers are compared with their cohort, sightings opened and moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from community.reputation.models import Touched
from community.watch.choices import FADING, OPEN_STAGES, CloseReason, Occasion, Stage
from community.watch.events import (
    SightingEvent,
    SupernovaFading,
    SupernovaLaidAside,
    SupernovaMoved,
    SupernovaSighted,
)
from community.watch.models import DailyLook, Pause, Sighting, StageChange
from community.watch.queries.detector import (
    Cohort,
    Figures,
    History,
    cohort_for,
    cohorts_of,
    measure,
    next_stage,
)
from community.watch.queries.reading import (
    candidates_on,
    cohort_weeks,
    histories_of,
    top_lines,
)
from community.watch.services.states import about, locked_sightings, measure_from, stage_transition
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish, publish_many

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('watch'), 0)"
# Scores that aren't counted yet are waited for, but no longer than so many hours, nor into the
# day's last one: then the day would go by without a look.
_PATIENCE: Final = 2
_LAST_HOUR: Final = 23


def look_due(*, now: datetime, limit: int) -> int:  # noqa: ARG001  a day is one piece of work
    """Look once on each day of UTC, when its scores are counted; returns what was opened or moved.

    The days up to yesterday are whole then. What can't be counted is waited for two hours at most.
    """
    moment, hour = now.astimezone(UTC), rules().watch_look_hour
    if moment.hour < hour or DailyLook.objects.filter(day=moment.date()).exists():
        return 0
    if moment.hour < min(hour + _PATIENCE, _LAST_HOUR) and Touched.objects.exists():
        return 0
    look = look_at_newcomers(now=now)
    return look.opened + look.moved


@transaction.atomic
def look_at_newcomers(*, now: datetime) -> DailyLook:
    """Look at everybody as of this moment's day: open sightings, and move those that are open.

    Two looks at once wait for each other; a second look of one day adds to its row. Reads take the
    same number of statements however many members there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    limits, day = rules(), now.astimezone(UTC).date()
    weeks = cohort_weeks(day, limits)
    cohorts = cohorts_of(weeks, limits)
    moved = _move_open(day, cohorts, now)
    opened = _open_new(day, cohorts, now)
    look, _is_new = DailyLook.objects.get_or_create(day=day, defaults={"at": now})
    look.at = now
    look.newcomers = sum(row.members for row in weeks if row.week == 1)
    look.opened += opened
    look.moved += moved
    look.save()
    return look


def _open_new(day: date, cohorts: dict[int, Cohort], now: datetime) -> int:
    limits = rules()
    rested = day - timedelta(days=limits.watch_rest_days)
    wanted = candidates_on(day, limits, rested=rested)
    if not wanted:
        return 0
    bursts: list[tuple[History, Figures]] = []
    for history in histories_of(wanted, day, limits).values():
        cohort = cohort_for(history.age_days, cohorts)
        figures = measure(history, cohort, peak_milli=0, limits=limits)
        if figures.is_burst:
            bursts.append((history, figures))
    if not bursts:
        return 0
    top = top_lines([history.member_id for history, _figures in bursts], day)
    members = Member.objects.in_bulk([history.member_id for history, _figures in bursts])
    facts = [
        _open(members[history.member_id], history, figures, top.get(history.member_id, []), now)
        for history, figures in bursts
    ]
    publish_many(facts, now=now)
    return len(facts)


def _open(
    member: Member,
    history: History,
    figures: Figures,
    top: list[dict[str, Any]],
    now: datetime,
) -> SightingEvent:
    frozen = figures.frozen()
    sighting = Sighting.objects.create(
        member=member,
        since=now,
        opened_at=now,
        evidence=frozen | {"age_days": history.age_days, "top": top},
        latest=frozen,
        looked_on=now.astimezone(UTC).date(),
        peak_milli=figures.peak_milli,
        news_at=now,
    )
    StageChange.objects.create(sighting=sighting, after=sighting.stage, at=now, figures=frozen)
    measure_from(sighting, Occasion.BURST, now)
    record_audit(
        actor=SYSTEM,
        action="watch_sighted",
        subject=sighting.reference,
        after={"stage": sighting.stage, "z_milli": figures.z_milli},
        now=now,
    )
    return about(SupernovaSighted, sighting)


def _move_open(day: date, cohorts: dict[int, Cohort], now: datetime) -> int:
    """Look at each open sighting that wasn't looked at on this day.

    Nobody on a break is looked at, and no account that is closed for a time: whoever can't come
    doesn't fade.
    """
    away = Pause.objects.filter(until_on__gt=day).order_by().values("member_id")
    due = locked_sightings().filter(
        stage__in=OPEN_STAGES, looked_on__lt=day, member__is_active=True
    )
    due = due.exclude(member__in=away)
    sightings = list(due.order_by("id"))
    if not sightings:
        return 0
    limits = rules()
    histories = histories_of([one.member_id for one in sightings], day, limits)
    moved, still = 0, []
    for sighting in sightings:
        history = histories[sighting.member_id]
        cohort = cohort_for(history.age_days, cohorts)
        figures = measure(history, cohort, peak_milli=sighting.peak_milli, limits=limits)
        sighting.latest, sighting.looked_on = figures.frozen(), day
        sighting.peak_milli = figures.peak_milli
        if _move(sighting, history, figures, now):
            moved += 1
        else:
            still.append(sighting)
    Sighting.objects.bulk_update(still, ["latest", "looked_on", "peak_milli"], batch_size=500)
    return moved


def _move(sighting: Sighting, history: History, figures: Figures, now: datetime) -> bool:
    limits, stage = rules(), Stage(sighting.stage)
    days_in = (now - sighting.since).days
    frozen = figures.frozen()
    closed = _closing(stage, days_in, history)
    if closed is not None:
        changes = {"closed_as": closed.value, "closed_at": now, "news_at": None}
        stage_transition(
            sighting, Stage.CLOSED, actor=None, now=now, changes=changes, figures=frozen
        )
        publish(about(SupernovaLaidAside, sighting, reason=closed.value), now=now)
        return True
    target = next_stage(stage, days_in, figures, limits)
    if target == stage:
        return False
    is_news = target in FADING or (stage in FADING and target == Stage.FLASH)
    changes = {"news_at": now} if is_news else {}
    stage_transition(sighting, target, actor=None, now=now, changes=changes, figures=frozen)
    publish(about(SupernovaFading if target in FADING else SupernovaMoved, sighting), now=now)
    return True


def _closing(stage: Stage, days_in: int, history: History) -> CloseReason | None:
    """Return why time lays it aside: steady and no newcomer any more, or silent for long."""
    limits = rules()
    if stage == Stage.DARK and days_in >= limits.watch_close_days:
        return CloseReason.SILENT
    is_grown = history.age_days >= limits.watch_newcomer_days
    if stage == Stage.PLATEAU and is_grown and days_in >= limits.watch_settle_days:
        return CloseReason.SETTLED
    return None
