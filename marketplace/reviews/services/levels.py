"""Keeping standings: what the ladder gives is written down, with each change and its reason."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.accounts.services import set_seller_level
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.gigs.errors import GigNotFound
from marketplace.gigs.services import set_rating
from marketplace.reviews.choices import Because
from marketplace.reviews.events import LevelAtRisk, LevelExplained
from marketplace.reviews.models import LevelChange, Standing
from marketplace.reviews.queries.facts import facts_of
from marketplace.reviews.queries.ladder import Change, Facts, Outcome, climb, evidence_of
from marketplace.reviews.queries.ratings import rating_of_gig

log = structlog.get_logger(__name__)

# A standing that nothing touched is counted again so often: changed rules show within that time.
RECOUNT_EVERY = timedelta(days=1)


@transaction.atomic
def recount_level(*, member: Member, now: datetime) -> Standing:
    """Count a freelancer's level from the facts, and write down each change since the last.

    The outcome depends on facts, rules and `now` alone; changes carry their own exact moments,
    so a late count writes what a prompt one would have. Locks the standing, then the member.
    """
    Standing.objects.get_or_create(member=member, defaults={"counted_at": now})
    standing = Standing.objects.select_for_update(no_key=True).get(member=member)
    facts = facts_of(member, now=now)
    outcome = climb(facts, until=now, rules=rules())

    was_at_risk = standing.falls_at
    _write_changes(standing, member, facts, outcome, now=now)
    standing.level, standing.reached = outcome.level, outcome.reached
    standing.falls_at, standing.counted_at = outcome.falls_at, now
    standing.save()
    set_seller_level(member=member, level=outcome.level, now=now)

    if standing.falls_at is not None and was_at_risk is None:
        publish(
            LevelAtRisk(
                member_id=member.public_id,
                level=standing.level,
                falls_at=standing.falls_at.isoformat(),
            ),
            now=now,
        )
    return standing


def _write_changes(
    standing: Standing, member: Member, facts: Facts, outcome: Outcome, *, now: datetime
) -> None:
    last = LevelChange.objects.filter(member=member).order_by("-at", "-id").first()
    level = last.new if last else 0
    for change in outcome.changes:
        if last is not None and change.at <= last.at:
            continue
        # What was written before may have been measured by other rules: the steps must meet.
        step = Change(change.at, level, change.new)
        if step.old != step.new:
            because = Because.REACHED if step.new > step.old else Because.FELL
            _write(member, step, because, facts, now=now)
            level = step.new
    if level != outcome.level:
        _write(member, Change(now, level, outcome.level), Because.RECOUNT, facts, now=now)
    standing.level = level


def _write(
    member: Member, change: Change, because: Because, facts: Facts, *, now: datetime
) -> None:
    row = LevelChange.objects.create(
        member=member,
        old=change.old,
        new=change.new,
        at=change.at,
        because=because,
        evidence=evidence_of(change, facts, rules()),
    )
    publish(
        LevelExplained(
            member_id=member.public_id,
            change_id=row.pk,
            old=change.old,
            new=change.new,
            at=change.at.isoformat(),
        ),
        now=now,
    )


def settle_standing(*, member: Member, now: datetime) -> Standing | None:
    """Return where a member stands at `now`, counted again if a fall is due.

    None for a member who never finished an order.
    """
    standing = Standing.objects.filter(member=member).first()
    if standing is None:
        return None
    if standing.falls_at is not None and standing.falls_at <= now:
        return recount_level(member=member, now=now)
    return standing


def recount_due_levels(*, now: datetime, limit: int) -> int:
    """Count the standings again whose fall is due, and those that weren't counted for a day.

    Safe to run twice at once: the second finds the same and writes nothing.
    """
    due = Standing.objects.filter(
        Q(falls_at__lte=now) | Q(counted_at__lte=now - RECOUNT_EVERY)
    ).select_related("member")
    done = 0
    for standing in due.order_by("counted_at", "id")[:limit]:
        try:
            recount_level(member=standing.member, now=now)
            done += 1
        except Exception:
            log.exception("level_not_counted", member=standing.member_id)
    return done


def recount_gig(*, gig_id: int, now: datetime) -> bool:
    """Count what a gig's reviews add up to; returns whether it changed.

    Locks the gig. False for a gig that is gone.
    """
    total, count = rating_of_gig(gig_id, now=now)
    try:
        return set_rating(gig_id=gig_id, rating_sum=total, rating_count=count, now=now)
    except GigNotFound:
        return False
