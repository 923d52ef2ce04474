"""Out of view and back, by a moderator's decision."""

from __future__ import annotations

from datetime import datetime

from marketplace.messaging.models import Message


def hide_message(*, message: Message, now: datetime) -> bool:
    """Take what a message says out of view, with its files; it stays in its place.

    False where it is out of view already. Who may decide that is asked by the part that calls.
    """
    rows = Message.objects.filter(pk=message.pk, hidden_at=None, is_system=False)
    return bool(rows.update(hidden_at=now))


def show_message(*, message: Message) -> bool:
    """Show a hidden message again; False for one that isn't hidden."""
    return bool(
        Message.objects.filter(pk=message.pk).exclude(hidden_at=None).update(hidden_at=None)
    )
