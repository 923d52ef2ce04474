"""Words that notifications are described with, and the kinds that the apps register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class NotificationGroup(models.TextChoices):
    """What a member can have, or not have, mails about."""

    ORDERS = "orders", _("Orders")
    MESSAGES = "messages", _("Messages")
    MONEY = "money", _("Money")
    ARTICLES = "articles", _("Articles")
    GIGS = "gigs", _("Gigs")
    CONTESTS = "contests", _("Contests")
    REFERRALS = "referrals", _("Word of mouth")
    FORUM = "forum", _("Forum: answers to you")
    FORUM_WATCHED = "forum_watched", _("Forum: what you watch")
    ACCOUNT = "account", _("Account")


class Frequency(models.TextChoices):
    """When a channel brings a notification."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    OFF = "off", _("Never")


class MailState(models.TextChoices):
    """Where an outgoing mail stands."""

    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


MAIL_TRANSITIONS: Final[dict[str, frozenset[str]]] = {
    MailState.QUEUED: frozenset({MailState.SENDING}),
    # Back to the queue after a failure that may pass, or when the process that sent it is gone.
    MailState.SENDING: frozenset({MailState.SENT, MailState.QUEUED, MailState.FAILED}),
    MailState.SENT: frozenset(),
    MailState.FAILED: frozenset({MailState.QUEUED}),
}


class PushState(models.TextChoices):
    """Where a push message stands."""

    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


PUSH_TRANSITIONS: Final[dict[str, frozenset[str]]] = {
    PushState.QUEUED: frozenset({PushState.SENDING}),
    PushState.SENDING: frozenset({PushState.SENT, PushState.QUEUED, PushState.FAILED}),
    PushState.SENT: frozenset(),
    PushState.FAILED: frozenset(),
}


@dataclass(frozen=True)
class Kind:
    """One sort of notification: its group and its sentences, with named placeholders."""

    name: str
    group: NotificationGroup
    title: StrPromise | str
    body: StrPromise | str
    # The mail that brings it: templates/emails/<mail>/.
    mail: str = "notification"


KINDS: Final[dict[str, Kind]] = {}
