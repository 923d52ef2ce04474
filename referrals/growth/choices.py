"""Words of growth."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from referrals.links.choices import LinkKind

REF_LENGTH: Final = 40
# In the order in which they are coloured and listed where nothing else sorts them.
KINDS: Final[tuple[LinkKind, ...]] = (
    LinkKind.ARTICLE,
    LinkKind.MEMBER,
    LinkKind.CONTEST,
    LinkKind.ENTRY,
    LinkKind.SPONSORSHIP,
    LinkKind.CAMPAIGN,
    LinkKind.MISSION,
    LinkKind.INTRODUCTION,
)


class Stale(models.TextChoices):
    """What of a day is to be counted anew."""

    DAY = "day", _("What happened on the day")
    COHORT = "cohort", _("What came of those who signed up in its month")


class ChannelSort(models.TextChoices):
    """By what a list of channels is sorted."""

    PAYBACK = "payback", _("Payback")
    REVENUE = "fees", _("Revenue")
    COST = "cost", _("Cost")
    VISITS = "visits", _("Visits")
    SIGNUPS = "signups", _("Sign-ups")
    ORDERS = "orders", _("Orders")
