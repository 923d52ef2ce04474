"""The public wall: how big the biggest deals are and where they came from, without telling on few.

A figure is shown only where at least `deal_wall_threshold` members stand behind it; what isn't
shown is left out of every total, so that nothing can be subtracted back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.relationships.choices import Source
from marketplace.relationships.models import SharedDeal
from marketplace.relationships.queries.bands import EDGES

MOST_STORIES: Final = 30
MOST_ORDERS: Final = 20


@dataclass(frozen=True)
class StoryView:
    """A story on the wall; `band` and `source` are None where too few would stand behind them."""

    public_id: str
    name: str
    url: str
    text: str
    language: str
    band: int | None
    source: str | None
    is_proven: bool
    shared_at: datetime


@dataclass(frozen=True)
class Wall:
    """What everybody sees. Shares are counts of members."""

    bands: dict[int, int]
    sources: dict[str, int]
    shown: int
    has_hidden: bool
    stories: list[StoryView]


def visible(counts: Counter[int] | Counter[str], threshold: int) -> dict[int | str, int]:
    """Return the counts that enough members stand behind; the others are left out."""
    return {key: count for key, count in counts.items() if count >= threshold}


def read_wall() -> Wall:
    """Return the distribution and the newest stories. Two queries."""
    threshold = rules().deal_wall_threshold
    on_wall = SharedDeal.objects.filter(withdrawn_at=None, member__is_active=True)
    pairs = list(on_wall.values_list("band", "source"))
    bands = visible(Counter(band for band, _source in pairs), threshold)
    sources = visible(Counter(source for _band, source in pairs), threshold)
    rows = on_wall.exclude(story="").filter(hidden_at=None).select_related("member")
    stories = _stories(rows.order_by("-shared_at", "-id")[:MOST_STORIES], bands, sources)
    return Wall(
        bands={band: bands[band] for band in range(len(EDGES)) if band in bands},
        sources={source: sources[source] for source in Source.values if source in sources},
        shown=sum(bands.values()),
        has_hidden=sum(bands.values()) < len(pairs) or sum(sources.values()) < len(pairs),
        stories=stories,
    )


def _stories(
    rows: Iterable[SharedDeal], bands: dict[int | str, int], sources: dict[int | str, int]
) -> list[StoryView]:
    return [
        StoryView(
            public_id=row.public_id,
            name=row.member.display_name if row.is_named else "",
            url=row.member.get_absolute_url() if row.is_named else "",
            text=row.story,
            language=row.language,
            # Who gives the name has chosen to be known; who doesn't is one of many.
            band=row.band if row.is_named or row.band in bands else None,
            source=row.source if row.is_named or row.source in sources else None,
            is_proven=row.order_id is not None,
            shared_at=row.shared_at,
        )
        for row in rows
    ]


def find_story(public_id: str) -> SharedDeal:
    """Return a story that its member still tells, also where moderators hid it. Raises NotFound."""
    rows = SharedDeal.objects.filter(withdrawn_at=None).exclude(story="").select_related("member")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def shared_deal_of(member: Member) -> SharedDeal | None:
    """Return what the member has on the wall."""
    return SharedDeal.objects.filter(member=member, withdrawn_at=None).first()


def orders_to_share(member: Member) -> list[Order]:
    """Return the member's biggest completed orders, as their freelancer."""
    rows = Order.objects.kept().filter(seller=member, state=OrderState.COMPLETED)
    return list(rows.order_by("-total_amount", "-id")[:MOST_ORDERS])


def order_to_share(member: Member, public_id: str) -> Order | None:
    """Return one of the member's completed orders, None where it isn't one."""
    rows = Order.objects.kept().filter(seller=member, state=OrderState.COMPLETED)
    return rows.filter(public_id=public_id).first()
