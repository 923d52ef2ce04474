"""What a mission is, what it asks for and what it gives."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

BRIEF_MAX: Final = 6_000
PLACES_MAX: Final = 10_000
PLACE_MAX: Final = 120
NAME_MAX: Final = 80


class MissionKind(models.TextChoices):
    """The six things that an army of peers does."""

    WRITE = "write", pgettext_lazy("mission", "Write")
    HOST = "host", pgettext_lazy("mission", "Host")
    GUIDE = "guide", pgettext_lazy("mission", "Guide")
    TRANSLATE = "translate", pgettext_lazy("mission", "Translate")
    ANSWER = "answer", pgettext_lazy("mission", "Answer")
    DELIVER = "deliver", pgettext_lazy("mission", "Deliver")


class ProofKind(models.TextChoices):
    """How a mission is shown to be done."""

    TEXT = "text", pgettext_lazy("proof", "A few sentences")
    LINK = "link", pgettext_lazy("proof", "An address")
    PICTURE = "picture", pgettext_lazy("proof", "A picture")


class RewardKind(models.TextChoices):
    """What a mission is thanked with."""

    MONEY = "money", pgettext_lazy("reward", "Money")
    CREDIT = "credit", pgettext_lazy("reward", "Platform credit")
    COUPON = "coupon", pgettext_lazy("reward", "Discount code")
    BADGE = "badge", pgettext_lazy("reward", "Badge")
    DONATION = "donation", pgettext_lazy("reward", "Donation to a cause")


# What lies in the fund before a campaign opens. A discount code is paid by marketing when used.
FUNDED_KINDS: Final = (RewardKind.MONEY, RewardKind.CREDIT, RewardKind.DONATION)

# Others than these tell nobody anything in public unless the mission says so.
POSTING_KINDS: Final = (MissionKind.WRITE,)
