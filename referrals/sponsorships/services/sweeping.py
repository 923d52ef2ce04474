"""What happens by itself: starting, looking at proofs, paying, running out, giving money back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from marketplace.core.conf import rules
from marketplace.core.events import publish, publish_many
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import member_account
from marketplace.ledger.services import Draft, Posting, grant_credit, post_transfers
from referrals.sponsorships.choices import PayKind, SponsorshipMove, SponsorshipState
from referrals.sponsorships.events import SponsorshipExpired, SponsorshipPaid
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.queries import fund_account
from referrals.sponsorships.services.acting import TIMER, bulk_transition, facts, transition
from referrals.sponsorships.services.funding import return_fund
from referrals.sponsorships.services.proving import begin, check_proof

PAID: Final = "sponsorship_paid"
_BATCH: Final = 250
_RUN_OUT: Final = (
    SponsorshipState.REQUESTED,
    SponsorshipState.INVITED,
    SponsorshipState.AGREED,
    SponsorshipState.RUNNING,
)


def pay_due_sponsorships(*, now: datetime, limit: int) -> int:
    """Pay up to `limit` checked sponsorships whose day has come, each once; returns how many.

    A batch is one transaction: rows locked with skip_locked, transfers posted under keys of their
    own, states written. Whoever is killed leaves whole batches behind.
    """
    done = 0
    while done < limit:
        paid = _pay_batch(now=now, size=min(_BATCH, limit - done))
        if not paid:
            break
        done += paid
    return done


@transaction.atomic
def _pay_batch(*, now: datetime, size: int) -> int:
    locked = Sponsorship.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    due = locked.due(now).filter(state=SponsorshipState.CHECKED).order_by("id")
    rows = list(due.select_related("creator")[:size])
    if not rows:
        return 0
    money = [row for row in rows if row.pay_kind == PayKind.MONEY]
    post_transfers(drafts=[_draft(row) for row in money], now=now)
    for row in rows:
        if row.pay_kind == PayKind.CREDIT:
            _give_credit(row, now)
    bulk_transition(rows, SponsorshipMove.PAY, by=TIMER, now=now)
    publish_many([SponsorshipPaid(**facts(row, TIMER)) for row in rows], now=now)
    return len(rows)


def _draft(row: Sponsorship) -> Draft:
    return Draft(
        key=f"{row.reference}:paid",
        kind=PAID,
        reference=row.reference,
        postings=[
            Posting(fund_account(row), -row.amount),
            Posting(member_account(AccountKind.AVAILABLE, row.creator, row.currency), row.amount),
        ],
    )


def _give_credit(row: Sponsorship, now: datetime) -> None:
    grant_credit(
        key=f"{row.reference}:paid",
        member=row.creator,
        amount=row.value,
        note=row.place,
        expires_at=now + timedelta(days=rules().credit_days),
        now=now,
        source=fund_account(row),
        reference=row.reference,
    )


def look_at_due_proofs(*, now: datetime, limit: int) -> int:
    """Look at the pages whose proofs are due; returns how many were decided."""
    due = Sponsorship.objects.due(now).filter(state=SponsorshipState.SUBMITTED)
    return sum(
        check_proof(sponsorship_id=pk, now=now) for pk in due.values_list("pk", flat=True)[:limit]
    )


def move_on_due(*, now: datetime, limit: int) -> int:
    """Start, let run out and give back what is due; each in its own transaction."""
    verbs: dict[str, Callable[[Sponsorship, datetime], None]] = {
        SponsorshipState.FUNDED: _start,
        SponsorshipState.REFUSED: _give_money_back,
        **dict.fromkeys(_RUN_OUT, _expire),
    }
    due = Sponsorship.objects.due(now).filter(state__in=list(verbs))
    return sum(_act(pk, verbs, now) for pk in list(due.values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _act(pk: int, verbs: dict[str, Callable[[Sponsorship, datetime], None]], now: datetime) -> bool:
    rows = Sponsorship.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    row = (
        rows.select_related("creator", "channel", "link__owner")
        .filter(pk=pk, timer_at__lte=now, state__in=list(verbs))
        .first()
    )
    if row is None:
        return False
    verbs[row.state](row, now)
    return True


def _start(row: Sponsorship, now: datetime) -> None:
    begin(row, by=TIMER, now=now)


def _expire(row: Sponsorship, now: datetime) -> None:
    transition(row, SponsorshipMove.EXPIRE, by=TIMER, now=now)
    return_fund(row, by=TIMER, now=now)
    publish(SponsorshipExpired(**facts(row, TIMER)), now=now)


def _give_money_back(row: Sponsorship, now: datetime) -> None:
    """Nobody appealed in time, or the appeal was turned down: the sum goes back to marketing."""
    row.timer_at = None
    row.save(update_fields=["timer_at"])
    return_fund(row, by=TIMER, now=now)
