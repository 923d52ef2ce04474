"""What a payout's ends do to the books. Called with the payout locked, once for each end."""

from datetime import datetime

from marketplace.core.events import publish
from marketplace.ledger.choices import AccountKind, PayoutMethod, TransferKind
from marketplace.ledger.events import PayoutPaid, PayoutReturned
from marketplace.ledger.models import Payout
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services.posting import Draft, Posting, post_transfer, post_transfers


def put_on_hold(payout: Payout, *, now: datetime) -> None:
    """Move the money from available to the hold. Raises InsufficientFunds."""
    _post(payout, _move(payout, AccountKind.AVAILABLE, AccountKind.PAYOUT_HOLD), "hold", now=now)


def give_back(payout: Payout, *, now: datetime) -> None:
    """Move the money from the hold back to available, and announce it."""
    _post(
        payout, _move(payout, AccountKind.PAYOUT_HOLD, AccountKind.AVAILABLE), "returned", now=now
    )
    publish(
        PayoutReturned(
            payout_id=payout.public_id,
            member_id=payout.member.public_id,
            amount=payout.amount,
            currency=payout.currency,
            state=payout.state,
            reason=payout.reason,
        ),
        now=now,
    )


def pay_out(payouts: list[Payout], *, now: datetime) -> None:
    """Move the money of paid payouts from the hold out of the platform, and announce it."""
    post_transfers(drafts=[_paid(payout) for payout in payouts], now=now)
    for payout in payouts:
        publish(
            PayoutPaid(
                payout_id=payout.public_id,
                member_id=payout.member.public_id,
                amount=payout.amount,
                currency=payout.currency,
                account=payout.masked,
            ),
            now=now,
        )


def _paid(payout: Payout) -> Draft:
    is_bank = payout.method == PayoutMethod.BANK
    outside = AccountRef(
        AccountKind.CASH if is_bank else AccountKind.GATEWAY,
        "" if is_bank else payout.method,
        payout.currency,
    )
    hold = member_account(AccountKind.PAYOUT_HOLD, payout.member, payout.currency)
    return Draft(
        key=f"payout:{payout.public_id}:paid",
        kind=TransferKind.PAYOUT_PAID,
        reference=f"payout:{payout.public_id}",
        postings=[Posting(hold, -payout.amount), Posting(outside, payout.amount)],
    )


def _move(payout: Payout, source: AccountKind, target: AccountKind) -> list[Posting]:
    return [
        Posting(member_account(source, payout.member, payout.currency), -payout.amount),
        Posting(member_account(target, payout.member, payout.currency), payout.amount),
    ]


def _post(payout: Payout, postings: list[Posting], step: str, *, now: datetime) -> None:
    held = step == "hold"
    post_transfer(
        key=f"payout:{payout.public_id}:{step}",
        kind=TransferKind.PAYOUT_HOLD if held else TransferKind.PAYOUT_RETURNED,
        reference=f"payout:{payout.public_id}",
        postings=postings,
        now=now,
    )
