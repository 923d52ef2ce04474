"""Paying out: money and credit from the fund, badges by an event; each exactly once.

A batch is one transaction: the awards are locked, the transfers posted under keys of their own, the
states written. Whoever is killed leaves whole batches behind, and the next goes on where it ended;
two at once share the awards by skip_locked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction
from django.db.models import F, Q, QuerySet, prefetch_related_objects

from contests.calls.choices import ContestKind, ContestState, PrizeKind
from contests.calls.models import Contest
from contests.calls.queries import contest_text
from contests.calls.queries.funds import fund_account
from contests.calls.services import hand_over_contest
from contests.prizes.choices import CLOSED_STATES, AwardMove, AwardState, RunState
from contests.prizes.events import PrizeHandedOver
from contests.prizes.models import Award, PayoutRun
from contests.prizes.services.acting import TIMER, bulk_transition, facts
from marketplace.core.conf import rules
from marketplace.core.events import publish_many
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.queries import member_account
from marketplace.ledger.services import Draft, Posting, grant_credit, post_transfers

log = structlog.get_logger(__name__)
PRIZE: Final = "contest_prize"
_BATCH: Final = 250
# What paying and telling it read of an award.
_READ: Final = (
    *("public_id", "contest_id", "rank", "kind", "amount", "currency", "state"),
    *("member__public_id", "member__language"),
)


def begin_run(contest: Contest, *, now: datetime) -> PayoutRun:
    """Start counting what is to be handed over; the sweep does it. Inside the publishing."""
    total = Award.objects.filter(contest=contest).open().count()
    run, _created = PayoutRun.objects.get_or_create(
        contest=contest, defaults={"total": total, "started_at": now}
    )
    return run


def pay_due_awards(*, now: datetime, limit: int) -> int:
    """Hand over up to `limit` awards that need nobody any more; returns how many.

    A contest whose fund doesn't hold what it owes keeps its own winners waiting, not those of
    others; the log says which.
    """
    done = 0
    left: set[int] = set()
    while done < limit and (contest_id := _next_contest(left)) is not None:
        try:
            paid = _pay_batch(contest_id, now=now, size=min(_BATCH, limit - done))
        except InsufficientFunds:
            log.exception("prizes_unfunded", contest=contest_id)
            paid = 0
        if not paid:
            left.add(contest_id)
        done += paid
    return done


def _next_contest(left: set[int]) -> int | None:
    waiting = Award.objects.payable().exclude(contest__in=left)
    return waiting.order_by("contest_id", "id").values_list("contest_id", flat=True).first()


@transaction.atomic
def _pay_batch(contest_id: int, *, now: datetime, size: int) -> int:
    awards = _lock_payable(contest_id, size)
    if not awards:
        return 0
    money = [award for award in awards if award.kind == PrizeKind.MONEY]
    post_transfers(drafts=[_draft(award) for award in money], now=now)
    credit = [award for award in awards if award.kind == PrizeKind.CREDIT]
    if credit:
        prefetch_related_objects([credit[0].contest], "texts")
    for award in credit:
        _give_credit(award, now)
    bulk_transition(awards, AwardMove.HAND_OVER, by=TIMER, now=now)
    publish_many([PrizeHandedOver(**facts(award)) for award in awards], now=now)
    done = PayoutRun.objects.filter(contest_id=contest_id)
    # It may lag behind; the awards are what holds.
    done.update(done=F("done") + len(awards))
    return len(awards)


def _lock_payable(contest_id: int, size: int) -> list[Award]:
    """Lock the next awards of a contest; they share one object of it, and know members' names."""
    rows = Award.objects.payable().select_for_update(no_key=True, skip_locked=True, of=("self",))
    found = rows.filter(contest=contest_id).select_related("member").only(*_READ)
    awards = list(found.order_by("id")[:size])
    if awards:
        contest = Contest.objects.get(pk=contest_id)
        for award in awards:
            award.contest = contest
    return awards


def _draft(award: Award) -> Draft:
    return Draft(
        key=f"{award.reference}:paid",
        kind=PRIZE,
        reference=award.contest.reference,
        postings=[
            Posting(fund_account(award.contest), -award.amount),
            Posting(
                member_account(AccountKind.AVAILABLE, award.member, award.currency), award.amount
            ),
        ],
        memo={"rank": award.rank},
    )


def _give_credit(award: Award, now: datetime) -> None:
    grant_credit(
        key=f"{award.reference}:paid",
        member=award.member,
        amount=award.value,
        note=contest_text(award.contest, award.member.language).title,
        expires_at=now + timedelta(days=rules().credit_days),
        now=now,
        source=fund_account(award.contest),
        reference=award.contest.reference,
    )


def finish_due_contests(*, now: datetime, limit: int) -> int:
    """Close contests with results whose awards have all reached their winners, or lapsed."""
    waiting = Contest.objects.filter(state=ContestState.RESULTS, payout_run__isnull=False)
    ready = waiting.exclude(pk__in=_unsettled(now).values("contest_id")).order_by("id")
    return sum(_finish(pk, now) for pk in list(ready.values_list("pk", flat=True)[:limit]))


def _unsettled(now: datetime) -> QuerySet[Award]:
    """Return what keeps a contest open: awards under way, and lapsed ones that may move on.

    The holder of a drawn place who never answered may be passed over for some days.
    """
    since = now - timedelta(days=rules().contest_reserve_days)
    lapsed = Q(state=AwardState.LAPSED, contest__kind=ContestKind.FOLLOW, claim_by__gt=since)
    return Award.objects.filter(~Q(state__in=CLOSED_STATES) | lapsed)


def _finish(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        rows = Contest.objects.select_for_update(no_key=True, skip_locked=True)
        contest = rows.filter(pk=pk, state=ContestState.RESULTS).first()
        if contest is None or _unsettled(now).filter(contest=contest).exists():
            return False
        done = Award.objects.filter(contest=contest, done_at__isnull=False).count()
        PayoutRun.objects.filter(contest=contest).update(
            state=RunState.DONE, done=done, finished_at=now
        )
        hand_over_contest(contest=contest, now=now)
    return True
