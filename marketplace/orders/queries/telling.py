"""How an order is told to one reader: whose name, in which language, digits and time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from babel import Locale, dates
from django.utils.translation import get_language

from marketplace.accounts.models import Member
from marketplace.core import formats
from marketplace.core.mail import Reader, isolate
from marketplace.orders.choices import ActorKind
from marketplace.orders.models import Order

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Teller:
    """Tells one order to one reader, as one of its sides or as support."""

    order: Order
    viewer: ActorKind
    reader: Reader
    now: datetime

    def is_me(self, kind: str) -> bool:
        """Whether this part is the reader's own. A payment by a gateway is the client's."""
        return (ActorKind.CLIENT if kind == ActorKind.GATEWAY else kind) == self.viewer

    @property
    def is_client(self) -> bool:
        """Whether the reader is the client."""
        return self.viewer == ActorKind.CLIENT

    @property
    def is_seller(self) -> bool:
        """Whether the reader is the freelancer."""
        return self.viewer == ActorKind.SELLER

    @property
    def client(self) -> str:
        """The client's name, set apart."""
        return isolate(self.order.client.display_name)

    @property
    def seller(self) -> str:
        """The freelancer's name, set apart."""
        return isolate(self.order.seller.display_name)

    def name_of(self, kind: str) -> str:
        """Return the name of one of the two sides."""
        return self.seller if kind == ActorKind.SELLER else self.client

    def money(self, amount: int) -> str:
        """Write a sum in the order's currency."""
        written = formats.format_money(
            amount, self.order.currency, lang=self.reader.language, digits=self.reader.digits
        )
        return isolate(written)

    def when(self, moment: datetime, style: str = "weekday") -> str:
        """Write a moment in the reader's zone."""
        return formats.format_datetime(
            moment,
            zone=self.reader.zone,
            lang=self.reader.language,
            digits=self.reader.digits,
            style=style,
        )

    def when_and_where(self, moment: datetime) -> str:
        """Write a moment with the place by whose clock it is meant."""
        locale = Locale.parse(self.reader.language)
        place = dates.get_timezone_location(self.reader.zone, locale=locale, return_city=True)
        return f"{self.when(moment)} ({isolate(place)})"

    def day(self, moment: datetime) -> str:
        """Write a day in the reader's zone."""
        return formats.format_date(
            moment.astimezone(self.reader.zone),
            lang=self.reader.language,
            digits=self.reader.digits,
            style="weekday",
        )

    def span(self, span: timedelta) -> str:
        """Write a span in words."""
        return formats.format_duration(span, lang=self.reader.language, digits=self.reader.digits)

    def left(self, moment: datetime) -> str:
        """Write how much time is left until a moment."""
        return self.span(moment - self.now)

    def number(self, value: int) -> str:
        """Write a number."""
        return formats.format_number(value, lang=self.reader.language, digits=self.reader.digits)

    def pick(self, kind: str, me: StrPromise | str, other: StrPromise | str) -> str:
        """Return `me` when this part is the reader's, else `other` with the %(name)s."""
        return str(me) if self.is_me(kind) else str(other) % {"name": self.name_of(kind)}


def teller_for(order: Order, viewer: ActorKind, member: Member, *, now: datetime) -> Teller:
    """Return who tells this order to a member, in the language that is active."""
    language = (get_language() or member.language)[:2]
    reader = Reader(language=language, digits=member.digits, timezone=member.timezone)
    return Teller(order, viewer, reader, now)
