"""Words of doubt: what looks like one hand behind two accounts, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORD_MAX: Final = 1_000
REASON_MAX: Final = 500


class SignalKind(models.TextChoices):
    """What was seen, in words that everybody concerned may read."""

    DEVICE = "device", _("Both accounts were used on one device")
    NETWORK = "network", _("The sign-up came from the same device and network on that day")
    MANY = "many", _("Many sign-ups by one link came from one device")
    MAIL_ALIAS = "mail_alias", _("The mail addresses lead to one mailbox")
    MAIL_NEAR = "mail_near", _("The mail addresses are much alike")
    DISPOSABLE = "disposable", _("The mail address is one that is thrown away after use")
    DESTINATION = "destination", _("Both accounts withdraw to the same place")
    BURST = "burst", _("Many signed up by one link within minutes")
    CIRCLE = "circle", _("Everything was bought from whoever sent the link, or their friends")
    HASTE = "haste", _("Signed up, bought and accepted within a day")
    REFUND = "refund", _("Paid and refunded at once")
    LOOP = "loop", _("One brought the other, who brought an account of the first")
    COMPANY = "company", _("Most of what this link brought is being looked at")


# Signals of one group say the same thing twice: the strongest of them counts.
GROUPS: Final[dict[SignalKind, str]] = {
    SignalKind.DEVICE: "place",
    SignalKind.NETWORK: "place",
    SignalKind.MANY: "place",
    SignalKind.MAIL_ALIAS: "mail",
    SignalKind.MAIL_NEAR: "mail",
}
MANY_AT: Final = 4
BURST_SIZE: Final = 5
BURST_WINDOW: Final = timedelta(minutes=10)
HASTE_WITHIN: Final = timedelta(days=1)
REFUND_WITHIN: Final = timedelta(days=3)
STEM_AT: Final = 3
COMPANY_AT: Final = 3
PAIRS_AT_ONCE: Final = 500


class CaseState(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", pgettext_lazy("case", "A person looks at it")
    CLEARED = "cleared", pgettext_lazy("case", "All is well")
    CONFIRMED = "confirmed", pgettext_lazy("case", "Doesn’t count")
    APPEALED = "appealed", pgettext_lazy("case", "A second person looks at it")
    UPHELD = "upheld", pgettext_lazy("case", "Doesn’t count, looked at twice")


class Part(models.TextChoices):
    """Who makes a move."""

    SIDE = "side", _("One of the two members")
    STAFF = "staff", _("Staff")
    SECOND = "second", _("Staff who didn’t decide before")
    TIMER = "timer", _("Timer")


class CaseMove(models.TextChoices):
    """What can be done to a case."""

    CLEAR = "clear", _("Release")
    CONFIRM = "confirm", _("Confirm")
    APPEAL = "appeal", _("Appeal")
    UPHOLD = "uphold", _("Stay with it")
    REOPEN = "reopen", _("Open again")


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: CaseState
    part: Part


TRANSITIONS: Final[dict[CaseState, dict[CaseMove, Step]]] = {
    CaseState.OPEN: {
        CaseMove.CLEAR: Step(CaseState.CLEARED, Part.STAFF),
        CaseMove.CONFIRM: Step(CaseState.CONFIRMED, Part.STAFF),
    },
    CaseState.CLEARED: {
        # What is found after a decision, and weighs enough by itself, is looked at again.
        CaseMove.REOPEN: Step(CaseState.OPEN, Part.TIMER),
    },
    CaseState.CONFIRMED: {CaseMove.APPEAL: Step(CaseState.APPEALED, Part.SIDE)},
    CaseState.APPEALED: {
        CaseMove.CLEAR: Step(CaseState.CLEARED, Part.SECOND),
        CaseMove.UPHOLD: Step(CaseState.UPHELD, Part.SECOND),
    },
    CaseState.UPHELD: {},
}
# Rewards wait; rewards are cancelled.
HELD_STATES: Final = (CaseState.OPEN, CaseState.APPEALED)
BARRED_STATES: Final = (CaseState.CONFIRMED, CaseState.UPHELD)
