"""Named reads of links."""

from referrals.links.queries.doors import (
    Figures,
    attribution_of,
    brought_by,
    figures_of,
    get_link_of,
    links_about,
    links_of,
    whole_address,
)
from referrals.links.queries.earning import Earned, earned_by
from referrals.links.queries.panels import Panel, panels_for, register_link_panel
from referrals.links.queries.touches import (
    Touch,
    find_link,
    last_touch_of,
    own_link_between,
    touches_of,
)

__all__ = [
    "Earned",
    "Figures",
    "Panel",
    "Touch",
    "attribution_of",
    "brought_by",
    "earned_by",
    "figures_of",
    "find_link",
    "get_link_of",
    "last_touch_of",
    "links_about",
    "links_of",
    "own_link_between",
    "panels_for",
    "register_link_panel",
    "touches_of",
    "whole_address",
]
