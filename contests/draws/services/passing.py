"""Somebody doesn't get the place that was drawn: the next in the same order does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.services.acting import lock_contest
from contests.draws.choices import DrawState, PassReason
from contests.draws.errors import (
    LabelIsEnough,
    NotDrawnYet,
    NotTheHolder,
    PrizeGiven,
    ReasonMissing,
)
from contests.draws.events import PlaceDrawn, WinnerPassedOver
from contests.draws.models import Draw, Pass
from contests.draws.queries.winners import Winner, winners_of
from contests.draws.services.acting import as_admin, facts, lock_draw
from contests.draws.services.blocks import given_places
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish


@transaction.atomic
def pass_over(
    *,
    contest: Contest,
    actor: Member,
    place: int,
    participant: str,
    reason: str,
    note: str,
    now: datetime,
) -> Pass:
    """Pass the holder of a place over, for good and with a reason; nothing is drawn again.

    Pressed twice, the second finds another holder. Locks the contest, so that nobody publishes or
    closes it meanwhile, then the draw. Raises NotFound for others, NotDrawnYet, NotTheHolder,
    PrizeGiven, LabelIsEnough, ReasonMissing.
    """
    by = as_admin(actor)
    draw = lock_draw(lock_contest(contest.pk).pk)
    if draw.state != DrawState.DRAWN:
        raise NotDrawnYet
    if not note.strip():
        raise ReasonMissing(field="note")
    holder = _holder(draw, place)
    if holder is None or holder.entrant.public_id != participant:
        raise NotTheHolder
    ended = (ContestState.PAID, ContestState.ARCHIVED, ContestState.CANCELLED)
    if draw.contest.state in ended or place in given_places(draw.contest):
        raise PrizeGiven
    if PassReason(reason) == PassReason.LABEL and not holder.short_of:
        raise LabelIsEnough
    passing = Pass.objects.create(
        draw=draw,
        number=draw.passes.count() + 1,
        place=place,
        participant=participant,
        reason=PassReason(reason).value,
        note=note.strip(),
        decided_by=actor,
        at=now,
    )
    record_audit(
        actor=by.audit_id,
        action="draw_passed_over",
        subject=draw.reference,
        after={"place": place, "participant": participant, "why": passing.reason},
        reason=passing.note,
        now=now,
    )
    _announce(draw, holder, passing, now)
    return passing


def _holder(draw: Draw, place: int) -> Winner | None:
    return next((one for one in winners_of(draw) if one.place == place), None)


def _announce(draw: Draw, holder: Winner, passing: Pass, now: datetime) -> None:
    """Announce who was passed over, and who holds the place now."""
    shared = {**facts(draw.contest), "place": passing.place}
    publish(
        WinnerPassedOver(
            **shared,
            member_id=holder.entrant.member.public_id,
            participant=passing.participant,
            reason=passing.reason,
        ),
        now=now,
    )
    if (risen := _holder(draw, passing.place)) is not None:
        publish(
            PlaceDrawn(
                **shared,
                member_id=risen.entrant.member.public_id,
                participant=risen.entrant.public_id,
                moved_up=True,
            ),
            now=now,
        )
