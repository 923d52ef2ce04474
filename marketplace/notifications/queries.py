"""Named reads of notifications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Self

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window

from marketplace.accounts.models import Member
from marketplace.core import formats
from marketplace.core.addresses import in_language
from marketplace.core.errors import NotFound
from marketplace.core.mail import Reader, isolate
from marketplace.notifications.choices import KINDS, NotificationGroup
from marketplace.notifications.models import (
    Notification,
    OutgoingMail,
    Preference,
    PushSubscription,
)

NOTIFICATIONS_ON_A_PAGE: Final = 20
MAILS_ON_A_PAGE: Final = 50
SHOWN_IN_TOASTS: Final = 3

Params = Mapping[str, str | int]


class _ShownNumber(int):
    """A number that chooses the plural form as itself and is written in the reader's digits."""

    shown: str

    def __new__(cls, value: int, shown: str) -> Self:
        made = super().__new__(cls, value)
        made.shown = shown
        return made

    def __str__(self) -> str:
        return self.shown


def reader_of(member: Member) -> Reader:
    """Return how a member reads."""
    return Reader(language=member.language, digits=member.digits, timezone=member.timezone)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a notification says to one reader."""

    title: str
    body: str


def word_notification(*, kind: str, params: Params, reader: Reader) -> Wording:
    """Put a notification into words, in the language that is active and the reader's digits.

    Params fill the sentences: `amount` and `…_amount` are minor units of `currency`, `…_at` is a
    moment (ISO 8601), `…_on` a day, other whole numbers are written with separators, and text is
    set apart so that its direction stays its own. A kind that is no longer registered says so
    plainly.
    """
    known = KINDS.get(kind)
    if known is None:
        return Wording(title=kind, body="")
    shown = {name: _shown(name, value, params, reader) for name, value in params.items()}
    return Wording(title=str(known.title % shown), body=str(known.body % shown))


def _shown(name: str, value: str | int, params: Params, reader: Reader) -> str | int:
    lang, digits = reader.language, reader.digits
    if isinstance(value, int):
        if name == "amount" or name.endswith("_amount"):
            currency = str(params["currency"])
            return isolate(formats.format_money(value, currency, lang=lang, digits=digits))
        return _ShownNumber(value, formats.format_number(value, lang=lang, digits=digits))
    if name.endswith("_at"):
        moment = datetime.fromisoformat(value)
        return formats.format_datetime(moment, zone=reader.zone, lang=lang, digits=digits)
    if name.endswith("_on"):
        return formats.format_date(date.fromisoformat(value), lang=lang, digits=digits)
    return isolate(value)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A notification as its reader sees it."""

    pk: int
    public_id: str
    kind: str
    group: str
    title: str
    body: str
    url: str
    created_at: datetime
    is_read: bool

    @property
    def group_label(self) -> str:
        """The group in words."""
        return str(NotificationGroup(self.group).label)


def _line(row: Notification, reader: Reader) -> Line:
    wording = word_notification(kind=row.kind, params=row.params, reader=reader)
    return Line(
        pk=row.pk,
        public_id=row.public_id,
        kind=row.kind,
        group=row.group,
        title=wording.title,
        body=wording.body,
        url=in_language(row.url, reader.language),
        created_at=row.created_at,
        is_read=row.read_at is not None,
    )


def lines(rows: list[Notification], *, member: Member, lang: str) -> list[Line]:
    """Return rows as lines in the language `lang`, which must be the active one."""
    reader = Reader(language=lang, digits=member.digits, timezone=member.timezone)
    return [_line(row, reader) for row in rows]


def notifications_of(member: Member) -> QuerySet[Notification]:
    """Return the member's notifications, newest first."""
    return Notification.objects.filter(member=member).order_by("-id")


def notification_page(
    member: Member, *, number: str, unread_only: bool = False
) -> Page[Notification]:
    """Return one page of the member's notifications. Two queries."""
    rows = notifications_of(member)
    if unread_only:
        rows = rows.filter(read_at=None)
    return Paginator(rows, NOTIFICATIONS_ON_A_PAGE).get_page(number)


def get_notification_for(member: Member, public_id: str) -> Notification:
    """Return the member's notification. Raises NotFound, for strangers too."""
    row = Notification.objects.filter(member=member, public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


@dataclass(frozen=True, kw_only=True)
class Bell:
    """What the bell shows: how many are unread, and the newest of them."""

    unread: int
    newest: tuple[Notification, ...]

    @property
    def newest_id(self) -> int:
        """The id of the newest unread one, 0 without any."""
        return self.newest[0].pk if self.newest else 0

    @property
    def version(self) -> str:
        """Changes whenever the bell would look different."""
        return f"{self.newest_id}-{self.unread}"

    def newer_than(self, version: str) -> list[Notification]:
        """Return what came after a version was shown; nothing for who has seen none yet."""
        last = version.partition("-")[0]
        return [row for row in self.newest if row.pk > int(last)] if last.isdecimal() else []


def bell_of(member: Member) -> Bell:
    """Return the member's bell. One query, over the unread ones only."""
    rows = (
        Notification.objects.filter(member=member, read_at=None)
        .annotate(unread_count=Window(Count("pk")))
        .order_by("-id")[:SHOWN_IN_TOASTS]
    )
    newest = tuple(rows)
    return Bell(unread=newest[0].unread_count if newest else 0, newest=newest)


def frequencies_of(member: Member, channel: str) -> dict[str, str]:
    """Return the frequencies that the member chose for a channel, by group."""
    rows = Preference.objects.filter(member=member, channel=channel)
    return dict(rows.values_list("group", "frequency"))


def mail_at_once(member_ids: Iterable[int], group: str) -> set[int]:
    """Return who of these members hears of a group by mail at once. One query."""
    wanted = set(member_ids)
    others = Preference.objects.filter(member__in=wanted, group=group, channel="mail")
    return wanted - set(others.exclude(frequency="at_once").values_list("member_id", flat=True))


def mail_page(*, number: str) -> Page[OutgoingMail]:
    """Return one page of all outgoing mails, newest first: for the demo's mailbox."""
    rows = OutgoingMail.objects.order_by("-id").defer("html", "text")
    return Paginator(rows, MAILS_ON_A_PAGE).get_page(number)


def get_mail(public_id: str) -> OutgoingMail:
    """Return one outgoing mail. Raises NotFound."""
    row = OutgoingMail.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def devices_of(member: Member) -> QuerySet[PushSubscription]:
    """Return the member's browsers that take push messages, the newest first."""
    return PushSubscription.objects.filter(member=member).order_by("-id")
