"""Telling a member what happened, and taking note that it was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.core.addresses import without_language
from marketplace.notifications.channels import CHANNELS
from marketplace.notifications.choices import KINDS, Kind, NotificationGroup
from marketplace.notifications.models import Notification, Preference
from marketplace.notifications.policies import hears

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def register_kind(
    kind: str,
    *,
    group: NotificationGroup,
    title: StrPromise | str,
    body: StrPromise | str,
    mail: str = "notification",
) -> None:
    """Declare a kind of notification, from an app's receivers.py.

    Title and body are lazy messages with named placeholders that the params of `notify` fill; see
    `queries.word_notification` for how params are written. `mail` names the templates of its mail,
    where the usual ones don't do. Registering a name twice with other
    sentences is a fault.
    """
    made = Kind(kind, group, title, body, mail)
    known = KINDS.get(kind)
    if known is not None and (str(known.title), known.group) != (str(title), group):
        raise ValueError(f"two kinds of notification are called {kind}")
    KINDS[kind] = made


@transaction.atomic
def notify(
    *,
    member: Member,
    kind: str,
    params: Mapping[str, str | int],
    url: str,
    now: datetime,
    coalesce_on: str = "",
    by_mail: bool = True,
) -> Notification | None:
    """Write a notification for a member and bring it by each channel that the member wants.

    `url` is a path on this site; its language prefix is dropped, so that it opens in the reader's
    language. With `coalesce_on` nothing happens while an unread one of this kind and key exists.
    Returns None then, and for a closed account, but a suspended one still hears. `by_mail` False
    leaves the mail to the caller. Call it from a consumer of an event: so it happens exactly once.
    An unknown kind: KeyError.
    """
    group = KINDS[kind].group

    if not hears(member):
        return None
    row = Notification(
        member=member,
        kind=kind,
        group=group,
        params=dict(params),
        url=without_language(url),
        coalesce_on=coalesce_on,
        created_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if not coalesce_on:
            raise
        return None

    chosen = dict(
        Preference.objects.filter(member=member, group=group).values_list("channel", "frequency")
    )
    for channel in CHANNELS.values():
        if channel.name == "mail" and not by_mail:
            continue
        frequency = channel.default_for(group)
        if chosen.get(channel.name) in channel.frequencies:
            frequency = channel.frequencies[channel.frequencies.index(chosen[channel.name])]
        channel.bring(notification=row, member=member, frequency=frequency, now=now)
    return row


def mark_read(*, notification: Notification, now: datetime) -> Notification:
    """Take note that the member has seen it. Doing so again keeps the first moment."""
    changed = Notification.objects.filter(pk=notification.pk, read_at=None).update(
        read_at=now, digest_at=None
    )
    if changed:
        notification.read_at = now
    return notification


def mark_all_read(*, member: Member, now: datetime) -> int:
    """Take note that the member has seen everything up to now; returns how many were unread."""
    rows = Notification.objects.filter(member=member, read_at=None, created_at__lte=now)
    return rows.update(read_at=now, digest_at=None)


def mark_coalesced_read(*, member: Member, kind: str, coalesce_on: str, now: datetime) -> int:
    """Take note that the member has seen the thing itself; returns how many were unread."""
    rows = Notification.objects.filter(
        member=member, kind=kind, coalesce_on=coalesce_on, read_at=None
    )
    return rows.update(read_at=now, digest_at=None)
