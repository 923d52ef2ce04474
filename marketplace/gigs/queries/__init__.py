"""Named reads of gigs."""

from __future__ import annotations

from marketplace.gigs.queries.browse import (
    BrowseResult,
    CategoryFacet,
    browse_gigs,
    cards_of,
    gig_rows,
)
from marketplace.gigs.queries.cards import (
    GigCard,
    gig_cards,
    live_gigs,
    similar_gigs,
)
from marketplace.gigs.queries.categories import (
    CategoryNode,
    category_tiles,
    category_tree,
    get_category,
    get_category_id,
)
from marketplace.gigs.queries.doors import (
    describe_gig,
    extras_for_order,
    get_gig,
    get_gig_for,
    get_image,
    get_live_gig,
    latest_note,
    notes_on,
    package_for_order,
    questions_of,
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
from marketplace.gigs.queries.page import (
    ExtraView,
    GigPage,
    PackageView,
    get_gig_page,
    images_of,
)
from marketplace.gigs.queries.quotes import Quote, quote_package, total_days

__all__ = [
    "BrowseResult",
    "CategoryFacet",
    "CategoryNode",
    "ExtraView",
    "GigCard",
    "GigPage",
    "MineRow",
    "PackageView",
    "QueueRow",
    "Quote",
    "browse_gigs",
    "cards_of",
    "category_tiles",
    "category_tree",
    "count_mine",
    "describe_gig",
    "extras_for_order",
    "get_category",
    "get_category_id",
    "get_gig",
    "get_gig_for",
    "get_gig_page",
    "get_image",
    "get_live_gig",
    "gig_cards",
    "gig_rows",
    "gigs_of_seller",
    "images_of",
    "latest_note",
    "live_gigs",
    "next_in_queue",
    "notes_on",
    "own_gig_rows",
    "package_for_order",
    "questions_of",
    "quote_package",
    "review_queue",
    "similar_gigs",
    "total_days",
]
