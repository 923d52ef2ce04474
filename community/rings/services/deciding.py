"""A person decides: dismissed, or proposed and then reversed; after an appeal a second person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from community.reputation.choices import Cause
from community.reputation.models import Contribution
from community.reputation.services import reinstate_rows, reverse_rows
from community.reputation.services.locks import lock_members
from community.rings.choices import AppealOutcome, RingMove, RingPart, RingState
from community.rings.errors import AppealAnswered, NothingChosen
from community.rings.events import (
    RingAppealOverturned,
    RingAppealUpheld,
    RingCaseDismissed,
    RingCaseProposed,
    RingCaseReversed,
)
from community.rings.models import Favour, RingAppeal, RingCase
from community.rings.services.acting import enter, facts, reason_of, transition
from marketplace.accounts.models import Member
from marketplace.core.events import publish

# A giver and a receiver, by their places in the graph.
Chosen = Collection[tuple[int, int]]


@transaction.atomic
def propose_case(
    *, case: RingCase, actor: Member, chosen: Chosen, reason: str, now: datetime
) -> RingCase:
    """Propose that what these pairs did for each other shouldn't count; the members are told.

    Raises NotFound for others, RingStateRefuses, OwnRing, RingReasonMissing, NothingChosen.
    """
    row = enter(case, actor)
    said = reason_of(reason)
    places = dict(row.people.values_list("member_id", "place"))
    favours = list(row.favours.order_by("id"))
    wanted = set(chosen)
    for favour in favours:
        favour.is_chosen = (places[favour.giver_id], places[favour.receiver_id]) in wanted
    if not any(favour.is_chosen for favour in favours):
        raise NothingChosen(field="pairs")
    Favour.objects.bulk_update(favours, ["is_chosen"], batch_size=1_000)
    changes = {"proposed_at": now, "proposed_by": actor, "proposal": said}
    transition(
        row,
        RingMove.PROPOSE,
        part=RingPart.STAFF,
        actor=actor,
        now=now,
        changes=changes,
        reason=said,
    )
    publish(RingCaseProposed(**facts(row)), now=now)
    return row


@transaction.atomic
def dismiss_case(*, case: RingCase, actor: Member, reason: str, now: datetime) -> RingCase:
    """Say that all is well; members who had heard of it are told.

    Raises NotFound for others, RingStateRefuses, OwnRing, RingReasonMissing.
    """
    row = enter(case, actor)
    said = reason_of(reason)
    was_told = row.state == RingState.PROPOSED
    _decide(row, RingMove.DISMISS, actor, said, now)
    publish(RingCaseDismissed(**facts(row), was_told=was_told), now=now)
    return row


@transaction.atomic
def reverse_case(*, case: RingCase, actor: Member, reason: str, now: datetime) -> RingCase:
    """Let the chosen contributions not count: one visible counter-row for each that stands.

    Raises NotFound for others, RingStateRefuses, OwnRing, RingReasonMissing.
    """
    row = enter(case, actor)
    said = reason_of(reason)
    _decide(row, RingMove.REVERSE, actor, said, now)
    favours = list(row.favours.filter(is_chosen=True).order_by("id"))
    lock_members(member for one in favours for member in (one.giver_id, one.receiver_id))
    # What was for a post that is out of view counts for the moment, so that the case can take it:
    # it doesn't come back with the post.
    reinstate_rows(rows=_removed(favours), note=said, by_id=actor.pk, now=now)
    standing = _standing(favours)
    reverse_rows(rows=standing.values(), note=said, by_id=actor.pk, now=now, cause=Cause.CASE)
    # What its giver took back meanwhile isn't of this case, and doesn't come back by an appeal.
    ours = Contribution.objects.filter(cause=Cause.CASE, by=actor)
    counters = dict(ours.filter(reverses__in=standing.values()).values_list("reverses_id", "pk"))
    for favour in favours:
        favour.counter = counters.get(standing.get(favour.contribution, 0))
    Favour.objects.bulk_update(favours, ["counter"], batch_size=1_000)
    publish(RingCaseReversed(**facts(row)), now=now)
    return row


def _standing(favours: Collection[Favour]) -> dict[int, int]:
    """Return under which row each favour stands now, by the row that was found.

    What was moved to another area, or removed and restored, stands under a later row of its chain.
    """
    found = Contribution.objects.filter(pk__in=[favour.contribution for favour in favours])
    first = {pk: origin or pk for pk, origin in found.values_list("pk", "origin")}
    chains = Contribution.objects.standing().filter(
        Q(pk__in=first.values()) | Q(origin__in=first.values())
    )
    last = {origin or pk: pk for pk, origin in chains.values_list("pk", "origin")}
    return {pk: last[origin] for pk, origin in first.items() if origin in last}


def _removed(favours: Collection[Favour]) -> list[int]:
    """Return the counter-rows by which favours don't count because their subject is gone."""
    found = Contribution.objects.filter(pk__in=[favour.contribution for favour in favours])
    first = [origin or pk for pk, origin in found.values_list("pk", "origin")]
    gone = Contribution.objects.filter(cause=Cause.REMOVED, sign=-1, reversal=None)
    return list(gone.filter(origin__in=first).order_by("id").values_list("pk", flat=True))


