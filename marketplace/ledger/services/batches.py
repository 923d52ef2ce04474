"""Payouts by bank: a file goes out, finance writes down what the bank made of it."""

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import PermissionRefused
from marketplace.core.events import publish
from marketplace.core.ids import new_public_id
from marketplace.core.spreadsheets import write_csv
from marketplace.ledger.choices import Actor, PayoutState
from marketplace.ledger.errors import (
    EvidenceMissing,
    MovedOn,
    NothingToExport,
    OwnPayout,
    ReasonMissing,
    SentByGateway,
)
from marketplace.ledger.events import PayoutNeedsPerson
from marketplace.ledger.gateways import gateways_that_pay
from marketplace.ledger.gateways.base import PayoutMode
from marketplace.ledger.models import Payout, PayoutBatch
from marketplace.ledger.policies import is_finance
from marketplace.ledger.services.outgoing import give_back, pay_out
from marketplace.ledger.services.payouts import lock_payout
from marketplace.ledger.services.transitions import transition

HEADER = ("payout", "holder", "iban", "bank", "amount", "currency", "reference")


@transaction.atomic
def export_payouts(*, currency: str, actor: Member, now: datetime) -> PayoutBatch:
    """Put every approved payout by bank into one file; they are on their way from then on.

    The file is kept and never made twice. Locks the payouts (skip_locked).
    Raises PermissionRefused, NothingToExport.
    """
    _refuse_outsiders(actor)
    methods = [gateway.name for gateway in gateways_that_pay(PayoutMode.BATCH)]
    waiting = Payout.objects.filter(state=PayoutState.INTENT, method__in=methods, currency=currency)
    payouts = list(waiting.select_for_update(no_key=True, skip_locked=True).order_by("id"))
    if not payouts:
        raise NothingToExport

    public_id = new_public_id()
    batch = PayoutBatch.objects.create(
        public_id=public_id,
        currency=currency,
        count=len(payouts),
        total=sum(payout.amount for payout in payouts),
        content=write_csv(HEADER, [_line(payout, public_id) for payout in payouts]),
        exported_by=actor.public_id,
        exported_at=now,
    )
    for payout in payouts:
        transition(
            payout,
            PayoutState.SENDING,
            by=Actor.FINANCE,
            batch=batch,
            attempts=payout.attempts + 1,
            sent_at=now,
        )
    record_audit(
        actor=actor.public_id,
        action="payout.export",
        subject=f"batch:{public_id}",
        after={"payouts": [payout.public_id for payout in payouts], "total": str(batch.money)},
        now=now,
    )
    return batch


@transaction.atomic
def mark_batch_paid(*, batch_id: str, actor: Member, now: datetime) -> int:
    """Write down that the bank carried out every payout of a file that is still on its way.

    Locks the payouts, then the accounts. Returns how many were settled. Raises PermissionRefused,
    MovedOn where none is on its way.
    """
    _refuse_outsiders(actor)
    rows = Payout.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    mine = rows.filter(batch__public_id=batch_id, state=PayoutState.SENDING)
    payouts = list(mine.order_by("id"))
    if not payouts:
        raise MovedOn

    for payout in payouts:
        transition(payout, PayoutState.PAID, by=Actor.FINANCE, settled_at=now)
    pay_out(payouts, now=now)
    record_audit(
        actor=actor.public_id,
        action="payout.batch_paid",
        subject=f"batch:{batch_id}",
        after={"payouts": [payout.public_id for payout in payouts]},
        now=now,
    )
    return len(payouts)


@transaction.atomic
def mark_payout_paid(*, payout_id: str, actor: Member, now: datetime) -> Payout:
    """Write down that the bank carried the payout out. Locks the payout, then the accounts.

    Raises PermissionRefused, OwnPayout, SentByGateway, MovedOn.
    """
    payout = lock_payout(payout_id)
    _refuse_gateways(payout, actor)

    transition(payout, PayoutState.PAID, by=Actor.FINANCE, settled_at=now)
    pay_out([payout], now=now)
    _record(payout, actor, "payout.paid", now=now)
    return payout


@transaction.atomic
def mark_payout_failed(*, payout_id: str, reason: str, actor: Member, now: datetime) -> Payout:
    """Write down that the bank refused; the money is available again.

    Locks the payout, then the accounts. Raises PermissionRefused, OwnPayout, SentByGateway,
    ReasonMissing, MovedOn.
    """
    payout = lock_payout(payout_id)
    _refuse_gateways(payout, actor)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    transition(payout, PayoutState.FAILED, by=Actor.FINANCE, reason=reason.strip(), settled_at=now)
    give_back(payout, now=now)
    _record(payout, actor, "payout.failed", now=now, reason=reason.strip())
    return payout


@transaction.atomic
def mark_payout_unknown(*, payout_id: str, reason: str, actor: Member, now: datetime) -> Payout:
    """Write down that nobody knows yet what became of it. Locks the payout.

    Raises PermissionRefused, OwnPayout, SentByGateway, ReasonMissing, MovedOn.
    """
    payout = lock_payout(payout_id)
    _refuse_gateways(payout, actor)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    transition(
        payout, PayoutState.UNKNOWN, by=Actor.FINANCE, reason=reason.strip(), needs_person=True
    )
    _record(payout, actor, "payout.unknown", now=now, reason=reason.strip())
    publish(
        PayoutNeedsPerson(
            payout_id=payout.public_id,
            member_id=payout.member.public_id,
            amount=payout.amount,
            currency=payout.currency,
        ),
        now=now,
    )
    return payout


@transaction.atomic
def resolve_payout(
    *, payout_id: str, was_paid: bool, evidence: str, actor: Member, now: datetime
) -> Payout:
    """Settle an unknown payout by what a person found at the bank or the provider.

    Locks the payout, then the accounts. Raises PermissionRefused, OwnPayout, EvidenceMissing,
    MovedOn.
    """
    payout = lock_payout(payout_id)
    _refuse_own(payout, actor)
    if not evidence.strip():
        raise EvidenceMissing(field="reason")

    settled = {"settled_at": now, "look_at": None, "needs_person": False}
    if was_paid:
        transition(payout, PayoutState.PAID, by=Actor.RECONCILER, **settled)
        pay_out([payout], now=now)
    else:
        transition(
            payout, PayoutState.FAILED, by=Actor.RECONCILER, reason=evidence.strip(), **settled
        )
        give_back(payout, now=now)
    _record(payout, actor, "payout.resolve", now=now, reason=evidence.strip())
    return payout


def _line(payout: Payout, batch_id: str) -> tuple[object, ...]:
    return (
        payout.public_id,
        payout.holder,
        payout.account,
        payout.bank_name,
        payout.money.decimal,
        payout.currency,
        f"WAZZIFNI {batch_id} {payout.public_id}",
    )


def _refuse_outsiders(actor: Member) -> None:
    if not is_finance(actor):
        raise PermissionRefused


def _refuse_own(payout: Payout, actor: Member) -> None:
    _refuse_outsiders(actor)
    if payout.member_id == actor.pk:
        raise OwnPayout


def _refuse_gateways(payout: Payout, actor: Member) -> None:
    _refuse_own(payout, actor)
    if payout.method not in {gateway.name for gateway in gateways_that_pay(PayoutMode.BATCH)}:
        raise SentByGateway


def _record(payout: Payout, actor: Member, action: str, *, now: datetime, reason: str = "") -> None:
    record_audit(
        actor=actor.public_id,
        action=action,
        subject=f"payout:{payout.public_id}",
        after={"state": payout.state, "amount": str(payout.money)},
        reason=reason,
        now=now,
    )
