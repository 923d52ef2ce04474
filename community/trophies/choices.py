"""Words of trophies: what is counted, how long it holds, and where a trophy stands."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

SLUG_MAX: Final = 50
NAME_MAX: Final = 60
LINE_MAX: Final = 200
AREA_MAX: Final = 60
SEASON_MAX: Final = 7
LEAVES_MAX: Final = 6
DEPTH_MAX: Final = 4
AT_LEAST_MAX: Final = 5_000
WITHIN_DAYS_MAX: Final = 3_660
# How many rows of one condition are kept as evidence where their number isn't the condition's own.
EVIDENCE_MAX: Final = 500
SAMPLE_MAX: Final = 50
LANGUAGES: Final = ("ar", "en", "he", "ur")


class Metric(models.TextChoices):
    """What a condition measures in the record."""

    COUNT = "count", pgettext_lazy("metric", "How many")
    GIVERS = "givers", pgettext_lazy("metric", "From different people")
    DAYS = "days", pgettext_lazy("metric", "On different days")
    WEIGHT = "weight", pgettext_lazy("metric", "Full weight")
    SHARE = "share_valued", pgettext_lazy("metric", "Replies liked or chosen, in percent")


class Season(models.TextChoices):
    """Within what everything must have happened."""

    NONE = "", pgettext_lazy("season", "At any time")
    YEAR = "year", pgettext_lazy("season", "Within a year")
    QUARTER = "quarter", pgettext_lazy("season", "Within a quarter")
    MONTH = "month", pgettext_lazy("season", "Within a month")


# How PostgreSQL names the season of a moment, in UTC.
SEASON_FORMATS: Final[dict[Season, str]] = {
    Season.YEAR: "YYYY",
    Season.QUARTER: 'YYYY"Q"Q',
    Season.MONTH: "YYYY-MM",
}


class Policy(models.TextChoices):
    """What becomes of an award when something that earned it is reversed."""

    KEEP = "keep", pgettext_lazy("trophy", "Stays, whatever is reversed")
    REVOKE = (
        "revoke",
        pgettext_lazy("trophy", "Taken back when it no longer holds, told to the member"),
    )
    RENEW = "renew", pgettext_lazy("trophy", "As before, and won again each time it is met anew")


class Tier(models.IntegerChoices):
    """How hard it is."""

    COPPER = 1, pgettext_lazy("tier", "Copper")
    SILVER = 2, pgettext_lazy("tier", "Silver")
    GOLD = 3, pgettext_lazy("tier", "Gold")


class Drawing(models.TextChoices):
    """What stands on the star."""

    POT = "pot", pgettext_lazy("drawing", "Coffee pot")
    LANTERN = "lantern", pgettext_lazy("drawing", "Lantern")
    GLASS = "glass", pgettext_lazy("drawing", "Tea glass")
    KEY = "key", pgettext_lazy("drawing", "Key")
    PEN = "pen", pgettext_lazy("drawing", "Reed pen")
    CAMEL = "camel", pgettext_lazy("drawing", "Camel")


class TrophyState(models.TextChoices):
    """Where a trophy stands. Only one that is on is won."""

    DRAFT = "draft", pgettext_lazy("trophy", "Draft")
    ON = "on", pgettext_lazy("trophy", "Can be won")
    OFF = "off", pgettext_lazy("trophy", "Not given any more")


class TrophyMove(models.TextChoices):
    """What can be done to a trophy."""

    SWITCH_ON = "switch_on", pgettext_lazy("trophy", "Switch on")
    SWITCH_OFF = "switch_off", pgettext_lazy("trophy", "Switch off")
    REWRITE = "rewrite", pgettext_lazy("trophy", "Change the rule")


TRANSITIONS: Final[dict[TrophyState, dict[TrophyMove, TrophyState]]] = {
    TrophyState.DRAFT: {
        TrophyMove.SWITCH_ON: TrophyState.ON,
        TrophyMove.REWRITE: TrophyState.DRAFT,
    },
    # Another rule is another promise: it is simulated again before anybody wins by it.
    TrophyState.ON: {
        TrophyMove.SWITCH_OFF: TrophyState.OFF,
        TrophyMove.REWRITE: TrophyState.DRAFT,
    },
    TrophyState.OFF: {
        TrophyMove.SWITCH_ON: TrophyState.ON,
        TrophyMove.REWRITE: TrophyState.DRAFT,
    },
}
