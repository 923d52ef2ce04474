"""What became of no order, when one side's account is erased."""

from __future__ import annotations

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.hiring.choices import BriefState
from marketplace.hiring.models import Brief, Offer


@transaction.atomic
def erase_briefs(*, member: Member) -> None:
    """Erase what a leaving member wrote in briefs and offers that became no order.

    What became an order is the agreement of two sides and stays with it. Twice is as once.
    """
    Brief.objects.filter(client=member).exclude(state=BriefState.HIRED).update(title="-", text="-")
    Offer.objects.filter(proposer=member, order_id="").update(title="-", scope="-", questions=[])
