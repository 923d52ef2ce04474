"""Named reads of gigs."""

from __future__ import annotations

from marketplace.gigs.queries.browse import (
    BrowseResult,
    CategoryFacet,
    browse_gigs,
    cards_of,
    gig_rows,
)
from marketplace.gigs.queries.cards import GigCard, gig_cards, live_gigs, similar_gigs
from marketplace.gigs.queries.categories import (
    CategoryNode,
    category_tiles,
    category_tree,
    find_node,
    get_category,
    get_category_id,
)
from marketplace.gigs.queries.doors import (
    away_until,
    describe_gig,
    extras_for_order,
    get_gig,
    get_gig_for,
    get_image,
    get_live_gig,
    latest_note,
    notes_on,
    offered_extras,
    package_for_order,
    questions_of,
)
from marketplace.gigs.queries.listing import (
    FeedGig,
    count_listed_gigs,
    listed_categories,
    listed_gigs,
    newest_gigs,
)
from marketplace.gigs.queries.lists import (
    MineRow,
    QueueRow,
    count_mine,
    gigs_of_seller,
    next_in_queue,
    own_gig_rows,
    review_queue,
)
from marketplace.gigs.queries.page import ExtraView, GigPage, PackageView, get_gig_page, images_of
from marketplace.gigs.queries.panels import gig_panels, register_gig_panel
from marketplace.gigs.queries.quotes import Quote, quote_package, total_days
from marketplace.gigs.queries.traffic import (
    TrafficRow,
    titles_of_seller,
    traffic_of_seller,
    traffic_totals,
)

__all__ = [
    "BrowseResult",
    "CategoryFacet",
    "CategoryNode",
    "ExtraView",
    "FeedGig",
    "GigCard",
    "GigPage",
    "MineRow",
    "PackageView",
    "QueueRow",
    "Quote",
    "TrafficRow",
    "away_until",
    "browse_gigs",
    "cards_of",
    "category_tiles",
    "category_tree",
    "count_listed_gigs",
    "count_mine",
    "describe_gig",
    "extras_for_order",
    "find_node",
    "get_category",
    "get_category_id",
    "get_gig",
    "get_gig_for",
    "get_gig_page",
    "get_image",
    "get_live_gig",
    "gig_cards",
    "gig_panels",
    "gig_rows",
    "gigs_of_seller",
    "images_of",
    "latest_note",
    "listed_categories",
    "listed_gigs",
    "live_gigs",
    "newest_gigs",
    "next_in_queue",
    "notes_on",
    "offered_extras",
    "own_gig_rows",
    "package_for_order",
    "questions_of",
    "quote_package",
    "register_gig_panel",
    "review_queue",
    "similar_gigs",
    "titles_of_seller",
    "total_days",
    "traffic_of_seller",
    "traffic_totals",
]
