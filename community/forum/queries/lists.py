"""Lists for one reader: what is unread, what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final

from community.forum.choices import PAGE_SIZE
from community.forum.queries.places import Places
from community.forum.queries.reading import (
    RowReading,
    new_topic_ids,
    reading_of_rows,
    unread_topic_ids,
)
from community.forum.queries.topics import Narrowed, TopicRow, topics_in
from marketplace.accounts.models import Member

DEEPEST_PAGE: Final = 100
_COLUMNS_OF: Final = {
    "id": "pk",
    "author_name": "author__display_name",
    "author_username": "author__username",
    "last_author_name": "last_author__display_name",
}
COLUMNS: Final = tuple(_COLUMNS_OF.get(one.name, one.name) for one in fields(TopicRow))
FindIds = Callable[..., list[int]]


@dataclass(frozen=True)
class WaitingPage:
    """A page of topics that wait for their reader, with what each row says of the reading."""

    rows: list[TopicRow]
    reading: dict[int, RowReading]
    number: int
    has_more: bool


def topic_rows(places: Places, topic_ids: Sequence[int]) -> list[TopicRow]:
    """Return rows of topics that the reader may see, in the given order. One query."""
    found = topics_in(places, Narrowed()).filter(pk__in=topic_ids).values_list(*COLUMNS)
    by_id = {row[0]: TopicRow(*row) for row in found.order_by("pk")}
    return [by_id[one] for one in topic_ids if one in by_id]


def unread_page(
    member: Member, places: Places, *, within: Sequence[int], number: int, now: datetime
) -> WaitingPage:
    """Return followed topics with posts that the member hasn't read. Three queries."""
    return _page(unread_topic_ids, member, places, within, number, now)


def new_page(
    member: Member, places: Places, *, within: Sequence[int], number: int, now: datetime
) -> WaitingPage:
    """Return topics that the member hasn't opened yet. Three queries."""
    return _page(new_topic_ids, member, places, within, number, now)


def _page(
    find: FindIds,
    member: Member,
    places: Places,
    within: Sequence[int],
    number: int,
    now: datetime,
) -> WaitingPage:
    number = min(max(1, number), DEEPEST_PAGE)
    found = find(
        member,
        categories=within or places.seen,
        offset=(number - 1) * PAGE_SIZE,
        limit=PAGE_SIZE + 1,
        now=now,
    )
    rows = topic_rows(places, found[:PAGE_SIZE])
    return WaitingPage(
        rows=rows,
        reading=reading_of_rows(member, [row.id for row in rows], now=now),
        number=number,
        has_more=len(found) > PAGE_SIZE,
    )
