"""Writing a mail into the queue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from marketplace.accounts.models import Member
from marketplace.core.addresses import absolute
from marketplace.core.ids import new_public_id
from marketplace.core.mail import Reader, render_mail
from marketplace.notifications.models import OutgoingMail


def write_mail(
    *,
    to: str,
    reader: Reader,
    message: str,
    context: Mapping[str, Any],
    now: datetime,
    member: Member | None = None,
    unsubscribe: str = "",
    headers: Mapping[str, str] | None = None,
) -> OutgoingMail:
    """Render a mail and put it into the queue, in the caller's transaction.

    What is stored is what will be sent, at whichever attempt. `unsubscribe` is the path of a link
    that stops mails of its sort; it becomes the List-Unsubscribe header. `headers` are further
    ones (Reply-To, References).
    """
    rendered = render_mail(message=message, reader=reader, context=context)
    public_id = new_public_id()
    return OutgoingMail.objects.create(
        public_id=public_id,
        member=member,
        to=to,
        language=reader.language,
        message=message,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers={**_list_headers(unsubscribe, reader.language), **(headers or {})},
        message_id=f"<{public_id}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
        due_at=now,
        created_at=now,
    )


def _list_headers(unsubscribe: str, language: str) -> dict[str, str]:
    if not unsubscribe:
        return {}
    return {
        "List-Unsubscribe": f"<{absolute(unsubscribe, language)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
