"""Links that stop groups of mails without signing in. They are signed and don't expire."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.core import signing
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.addresses import without_language
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.errors import UnsubscribeLinkInvalid

_SALT: Final = "notifications.unsubscribe"


def unsubscribe_path(member: Member, groups: Iterable[str]) -> str:
    """Return the path, without language prefix, that stops the member's mails about the groups."""
    token = signing.dumps([member.public_id, *sorted(set(groups))], salt=_SALT)
    return without_language(reverse("notifications:unsubscribe", args=[token]))


def read_unsubscribe(token: str) -> tuple[str, list[NotificationGroup]]:
    """Return the member's public id and the groups. Raises UnsubscribeLinkInvalid."""
    try:
        public_id, *groups = signing.loads(token, salt=_SALT)
        return str(public_id), [NotificationGroup(group) for group in groups]
    except (signing.BadSignature, ValueError, TypeError):
        raise UnsubscribeLinkInvalid from None
