"""What the tests of notifications lean on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.test import Client
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from marketplace.accounts.models import Member
from marketplace.notifications.choices import KINDS, NotificationGroup
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.notifications.services import notify, queue_mail, register_kind

MakeMember = Callable[..., Member]
Browse = Callable[[Member | None], Client]
KIND = "tests.something"


@contextmanager
def known_kinds() -> Iterator[None]:
    """Let the tests' kinds exist for a while."""
    register_kind(
        KIND,
        group=NotificationGroup.ORDERS,
        title=_("%(name)s did something"),
        body=_("It is about “%(title)s”."),
    )
    register_kind(
        "tests.paid",
        group=NotificationGroup.MONEY,
        title=_("%(amount)s arrived"),
        body=_("On %(paid_at)s, day %(due_on)s."),
    )
    register_kind(
        "tests.counted",
        group=NotificationGroup.GIGS,
        title=ngettext_lazy("%(count)s gig", "%(count)s gigs", "count"),
        body=_("100%% sure"),
    )
    yield
    for name in [name for name in KINDS if name.startswith("tests.")]:
        del KINDS[name]


def tell(
    member: Member, *, now: datetime, url: str = "/orders/x/", key: str = "", kind: str = KIND
) -> Notification | None:
    """Notify a member of something."""
    return notify(
        member=member,
        kind=kind,
        params={"name": "Omar", "title": "A logo"},
        url=url,
        coalesce_on=key,
        now=now,
    )


def written_mail(*, to: str = "somebody@example.com", now: datetime) -> OutgoingMail:
    """Put a mail into the queue."""
    return queue_mail(
        to=to,
        language="en",
        message="notification",
        context={"title": "Hello", "body": "There.", "path": "/x/", "unsubscribe_path": "/y/"},
        now=now,
    )
