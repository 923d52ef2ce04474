"""Platform credit: given from a budget of the platform, spent on orders alone, gone after its day.

Lots are locked before accounts, the one that ends first before the others.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound, PermissionRefused
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.errors import (
    CreditOutOfRange,
    InsufficientFunds,
    MemberUnknown,
    OwnAccount,
    ReasonMissing,
)
from marketplace.ledger.events import CreditExpired, CreditGranted
from marketplace.ledger.models import CreditLot, Transfer
from marketplace.ledger.policies import is_finance
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services.posting import Draft, Posting, post_transfer, post_what_is_there


@transaction.atomic
def grant_credit(
    *,
    key: str,
    member: Member,
    amount: Money,
    note: str,
    expires_at: datetime,
    now: datetime,
    source: AccountRef | None = None,
    reference: str = "",
) -> CreditLot:
    """Give a member credit that only orders take, with their extras and tips, until `expires_at`.

    `note` says what for. The money comes out of `source`: the platform's marketing unless an app
    above names a fund.
    The same key again gives the first lot back. Announces CreditGranted. Locks the accounts.
    Raises InsufficientFunds (a fund is empty), IdempotencyConflict.
    """
    if amount.amount <= 0 or expires_at <= now:
        raise ValueError("credit is a sum above zero with a day still to come")
    paid_by = source or AccountRef(AccountKind.MARKETING, "", amount.currency)

    transfer = post_transfer(
        key=key,
        kind=TransferKind.CREDIT_GRANTED,
        reference=reference,
        postings=[
            Posting(paid_by, -amount.amount),
            Posting(member_account(AccountKind.CREDIT, member, amount.currency), amount.amount),
        ],
        memo={"note": note},
        now=now,
    )
    lot, is_new = add_lot(transfer, member, amount, note=note, expires_at=expires_at, now=now)

    if is_new:
        publish(
            CreditGranted(
                member_id=member.public_id,
                amount=amount.amount,
                currency=amount.currency,
                note=note,
                expires_at=expires_at.isoformat(),
            ),
            now=now,
        )
    return lot


@transaction.atomic
def give_credit(
    *,
    actor: Member,
    username: str,
    amount: Money,
    note: str,
    days: int,
    now: datetime,
    key: str,
) -> CreditLot:
    """Give a member credit out of marketing, for finance, with an audit record.

    The same `key` again gives the first lot back. Raises PermissionRefused without the role,
    MemberUnknown, OwnAccount, CreditOutOfRange, ReasonMissing.
    """
    if not is_finance(actor):
        raise PermissionRefused
    member = _member_called(username)
    _refuse_gift(actor, member, amount, note, days)

    lot = grant_credit(
        key=f"credit:{key}",
        member=member,
        amount=amount,
        note=note.strip(),
        expires_at=now + timedelta(days=days),
        now=now,
    )

    record_audit(
        actor=actor.public_id,
        action="credit.give",
        subject=f"member:{member.public_id}",
        after={"amount": str(amount), "days": days},
        reason=note.strip(),
        now=now,
    )
    return lot


def _member_called(username: str) -> Member:
    try:
        return get_member_by_username(username.strip().removeprefix("@"))
    except NotFound:
        raise MemberUnknown(field="username") from None


def _refuse_gift(actor: Member, member: Member, amount: Money, note: str, days: int) -> None:
    most = Money(rules().credit_grant_maximum_minor, amount.currency)
    if member.pk == actor.pk:
        raise OwnAccount(field="username")
    if not 0 < amount.amount <= most.amount or not 0 < days <= rules().credit_days:
        raise CreditOutOfRange(field="amount", maximum=str(most), days=rules().credit_days)
    if not note.strip():
        raise ReasonMissing(field="note")


def add_lot(
    transfer: Transfer,
    member: Member,
    amount: Money,
    *,
    note: str,
    expires_at: datetime,
    now: datetime,
) -> tuple[CreditLot, bool]:
    """Write down the lot behind a transfer into a credit account, once."""
    return CreditLot.objects.get_or_create(
        granted_by_id=transfer.pk,
        defaults={
            "owner": member.public_id,
            "currency": amount.currency,
            "amount": amount.amount,
            "left": amount.amount,
            "note": note,
            "granted_at": now,
            "expires_at": expires_at,
        },
    )


def use_lots(member: Member, amount: Money, *, now: datetime) -> None:
    """Take a sum out of the member's lots, what ends first first; inside a transaction.

    The caller posts the transfer afterwards. Locks the lots. Raises InsufficientFunds.
    """
    rest = amount.amount
    rows = CreditLot.objects.select_for_update(no_key=True).filter(
        owner=member.public_id, currency=amount.currency, left__gt=0, expires_at__gt=now
    )
    for lot in rows.order_by("expires_at", "id"):
        taken = min(rest, lot.left)
        lot.left -= taken
        lot.save(update_fields=["left"])
        rest -= taken
        if not rest:
            return
    if rest:
        raise InsufficientFunds(kind=AccountKind.CREDIT, owner=member.public_id)


@transaction.atomic
def expire_credit(*, now: datetime, limit: int) -> int:
    """Take back to marketing what is left of lots whose day has come; returns how many.

    Claims lots with skip_locked, so two sweeps share the work; locks the owners' accounts. A lot
    whose money isn't there is logged and holds up no other. Announces CreditExpired for each.
    """
    due = CreditLot.objects.filter(left__gt=0, expires_at__lte=now)
    rows = due.select_for_update(no_key=True, skip_locked=True).order_by("expires_at", "id")
    lots = list(rows[:limit])
    if not lots:
        return 0

    short = post_what_is_there({lot.pk: _expiry_of(lot) for lot in lots}, now=now)
    expired = [lot for lot in lots if lot.pk not in short]
    for lot in expired:
        publish(CreditExpired(member_id=lot.owner, amount=lot.left, currency=lot.currency), now=now)
    CreditLot.objects.filter(pk__in=[lot.pk for lot in expired]).update(left=0, expired_at=now)

    return len(expired)


def _expiry_of(lot: CreditLot) -> Draft:
    return Draft(
        key=f"credit-expired:{lot.pk}",
        kind=TransferKind.CREDIT_EXPIRED,
        reference="",
        postings=[
            Posting(AccountRef(AccountKind.CREDIT, lot.owner, lot.currency), -lot.left),
            Posting(AccountRef(AccountKind.MARKETING, "", lot.currency), lot.left),
        ],
    )
