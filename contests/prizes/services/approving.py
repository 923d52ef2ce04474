"""From a ranking or a draw to results: proposed, approved by one or two people, published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from contests.calls.choices import ContestState, PrizeKind
from contests.calls.models import Contest, Prize
from contests.calls.queries import fund_held, prizes_at, prizes_of
from contests.calls.services import publish_contest_results
from contests.prizes.choices import AwardMove, AwardState, Part
from contests.prizes.errors import (
    ApprovedByYou,
    FundDoesNotHold,
    NotInJudging,
    NoWinnersYet,
    ResultsChanged,
    WinnerApproves,
)
from contests.prizes.events import PrizeWon, ResultsApproved
from contests.prizes.models import Approval, Award
from contests.prizes.queries.forms import needs_answer
from contests.prizes.queries.placings import Placing, Standing, standing_of
from contests.prizes.queries.signing import approvals_needed, results_digest
from contests.prizes.services.acting import TIMER, Actor, bulk_transition, facts
from contests.prizes.services.paying import begin_run
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish, publish_many
from marketplace.core.money import Money, split_largest_remainder


@transaction.atomic
def propose_awards(*, contest: Contest, actor: Member | None, now: datetime) -> list[Award]:
    """Write down who would win what by the ranking or the draw as it stands; again replaces it.

    The same winners keep their rows, so that signatures under them stand. Locks the contest.
    Raises NotFound for others, NotInJudging, NoWinnersYet.
    """
    _refuse_others(actor)
    row = _lock(contest)
    if row.state != ContestState.JUDGING:
        raise NotInJudging
    standing = standing_of(row)
    if standing is None:
        raise NoWinnersYet

    wanted = _wanted(row, standing, now)
    kept = list(row.awards.select_for_update(no_key=True).filter(state=AwardState.PROPOSED))
    if results_digest(wanted) != results_digest(kept):
        by = TIMER if actor is None else Actor(Part.ADMIN, actor)
        if kept:
            bulk_transition(kept, AwardMove.DROP, by=by, now=now)
        Award.objects.bulk_create(wanted, batch_size=1_000)
        record_audit(
            actor=by.audit_id,
            action="contest_winners_proposed",
            subject=row.reference,
            after={"awards": len(wanted), "digest": results_digest(wanted)},
            now=now,
        )
    return _proposed(row)


def _wanted(contest: Contest, standing: Standing, now: datetime) -> list[Award]:
    """Return the unsaved awards that follow from the ranking or the draw."""
    return [*_won_by_rank(contest, standing, now), *_shared(contest, standing, now)]


def _won_by_rank(contest: Contest, standing: Standing, now: datetime) -> list[Award]:
    return [
        award_for(contest, prize, placing, rank=placing.rank, amount=prize.amount, now=now)
        for placing in standing.placings
        for prize in prizes_at(contest, placing.rank)
        if prize.pk not in placing.barred
    ]


def _shared(contest: Contest, standing: Standing, now: datetime) -> list[Award]:
    """Share the money of the places that nobody holds, by largest remainder, among the others."""
    held = {placing.rank for placing in standing.placings}
    left = [
        (prize, rank)
        for prize in prizes_of(contest)
        if prize.kind == PrizeKind.MONEY
        for rank in range(prize.first_rank, prize.last_rank + 1)
        if rank not in held
    ]
    total = sum(prize.amount for prize, _rank in left)
    if not standing.sharing or not total:
        return []
    parts = split_largest_remainder(total, [1] * len(standing.sharing))
    prize, first = left[0]
    return [
        award_for(contest, prize, placing, rank=first + number, amount=part, now=now)
        for number, (placing, part) in enumerate(zip(standing.sharing, parts, strict=True))
        if part
    ]


def award_for(
    contest: Contest, prize: Prize, placing: Placing, *, rank: int, amount: int, now: datetime
) -> Award:
    """Return the unsaved award of one prize for one winner."""
    return Award(
        contest=contest,
        prize=prize,
        member=placing.member,
        entry=placing.entry,
        rank=rank,
        kind=prize.kind,
        amount=amount,
        currency=contest.currency,
        proposed_at=now,
    )


@transaction.atomic
def drop_proposed(*, contest: Contest, now: datetime) -> int:
    """Drop what was proposed and never approved; returns how many."""
    rows = contest.awards.select_for_update(no_key=True).filter(state=AwardState.PROPOSED)
    awards = list(rows.order_by("id"))
    if awards:
        bulk_transition(awards, AwardMove.DROP, by=TIMER, now=now)
    return len(awards)


@transaction.atomic
def approve_results(
    *, contest: Contest, actor: Member | None, digest: str, now: datetime
) -> Contest:
    """Sign the list of winners with this digest; the last signature needed publishes the results.

    `actor` None is the stated rule when judges stay silent: it needs no signature, and publishes a
    list without winners, too. Above a set sum two people sign, neither of them among the winners.
    Locks the contest, then its awards. Raises NotFound for others, NotInJudging, NoWinnersYet,
    ResultsChanged, ApprovedByYou, WinnerApproves, FundDoesNotHold.
    """
    _refuse_others(actor)
    row = _lock(contest)
    if row.state != ContestState.JUDGING:
        raise NotInJudging
    awards = _proposed(row)
    if actor is not None and not awards:
        raise NoWinnersYet
    _refuse_list(row, awards, digest, now)

    if actor is not None:
        _sign(row, actor, awards, digest, now)
        if Approval.objects.filter(contest=row, digest=digest).count() < approvals_needed(row):
            _tell_signed(row, actor, now, final=False)
            return row
    published = publish_contest_results(contest=row, actor=actor, now=now)
    grant(awards, Actor(Part.ADMIN, actor) if actor else TIMER, now)
    begin_run(published, now=now)
    _tell_signed(row, actor, now, final=True)
    return published


def _lock(contest: Contest) -> Contest:
    rows = Contest.objects.select_for_update(no_key=True).prefetch_related("prizes")
    return rows.get(pk=contest.pk)


def _refuse_others(actor: Member | None) -> None:
    if actor is not None and not has_role(actor, Role.ADMIN):
        raise NotFound


def _refuse_list(contest: Contest, awards: Sequence[Award], digest: str, now: datetime) -> None:
    """Refuse a list that isn't what was shown, or doesn't follow from the ranking any more."""
    standing = standing_of(contest)
    if standing is None:
        raise NoWinnersYet
    if not results_digest(awards) == digest == results_digest(_wanted(contest, standing, now)):
        raise ResultsChanged
    needed = Money(sum(award.amount for award in awards), contest.currency)
    held = fund_held(contest)
    if held.amount < needed.amount:
        raise FundDoesNotHold(held=held, needed=needed)


def _sign(
    contest: Contest, actor: Member, awards: Sequence[Award], digest: str, now: datetime
) -> None:
    if any(award.member_id == actor.pk for award in awards):
        raise WinnerApproves
    _row, is_new = Approval.objects.get_or_create(
        contest=contest, member=actor, digest=digest, defaults={"at": now}
    )
    if not is_new:
        raise ApprovedByYou
    record_audit(
        actor=actor.public_id,
        action="contest_results_approved",
        subject=contest.reference,
        after={"digest": digest},
        now=now,
    )


def _tell_signed(contest: Contest, actor: Member | None, now: datetime, *, final: bool) -> None:
    by = actor.public_id if actor is not None else SYSTEM
    publish(ResultsApproved(contest_id=contest.public_id, by=by, final=final), now=now)


def grant(awards: Sequence[Award], by: Actor, now: datetime) -> None:
    """Move every award on: to its winner where something is asked, else to the payout."""
    claim_by = now + timedelta(days=rules().contest_claim_days)
    remind_at = claim_by - timedelta(days=rules().contest_claim_reminder_days)
    asked = [award for award in awards if needs_answer(award)]
    plain = [award for award in awards if not needs_answer(award)]
    if asked:
        changes = {"approved_at": now, "claim_by": claim_by, "timer_at": remind_at}
        bulk_transition(asked, AwardMove.ASK, by=by, now=now, changes=changes)
    if plain:
        bulk_transition(plain, AwardMove.APPROVE, by=by, now=now, changes={"approved_at": now})
    publish_many(
        [_won(award, claim_by if needs_answer(award) else None) for award in awards], now=now
    )


def _won(award: Award, claim_by: datetime | None) -> PrizeWon:
    until = claim_by.isoformat() if claim_by else ""
    return PrizeWon(**facts(award), needs_answer=claim_by is not None, claim_by=until)


def _proposed(contest: Contest) -> list[Award]:
    rows = Award.objects.filter(contest=contest, state=AwardState.PROPOSED)
    return list(rows.select_related("contest", "prize", "member").order_by("rank", "id"))