@transaction.atomic
def uphold_appeal(*, appeal: RingAppeal, actor: Member, reason: str, now: datetime) -> RingAppeal:
    """Stay with the decision about one member, as another person than who decided.

    Raises NotFound for others, RingStateRefuses, OwnRing, RingDecidedByYou, AppealAnswered.
    """
    case, row, said = _open_appeal(appeal, actor, reason)
    _answer(case, row, AppealOutcome.UPHELD, actor, said, now)
    publish(RingAppealUpheld(**facts(case), member_id=row.member.public_id), now=now)
    return row


@transaction.atomic
def overturn_appeal(*, appeal: RingAppeal, actor: Member, reason: str, now: datetime) -> RingAppeal:
    """Let what this member had received count again; what the others received stays reversed.

    Raises NotFound for others, RingStateRefuses, OwnRing, RingDecidedByYou, AppealAnswered.
    """
    case, row, said = _open_appeal(appeal, actor, reason)
    _answer(case, row, AppealOutcome.OVERTURNED, actor, said, now)
    theirs = case.favours.filter(receiver=row.member, counter__isnull=False, restored_at=None)
    lock_members([row.member_id, *theirs.order_by("id").values_list("giver_id", flat=True)])
    counters = [pk for pk in theirs.order_by("id").values_list("counter", flat=True) if pk]
    reinstate_rows(rows=counters, note=said, by_id=actor.pk, now=now)
    # It comes back with its post where that is out of view.
    gone = _of_what_is_gone(counters)
    reverse_rows(rows=gone, note="out of view", by_id=actor.pk, now=now, cause=Cause.REMOVED)
    theirs.update(restored_at=now)
    publish(RingAppealOverturned(**facts(case), member_id=row.member.public_id), now=now)
    return row


def _of_what_is_gone(counters: Collection[int]) -> list[int]:
    """Return what was reinstated although its subject is gone: the record says so of its rows."""
    gone = Contribution.objects.filter(
        subject_kind=OuterRef("subject_kind"),
        subject_id=OuterRef("subject_id"),
        cause=Cause.REMOVED,
        sign=-1,
        reversal=None,
    )
    rows = Contribution.objects.standing().filter(Exists(gone), reverses__in=counters)
    return list(rows.order_by("id").values_list("pk", flat=True))


def _decide(case: RingCase, move: RingMove, actor: Member, reason: str, now: datetime) -> None:
    transition(
        case,
        move,
        part=RingPart.STAFF,
        actor=actor,
        now=now,
        changes={"decided_at": now, "decided_by": actor, "reason": reason},
        reason=reason,
    )


def _open_appeal(
    appeal: RingAppeal, actor: Member, reason: str
) -> tuple[RingCase, RingAppeal, str]:
    """Lock the case first, then the appeal, and read both again."""
    case = enter(appeal.case, actor)
    row = RingAppeal.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    found = row.get(pk=appeal.pk)
    if found.outcome != AppealOutcome.WAITING:
        raise AppealAnswered
    return case, found, reason_of(reason)


def _answer(
    case: RingCase,
    appeal: RingAppeal,
    outcome: AppealOutcome,
    actor: Member,
    said: str,
    now: datetime,
) -> None:
    """Write down what came of an appeal; the case is settled with the last one that waits."""
    others = list(case.appeals.exclude(pk=appeal.pk).values_list("outcome", flat=True))
    if AppealOutcome.WAITING in others:
        move = RingMove.KEEP_LOOKING
    elif {*others, outcome} == {AppealOutcome.OVERTURNED}:
        move = RingMove.OVERTURN
    else:
        move = RingMove.UPHOLD
    transition(case, move, part=RingPart.STAFF, actor=actor, now=now, reason=said)
    appeal.outcome, appeal.answer = outcome, said
    appeal.answered_at, appeal.answered_by = now, actor
    appeal.save()
