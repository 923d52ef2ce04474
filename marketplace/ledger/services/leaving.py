"""What the ledger forgets of a member who left. The books themselves know public ids alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.ledger.models import PayoutDestination


@transaction.atomic
def forget_destinations(*, member: Member, now: datetime) -> None:
    """Forget the accounts that a leaving member saved.

    One that money was sent to stays with its payouts, which bookkeeping law asks to keep; it is
    off the list. Twice is as once.
    """
    saved = PayoutDestination.objects.filter(member=member)
    saved.filter(payouts=None).delete()
    saved.filter(removed_at=None).update(removed_at=now)
