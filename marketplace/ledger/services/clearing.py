"""Earned money becomes available when its day has come."""

from datetime import datetime

from django.db import transaction

from marketplace.core.events import publish
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.events import EarningsCleared
from marketplace.ledger.models import ClearingLot
from marketplace.ledger.queries import AccountRef
from marketplace.ledger.services.posting import Draft, Posting, post_transfers


@transaction.atomic
def clear_due_lots(*, now: datetime, limit: int, owner: str | None = None) -> int:
    """Make lots available whose day has come: at most `limit`, of one owner or of all.

    Claims lots with skip_locked, so two sweeps share the work. Locks the owners' accounts.
    Returns how many lots were cleared; announces EarningsCleared for each.
    """
    due = ClearingLot.objects.filter(cleared_at=None, clears_at__lte=now)
    if owner is not None:
        due = due.filter(owner=owner)
    claimed = due.select_for_update(no_key=True, skip_locked=owner is None)
    lots = list(claimed.order_by("clears_at", "id")[:limit])
    if not lots:
        return 0

    post_transfers(drafts=[_draft_for(lot) for lot in lots], now=now)
    ClearingLot.objects.filter(pk__in=[lot.pk for lot in lots]).update(cleared_at=now)

    for lot in lots:
        publish(
            EarningsCleared(
                member_id=lot.owner,
                reference=lot.reference,
                amount=lot.amount,
                currency=lot.currency,
            ),
            now=now,
        )
    return len(lots)


def _draft_for(lot: ClearingLot) -> Draft:
    return Draft(
        key=f"clear:{lot.pk}",
        kind=TransferKind.CLEARED,
        reference=lot.reference,
        postings=[
            Posting(AccountRef(AccountKind.CLEARING, lot.owner, lot.currency), -lot.amount),
            Posting(AccountRef(AccountKind.AVAILABLE, lot.owner, lot.currency), lot.amount),
        ],
    )
