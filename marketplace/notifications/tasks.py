"""What beat wakes: mail that is due, digests, forgetting."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.notifications import services


@sweep("notifications.send_mail", every=2, queue="mail")
def send_due_mail(*, now: datetime, limit: int) -> int:
    """Send the mails whose turn it is."""
    return services.send_due_mail(now=now, limit=limit)


@sweep("notifications.send_digests", every=60, queue="mail")
def send_due_digests(*, now: datetime, limit: int) -> int:
    """Queue the daily mails of members for whom it is eight in the morning."""
    return services.send_due_digests(now=now, limit=limit)


@sweep("notifications.forget_mail", every=60, queue="bulk")
def forget_old_mail(*, now: datetime, limit: int) -> int:
    """Delete mails past their keeping time."""
    return services.forget_old_mail(now=now, limit=limit)


@sweep("notifications.send_pushes", every=3, queue="mail")
def send_due_pushes(*, now: datetime, limit: int) -> int:
    """Send the push messages whose turn it is."""
    return services.send_due_pushes(now=now, limit=limit)


@sweep("notifications.forget_pushes", every=60, queue="bulk")
def forget_old_pushes(*, now: datetime, limit: int) -> int:
    """Delete push messages past their keeping time."""
    return services.forget_old_pushes(now=now, limit=limit)
