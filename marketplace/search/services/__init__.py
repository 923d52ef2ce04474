"""Verbs of searching."""

from __future__ import annotations

from marketplace.search.services.facets import update_facets, update_owner_level
from marketplace.search.services.favourites import (
    add_favourite,
    forget_favourites,
    forget_views,
    note_view,
    remove_favourite,
)
from marketplace.search.services.groups import (
    add_group,
    change_group,
    plant_groups,
    remove_group,
)
from marketplace.search.services.index import (
    put,
    refresh,
    refresh_owner,
    remove,
    remove_owner,
)
from marketplace.search.services.missed import forget_missed, note_missed
from marketplace.search.services.recent import COOKIE as SEEN_COOKIE
from marketplace.search.services.recent import forget_visitor, remember_view, seen_by
from marketplace.search.services.saved import (
    change_rhythm,
    compile_again,
    drop_hits,
    mark_seen,
    match_entry,
    remove_saved_search,
    renew_feed,
    save_search,
    send_due_digests,
)
from marketplace.search.services.sources import (
    SOURCES,
    Document,
    Source,
    register_levels,
    register_source,
)
from marketplace.search.services.upkeep import count_words, keep_counts, rebuild, restack

__all__ = [
    "SEEN_COOKIE",
    "SOURCES",
    "Document",
    "Source",
    "add_favourite",
    "add_group",
    "change_group",
    "change_rhythm",
    "compile_again",
    "count_words",
    "drop_hits",
    "forget_favourites",
    "forget_missed",
    "forget_views",
    "forget_visitor",
    "keep_counts",
    "mark_seen",
    "match_entry",
    "note_missed",
    "note_view",
    "plant_groups",
    "put",
    "rebuild",
    "refresh",
    "refresh_owner",
    "register_levels",
    "register_source",
    "remember_view",
    "remove",
    "remove_favourite",
    "remove_group",
    "remove_owner",
    "remove_saved_search",
    "renew_feed",
    "restack",
    "save_search",
    "seen_by",
    "send_due_digests",
    "update_facets",
    "update_owner_level",
]
