"""What growth learns of contests, and what contests learn of growth.

Referrals don't know contests: what a contest cost, how it is called, and what its report says of
reach and orders meet here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from contests.calls.models import Contest
from contests.calls.queries import contest_text
from contests.entries.models import Entry
from contests.prizes.queries import Figure, register_report_source
from marketplace.core.money import Money
from referrals.growth.queries import (
    ChannelName,
    from_books,
    register_channel_names,
    register_cost_source,
    totals_of,
)
from referrals.links.choices import LinkKind


def contest_names(refs: Sequence[str]) -> dict[str, ChannelName]:
    """Name contests by their titles."""
    rows = Contest.objects.prefetch_related("texts").filter(public_id__in=refs)
    return {
        row.public_id: ChannelName(contest_text(row).title, row.get_absolute_url()) for row in rows
    }


def entry_names(refs: Sequence[str]) -> dict[str, ChannelName]:
    """Name entries by title and writer."""
    rows = Entry.objects.select_related("entrant", "contest").filter(public_id__in=refs)
    return {
        row.public_id: ChannelName(
            f"{row.title} · {row.entrant.display_name}", row.get_absolute_url()
        )
        for row in rows
    }


def contest_figures(*, contest: Contest, until: datetime) -> Iterable[Figure]:
    """Say what a contest reached and brought: by its own links and those of its entries."""
    entries = list(
        Entry.objects.filter(contest=contest, submitted_at__lte=until)
        .exclude(state="withdrawn")
        .values_list("public_id", flat=True)
    )
    since = contest.created_at.astimezone(UTC).date()
    # A moment inside a day counts the whole day; midnight doesn't begin one more.
    last = (until.astimezone(UTC) - timedelta(microseconds=1)).date()
    found = totals_of(
        [(LinkKind.CONTEST, [contest.public_id]), (LinkKind.ENTRY, entries)],
        since=since,
        until=max(since, last) + timedelta(days=1),
        currency=contest.currency,
    )
    by_links = _("By the links of the contest and of its entries; whole days in UTC.")
    by_orders = _("Orders that are owed to one of these links, on the day of their completion.")
    return [
        Figure("entries", _("Entries"), count=len(entries), note=_("Handed in by then.")),
        Figure("reach", _("Reach: visits"), count=found.visits, note=by_links),
        Figure("people", _("Reach: people"), count=found.people, note=by_links),
        Figure("attributed_sign_ups", _("Sign-ups by links"), count=found.signups, note=by_links),
        Figure("orders", _("Orders"), count=found.orders, note=by_links),
        Figure(
            "volume",
            _("Volume of orders"),
            money=Money(found.volume, contest.currency),
            note=by_orders,
        ),
        Figure(
            "revenue",
            _("Revenue: fees kept"),
            money=Money(found.fees, contest.currency),
            note=by_orders,
        ),
        Figure(
            "cost",
            _("Cost by the books"),
            money=Money(found.cost, contest.currency),
            note=_("What left the fund for prizes."),
        ),
    ]


def connect() -> None:
    """Fill the registries of the parts below."""
    register_cost_source(LinkKind.CONTEST, from_books("contest"))
    register_channel_names(LinkKind.CONTEST, contest_names)
    register_channel_names(LinkKind.ENTRY, entry_names)
    register_report_source("growth", contest_figures)
