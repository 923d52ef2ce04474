"""What can be found in the world of the permission tests, and what salma keeps of it."""

from __future__ import annotations

from config.tests.permissions.rules import SALMA
from config.tests.permissions.world import SALMAS_SECRET, World
from marketplace.search.choices import GroupKind, Kind, Rhythm
from marketplace.search.models import WordGroup
from marketplace.search.queries import Filters
from marketplace.search.services import refresh, save_search


def add_search(world: World) -> None:
    """The live gig is in the index; salma has a private saved search."""
    refs = [int(world.ids["live_pk"]), int(world.ids["draft_pk"])]
    refresh(kind=Kind.GIG, refs=refs, now=world.now, is_news=False)
    saved = save_search(
        member=world.who(SALMA),
        filters=Filters(q="logo", language="en"),
        name=SALMAS_SECRET,
        rhythm=Rhythm.AT_ONCE,
        now=world.now,
    )
    # Whoever has a feed's address reads it: that is what the address is for.
    open_one = save_search(
        member=world.who(SALMA),
        filters=Filters(q="logo"),
        name="Logos",
        rhythm=Rhythm.OFF,
        now=world.now,
    )
    group = WordGroup.objects.create(
        kind=GroupKind.SYNONYM, words=["a", "b"], keys=["a", "b"], changed_at=world.now
    )
    world.ids |= {
        "saved_search": saved.public_id,
        "feed_key": open_one.feed_key,
        "word_group": group.public_id,
        "kind_gig": "gig",
    }


PARTS = (add_search,)
