"""The guarded doors to links, and what one link or many have brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Sum

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from referrals.links.choices import LinkKind, OutcomeKind
from referrals.links.models import Attribution, Link, LinkDay, Outcome


def get_link_of(member: Member, code: str) -> Link:
    """Return a link of the member's by its code. Raises NotFound, for other people's too."""
    link = Link.objects.select_related("owner").filter(owner=member, code=code).first()
    if link is None:
        raise NotFound
    return link


def links_of(member: Member) -> QuerySet[Link]:
    """Return the member's links of every kind, the newest first, closed ones behind them."""
    rows = Link.objects.filter(owner=member).select_related("owner")
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-id")


def links_about(kind: LinkKind, ref: str) -> QuerySet[Link]:
    """Return all links of a thing, whoever passes them on."""
    return Link.objects.filter(kind=kind, ref=ref).select_related("owner").order_by("id")


def attribution_of(member: Member) -> Attribution | None:
    """Return by which link a member came; None where nothing was recorded."""
    rows = Attribution.objects.select_related("link__owner", "member")
    return rows.filter(member=member).first()


def brought_by(member: Member) -> QuerySet[Attribution]:
    """Return the sign-ups that came by the member's links, the latest first."""
    rows = Attribution.objects.select_related("member", "link").filter(link__owner=member)
    return rows.order_by("-at", "-id")


@dataclass(frozen=True)
class Figures:
    """What a link has brought: `visits` by persons but the owner, `people` of them by day."""

    visits: int = 0
    people: int = 0
    own: int = 0
    programs: int = 0
    signups: int = 0
    briefs: int = 0
    orders: int = 0
    entries: int = 0


def figures_of(
    links: Sequence[Link], *, since: datetime | None = None, until: datetime | None = None
) -> dict[int, Figures]:
    """Return each link's figures by its number, for whole days in UTC. Three queries."""
    pks = [link.pk for link in links]
    between = _between(since, until)
    days: Q = Q(link_id__in=pks)
    if since is not None:
        days &= Q(on__gte=_day(since))
    if until is not None:
        days &= Q(on__lt=_day(until))
    names = ("visits", "people", "own", "programs")
    added = (
        LinkDay.objects.filter(days)
        .values_list("link_id")
        .annotate(Sum("visits"), Sum("people"), Sum("own"), Sum("programs"))
    )
    sums = {row[0]: dict(zip(names, row[1:], strict=True)) for row in added}
    signups = dict(
        Attribution.objects.filter(between, link_id__in=pks)
        .values_list("link_id")
        .annotate(Count("id"))
    )
    made: dict[int, dict[str, int]] = {pk: {} for pk in pks}
    rows = Outcome.objects.filter(between, link_id__in=pks).values_list("link_id", "kind")
    for pk, kind, count in rows.annotate(Count("id")):
        made[pk][kind] = count
    return {
        pk: Figures(
            **sums.get(pk, {}),
            signups=signups.get(pk, 0),
            briefs=made[pk].get(OutcomeKind.BRIEF, 0),
            orders=made[pk].get(OutcomeKind.ORDER, 0),
            entries=made[pk].get(OutcomeKind.ENTRY, 0),
        )
        for pk in pks
    }


def _day(moment: datetime) -> date:
    return moment.date()


def _between(since: datetime | None, until: datetime | None) -> Q:
    chosen = Q()
    if since is not None:
        chosen &= Q(at__gte=since)
    if until is not None:
        chosen &= Q(at__lt=until)
    return chosen


def whole_address(link: Link) -> str:
    """Return the address that is passed on, with the platform's name before it."""
    return f"{settings.SITE_URL}{link.get_absolute_url()}"
