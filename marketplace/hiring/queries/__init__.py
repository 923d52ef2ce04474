"""Named reads of hiring."""

from marketplace.hiring.queries.briefs import brief_rows, briefs_in, get_brief_for, list_briefs_of
from marketplace.hiring.queries.funnel import Funnel, funnels_of
from marketplace.hiring.queries.offers import get_offer_for, offers_in
from marketplace.hiring.queries.prices import price_of_offer

__all__ = [
    "Funnel",
    "brief_rows",
    "briefs_in",
    "funnels_of",
    "get_brief_for",
    "get_offer_for",
    "list_briefs_of",
    "offers_in",
    "price_of_offer",
]
