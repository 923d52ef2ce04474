"""The words of hiring, and which state may follow which by whose hand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BriefSource(models.TextChoices):
    """Where a client pressed "Hire me"."""

    ARTICLE = "article", _("An article")
    GIG = "gig", _("A service")
    PROFILE = "profile", _("A profile")


class BriefState(models.TextChoices):
    """Where a brief stands. `hired` is final: an order was paid for."""

    SENT = "sent", pgettext_lazy("brief", "Sent")
    OFFERED = "offered", pgettext_lazy("brief", "Offer made")
    HIRED = "hired", pgettext_lazy("brief", "Hired")
    DECLINED = "declined", pgettext_lazy("brief", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("brief", "Withdrawn")


class OfferState(models.TextChoices):
    """Where an offer stands. A counter-offer is a new offer that replaces the one before."""

    PENDING = "pending", pgettext_lazy("offer", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("offer", "Accepted")
    DECLINED = "declined", pgettext_lazy("offer", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "Withdrawn")
    COUNTERED = "countered", pgettext_lazy("offer", "Answered with another offer")
    EXPIRED = "expired", pgettext_lazy("offer", "Expired")


class Hand(models.TextChoices):
    """Whose hand moves a brief or an offer."""

    CLIENT = "client", _("The client")
    WRITER = "writer", _("The freelancer")
    PROPOSER = "proposer", _("Who made the offer")
    ANSWERER = "answerer", _("Who answers the offer")
    TIMER = "timer", _("The clock")


_CLIENT: Final = frozenset({Hand.CLIENT})
_WRITER: Final = frozenset({Hand.WRITER})
_EITHER: Final = frozenset({Hand.CLIENT, Hand.WRITER})
_ANSWERER: Final = frozenset({Hand.ANSWERER})

# from -> {to: who}
BRIEF_TRANSITIONS: Final[Mapping[BriefState, Mapping[BriefState, frozenset[Hand]]]] = (
    MappingProxyType(
        {
            BriefState.SENT: {
                BriefState.OFFERED: _EITHER,
                BriefState.DECLINED: _WRITER,
                BriefState.WITHDRAWN: _CLIENT,
            },
            BriefState.OFFERED: {
                BriefState.HIRED: _EITHER,
                BriefState.DECLINED: _WRITER,
                BriefState.WITHDRAWN: _CLIENT,
            },
            BriefState.HIRED: {},
            BriefState.DECLINED: {BriefState.OFFERED: _WRITER},
            BriefState.WITHDRAWN: {},
        }
    )
)
OFFER_TRANSITIONS: Final[Mapping[OfferState, Mapping[OfferState, frozenset[Hand]]]] = (
    MappingProxyType(
        {
            OfferState.PENDING: {
                OfferState.ACCEPTED: _ANSWERER,
                OfferState.DECLINED: _ANSWERER,
                OfferState.COUNTERED: _ANSWERER,
                OfferState.WITHDRAWN: frozenset({Hand.PROPOSER}),
                OfferState.EXPIRED: frozenset({Hand.TIMER}),
            },
            OfferState.ACCEPTED: {},
            OfferState.DECLINED: {},
            OfferState.WITHDRAWN: {},
            OfferState.COUNTERED: {},
            OfferState.EXPIRED: {},
        }
    )
)
