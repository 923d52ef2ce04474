"""Who may do what with notifications."""

from __future__ import annotations

from django.conf import settings

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.notifications.models import Notification


def hears(member: Member) -> bool:
    """Whether the member is told anything: open accounts are, and suspended ones."""
    return member.is_active or member.standing == Standing.SUSPENDED


def can_read_notification(member: Member, notification: Notification) -> bool:
    """Only the one it is for."""
    return notification.member_id == member.pk


def can_read_all_mail() -> bool:
    """Whether the mailbox of the demo is open: everybody's mails, for trying things out."""
    return bool(settings.DEMO)
