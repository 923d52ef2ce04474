"""Named reads of searching."""

from __future__ import annotations

from marketplace.search.queries.blocks import (
    blockers_of,
    for_reader,
    hidden_from,
    register_blocks,
)
from marketplace.search.queries.facets import kept_counts
from marketplace.search.queries.filters import Filters, in_order, last_page, read_filters
from marketplace.search.queries.find import Found, compile_filters, find
from marketplace.search.queries.groups import get_group, groups_page
from marketplace.search.queries.kept import (
    EntryCard,
    Heart,
    cards_of_kind,
    cards_of_things,
    entry_title,
    favourite_cards,
    favourite_counts,
    favourite_rows,
    favourites_page,
    filters_of,
    find_saved,
    get_saved,
    get_saved_by_feed_key,
    get_saved_for,
    hearts_of,
    hearts_of_cards,
    recent_views,
    saved_rows,
    saved_searches,
    with_newest_first,
)
from marketplace.search.queries.missed import missed_searches
from marketplace.search.queries.nearest import Nearest, find_nearest, popular
from marketplace.search.queries.panel import (
    FILTER_NAMES,
    Chip,
    FacetGroup,
    FacetOption,
    address_of,
    category_options,
    chips_of,
    facet_groups,
    result_address,
)
from marketplace.search.queries.suggest import Suggestions, complete, suggest
from marketplace.search.queries.words import Wording, word_query

__all__ = [
    "FILTER_NAMES",
    "Chip",
    "EntryCard",
    "FacetGroup",
    "FacetOption",
    "Filters",
    "Found",
    "Heart",
    "Nearest",
    "Suggestions",
    "Wording",
    "address_of",
    "blockers_of",
    "cards_of_kind",
    "cards_of_things",
    "category_options",
    "chips_of",
    "compile_filters",
    "complete",
    "entry_title",
    "facet_groups",
    "favourite_cards",
    "favourite_counts",
    "favourite_rows",
    "favourites_page",
    "filters_of",
    "find",
    "find_nearest",
    "find_saved",
    "for_reader",
    "get_group",
    "get_saved",
    "get_saved_by_feed_key",
    "get_saved_for",
    "groups_page",
    "hearts_of",
    "hearts_of_cards",
    "hidden_from",
    "in_order",
    "kept_counts",
    "last_page",
    "missed_searches",
    "popular",
    "read_filters",
    "recent_views",
    "register_blocks",
    "result_address",
    "saved_rows",
    "saved_searches",
    "suggest",
    "with_newest_first",
    "word_query",
]
