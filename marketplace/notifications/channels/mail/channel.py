"""Mails a notification, or marks it for the next digest."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils import translation

from marketplace.accounts.models import Member
from marketplace.notifications.channels.mail import preference
from marketplace.notifications.channels.mail.digest import next_digest_at
from marketplace.notifications.channels.mail.outgoing import write_mail
from marketplace.notifications.channels.mail.unsubscribe import unsubscribe_path
from marketplace.notifications.choices import KINDS, Frequency, NotificationGroup
from marketplace.notifications.models import Notification
from marketplace.notifications.queries import reader_of, word_notification


def mail_of(kind: str) -> str:
    """Return the templates that bring a kind; the usual ones for what nobody registers any more."""
    return KINDS[kind].mail if kind in KINDS else "notification"


class Mail:
    """Writes mails to the address that the member signs in with."""

    name: Final = preference.NAME
    label: Final = preference.LABEL
    frequencies: Final = preference.FREQUENCIES

    def default_for(self, group: NotificationGroup) -> Frequency:
        """Return what holds for a group until the member chooses."""
        return preference.default_for(group)

    def bring(
        self, *, notification: Notification, member: Member, frequency: Frequency, now: datetime
    ) -> None:
        """Queue a mail, or put the notification into the next digest."""
        if frequency == Frequency.OFF or not member.email:
            return
        if frequency == Frequency.DAILY:
            notification.digest_at = next_digest_at(member, now=now)
            notification.save(update_fields=["digest_at"])
            return
        stop = unsubscribe_path(member, [notification.group])
        reader = reader_of(member)
        with translation.override(reader.language):
            wording = word_notification(
                kind=notification.kind, params=notification.params, reader=reader
            )
        write_mail(
            to=member.email,
            reader=reader,
            message=mail_of(notification.kind),
            context={
                "title": wording.title,
                "body": wording.body,
                "path": notification.url,
                "unsubscribe_path": stop,
            },
            member=member,
            unsubscribe=stop,
            now=now,
        )
