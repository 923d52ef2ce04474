"""Topics like one that is about to be asked, through the one index."""

from __future__ import annotations

from typing import Final

from community.forum.queries.places import Places
from community.forum.queries.topics import Narrowed, TopicRow, read_rows, topics_in
from marketplace.search.choices import LONGEST_QUERY, Kind
from marketplace.search.queries import Filters, find_nearest, hidden_from, word_query

SHOWN: Final = 5
SHORTEST: Final = 6


def similar_topics(places: Places, text: str) -> list[TopicRow]:
    """Return topics that have most of the words of a title, the nearest first.

    At most five queries. Nothing for a text that is too short to mean anything.
    """
    text = " ".join(text.split())[:LONGEST_QUERY]
    if len(text) < SHORTEST:
        return []
    wording = word_query(text, is_literal=True)
    hidden = hidden_from(places.reader.member)
    filters = Filters(kind=Kind.TOPIC, q=text, hidden=hidden, is_literal=True)
    nearest = find_nearest(filters, wording=wording, limit=SHOWN) if wording.any else None
    if nearest is None or nearest.why == "popular":
        return []
    rows = topics_in(places, Narrowed()).filter(pk__in=nearest.refs).order_by("pk")
    found = {row.id: row for row in read_rows(rows, 0, SHOWN)}
    return [found[ref] for ref in nearest.refs if ref in found]
