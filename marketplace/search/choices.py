"""The words of searching: kinds, orders of a list, and the facets with their steps."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What can be found. A further kind is one more line here and a source."""

    GIG = "gig", _("Services")
    ARTICLE = "article", _("Articles")
    BRIEF = "brief", _("Briefs")
    MEMBER = "member", _("Members")
    TOPIC = "topic", _("Topics of the forum")


# A brief, or a topic: the level of who wrote it as a freelancer says nothing about it.
WITHOUT_LEVEL: Final = frozenset({Kind.BRIEF, Kind.TOPIC})


class Sort(models.TextChoices):
    """Orders of a list."""

    RECOMMENDED = "recommended", _("Recommended")
    NEWEST = "newest", _("Newest")
    PRICE_LOW = "price_low", _("Price: low to high")
    PRICE_HIGH = "price_high", _("Price: high to low")
    RATING = "rating", _("Best rated")
    FASTEST = "fastest", _("Fastest delivery")


class Rhythm(models.TextChoices):
    """How often a saved search speaks up."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    OFF = "off", _("Never")


class GroupKind(models.TextChoices):
    """Why the words of a group mean the same."""

    PLURAL = "plural", _("Broken plural")
    SYNONYM = "synonym", _("Same meaning")
    SPELLING = "spelling", _("Other spelling")


# Days are cumulative: what is ready in a day is ready in a week, too.
DAY_STEPS: Final = (1, 3, 7, 14)
# Hundredths of a star, cumulative.
RATING_STEPS: Final = (450, 400, 300)
# Minor units: where one price band ends and the next begins.
PRICE_STEPS: Final = (2_500, 5_000, 10_000, 25_000)

# The shelves hold so many entries of a kind, the best by static score first; the rest stands in
# the last one. A search looks through a shelf only when those before it gave too few.
SHELF_SIZES: Final = (4_000, 12_000, 28_000)
LAST_SHELF: Final = len(SHELF_SIZES)

LONGEST_QUERY: Final = 100
MOST_WORDS: Final = 8
PAGE_SIZE: Final = 24
NAME_MAX: Final = 80
# Of a saved search, as an address writes it: six signs for an Arabic letter.
ADDRESS_MAX: Final = 600
WORDS_MAX: Final = 12
WORD_MAX: Final = 40
