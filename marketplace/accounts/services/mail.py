"""Mail goes out through the part above that keeps a queue; it offers itself here when it starts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured

from marketplace.accounts.models import Member


class QueueMail(Protocol):
    """Queues one mail: templates/emails/<message>/, in `language`."""

    def __call__(
        self,
        *,
        to: str,
        language: str,
        message: str,
        context: dict[str, Any],
        member: Member | None = None,
        now: datetime,
    ) -> object: ...


_queues: list[QueueMail] = []


def register_mail_queue(queue: QueueMail) -> None:
    """Take the queue that account mails go through; the last one offered holds."""
    _queues[:] = [queue]


def queue_mail(
    *,
    to: str,
    language: str,
    message: str,
    context: dict[str, Any],
    member: Member | None,
    now: datetime,
) -> None:
    """Queue an account mail. Raises ImproperlyConfigured where no part offered a queue."""
    if not _queues:
        raise ImproperlyConfigured("no mail queue: see register_mail_queue")
    _queues[0](to=to, language=language, message=message, context=context, member=member, now=now)
