"""What goes when a member leaves the platform."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.private_files import delete_private
from referrals.campaigns.models import Card, Invitation, Quiet, Task, Ticket, TicketNote


def forget_work(*, member: Member) -> None:
    """Empty what a member showed, wrote and wished for; what was rewarded stays in the books."""
    tasks = Task.objects.filter(member=member)
    for key in tasks.exclude(stored_as="").values_list("stored_as", flat=True):
        transaction.on_commit(partial(delete_private, key))
    tasks.update(text="", url="", stored_as="", appeal_text="", note="", shows_work=False)
    Card.objects.filter(member=member).delete()
    Invitation.objects.filter(member=member).delete()
    Quiet.objects.filter(member=member).delete()
    Ticket.objects.filter(member=member).update(subject="")
    TicketNote.objects.filter(author=member).update(text="")
