"""What people of the demo world looked for, keep, and want to hear of."""

from __future__ import annotations

from config.demo.world import World
from marketplace.search.choices import Kind, Rhythm
from marketplace.search.models import Entry
from marketplace.search.queries import Filters
from marketplace.search.services import (
    add_favourite,
    count_words,
    note_view,
    restack,
    save_search,
)

# member: the search's name, what is asked, and how often it speaks up
SAVED = (
    ("omar", "شعار لمحمصة", Filters(q="شعار مقهى", price_max=30_000), Rhythm.AT_ONCE),
    ("omar", "ترجمة قبل نهاية الأسبوع", Filters(category="translation", days=7), Rhythm.DAILY),
    ("reem", "خط عربي", Filters(q="خط عربي"), Rhythm.AT_ONCE),
    ("dana", "Launch plans in English", Filters(q="launch plan", language="en"), Rhythm.DAILY),
    ("dana", "Articles on pricing", Filters(kind=Kind.ARTICLE, q="price"), Rhythm.OFF),
)
# member: gigs by their place in the demo's list
KEPT = {"omar": (0, 8, 3), "reem": (0, 1), "dana": (4, 0, 14), "maya": (8,)}
SEEN = {"omar": (2, 8, 0, 3), "reem": (1, 0), "dana": (11, 4)}


def seed_search(world: World) -> None:
    """Let the index count, and people keep searches and favourites."""
    for name, title, filters, rhythm in SAVED:
        save_search(
            member=world.who(name),
            filters=filters,
            name=title,
            rhythm=rhythm,
            now=world.ago(days=2),
        )
    live = set(Entry.objects.filter(kind=Kind.GIG).values_list("ref", flat=True))
    for name, places in KEPT.items():
        for hour, place in enumerate(places):
            gig = world.gigs[place]
            if gig.pk in live:
                moment = world.ago(days=1, hours=hour)
                add_favourite(member=world.who(name), kind=Kind.GIG, ref=gig.pk, now=moment)
    for name, places in SEEN.items():
        for hour, place in enumerate(places):
            moment = world.ago(hours=9 - hour)
            ref = world.gigs[place].pk
            note_view(member=world.who(name), kind=Kind.GIG, ref=ref, now=moment)
    for kind in Kind:
        restack(kind=kind)
    count_words()
