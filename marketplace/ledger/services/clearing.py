"""Earned money becomes available when its day has come."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from marketplace.core.events import publish
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.events import EarningsCleared
from marketplace.ledger.models import ClearingLot
from marketplace.ledger.queries import AccountRef
from marketplace.ledger.services.posting import Draft, Posting, post_what_is_there


@transaction.atomic
def clear_due_lots(*, now: datetime, limit: int, owner: str | None = None) -> int:
    """Make lots available whose day has come: at most `limit`, of one owner or of all.

    A lot that a complaint holds waits longer; of one that went back in part the rest is cleared.
    One whose money isn't there (after a correction by hand) is logged and holds up no other.
    Claims lots with skip_locked, so two sweeps share the work. Locks the owners' accounts.
    Returns how many lots were cleared; announces EarningsCleared for each.
    """
    free = Q(held_until=None) | Q(held_until__lte=now)
    due = ClearingLot.objects.filter(free, cleared_at=None, clears_at__lte=now)
    if owner is not None:
        due = due.filter(owner=owner)
    claimed = due.select_for_update(no_key=True, skip_locked=owner is None)
    lots = list(claimed.order_by("clears_at", "id")[:limit])
    if not lots:
        return 0

    short = post_what_is_there({lot.pk: _draft_for(lot) for lot in lots if lot.left}, now=now)
    cleared = [lot for lot in lots if lot.pk not in short]
    ClearingLot.objects.filter(pk__in=[lot.pk for lot in cleared]).update(cleared_at=now)

    for lot in cleared:
        if not lot.left:
            continue
        publish(
            EarningsCleared(
                member_id=lot.owner,
                reference=lot.reference,
                amount=lot.left,
                currency=lot.currency,
            ),
            now=now,
        )
    return len(cleared)


def _draft_for(lot: ClearingLot) -> Draft:
    return Draft(
        key=f"clear:{lot.pk}",
        kind=TransferKind.CLEARED,
        reference=lot.reference,
        postings=[
            Posting(AccountRef(AccountKind.CLEARING, lot.owner, lot.currency), -lot.left),
            Posting(AccountRef(AccountKind.AVAILABLE, lot.owner, lot.currency), lot.left),
        ],
    )
