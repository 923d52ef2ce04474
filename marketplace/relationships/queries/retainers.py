"""The doors to retainers, and what a page shows of one. Constant numbers of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.relationships.models import (
    Retainer,
    RetainerChange,
    RetainerLine,
    RetainerPeriod,
    Usage,
)


def get_retainer_for(member: Member, public_id: str) -> Retainer:
    """Return a retainer for one of its two sides; raises NotFound for everybody else.

    It is the row as it was written: `services.open_retainer` lets due moments act before.
    """
    rows = Retainer.objects.select_related("client", "seller")
    found = rows.filter(Q(client=member) | Q(seller=member), public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_change_for(member: Member, public_id: str) -> RetainerChange:
    """Return a proposed change of one of the member's retainers. Raises NotFound."""
    rows = RetainerChange.objects.select_related("retainer__client", "retainer__seller")
    mine = Q(retainer__client=member) | Q(retainer__seller=member)
    found = rows.filter(mine, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_usage_for(member: Member, public_id: str) -> Usage:
    """Return a line of usage of one of the member's retainers. Raises NotFound."""
    rows = Usage.objects.select_related("period__retainer__client", "period__retainer__seller")
    mine = Q(period__retainer__client=member) | Q(period__retainer__seller=member)
    found = rows.filter(mine, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class RetainerRow:
    """A retainer in a list, with the month that runs, as one of its sides sees it."""

    retainer: Retainer
    is_client: bool
    period: RetainerPeriod | None

    @property
    def counterpart(self) -> Member:
        """The other side."""
        return self.retainer.seller if self.is_client else self.retainer.client


def retainers_of(member: Member) -> QuerySet[Retainer]:
    """Return the member's retainers on both sides, with both people, newest first. Lazy."""
    rows = Retainer.objects.of_party(member.pk).select_related("client", "seller")
    return rows.order_by("-id")


def retainer_rows(retainers: list[Retainer], member: Member, *, now: datetime) -> list[RetainerRow]:
    """Return what a list shows. One query, whatever their number."""
    running = {
        period.retainer_id: period
        for period in RetainerPeriod.objects.filter(
            retainer__in=retainers, starts_at__lte=now, ends_at__gt=now
        ).order_by("number")
    }
    return [RetainerRow(one, one.client_id == member.pk, running.get(one.pk)) for one in retainers]


@dataclass(frozen=True)
class RetainerParts:
    """All that belongs to a retainer."""

    periods: list[RetainerPeriod]
    running: RetainerPeriod | None
    usage: list[Usage]
    changes: list[RetainerChange]
    lines: list[RetainerLine]

    @property
    def open_change(self) -> RetainerChange | None:
        """The proposal that waits for an answer."""
        return next((one for one in self.changes if one.state == "open"), None)

    @property
    def agreed_change(self) -> RetainerChange | None:
        """What both agreed on for the next month."""
        return next((one for one in self.changes if one.state == "accepted"), None)


def parts_of(retainer: Retainer, *, now: datetime) -> RetainerParts:
    """Return the months with their orders, the running month's usage, changes and the story."""
    periods = list(retainer.periods.select_related("order").order_by("-number")[:60])
    running = next((one for one in periods if one.starts_at <= now < one.ends_at), None)
    return RetainerParts(
        periods=periods,
        running=running,
        usage=list(running.usage.all()) if running else [],
        changes=list(retainer.changes.order_by("-id")[:20]),
        lines=list(retainer.lines.order_by("-id")[:60]),
    )


def waiting_retainers_of(member_public_id: str) -> list[Retainer]:
    """Return the retainers of a client that wait for a payment, the longest waiting first."""
    rows = Retainer.objects.filter(
        client__public_id=member_public_id, state="awaiting_payment"
    ).select_related("client", "seller")
    return list(rows.order_by(F("due_at").asc(), "id"))


def retainers_in(public_ids: list[str], member: Member) -> dict[str, Retainer]:
    """Return those of the retainers that the member may see, by public id, in one query."""
    rows = Retainer.objects.of_party(member.pk).select_related("client", "seller")
    return {row.public_id: row for row in rows.filter(public_id__in=public_ids)}
