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
    """Where a brief stands. `hired` means an accepted offer; it is final once the order is paid."""

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
    ORDER = "order", _("What became of the order")


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
            BriefState.HIRED: {BriefState.OFFERED: frozenset({Hand.ORDER})},
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


class BudgetKind(models.TextChoices):
    """How a client says what the work may cost."""

    FIXED = "fixed", _("A fixed sum")
    RANGE = "range", _("From … to …")
    OPEN = "open", _("I wait for proposals")


class PostedState(models.TextChoices):
    """Where a posted brief stands. `awarded` waits for the order's payment; `hired` is final."""

    OPEN = "open", pgettext_lazy("posted brief", "Open")
    AWARDED = "awarded", pgettext_lazy("posted brief", "Chosen, not paid yet")
    HIRED = "hired", pgettext_lazy("posted brief", "Hired")
    CLOSED = "closed", pgettext_lazy("posted brief", "Closed")
    EXPIRED = "expired", pgettext_lazy("posted brief", "Ended")


class ProposalState(models.TextChoices):
    """Where a proposal stands. `closed` means that the brief ended without it."""

    SUBMITTED = "submitted", pgettext_lazy("proposal", "Sent")
    SHORTLISTED = "shortlisted", pgettext_lazy("proposal", "On the shortlist")
    DECLINED = "declined", pgettext_lazy("proposal", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Withdrawn")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "Accepted")
    CLOSED = "closed", pgettext_lazy("proposal", "Not chosen")


_ORDER: Final = frozenset({Hand.ORDER})
_TIMER: Final = frozenset({Hand.TIMER})
_ENDING: Final = frozenset({Hand.CLIENT, Hand.TIMER, Hand.ORDER})

POSTED_TRANSITIONS: Final[Mapping[PostedState, Mapping[PostedState, frozenset[Hand]]]] = (
    MappingProxyType(
        {
            PostedState.OPEN: {
                PostedState.AWARDED: _CLIENT,
                PostedState.CLOSED: _CLIENT,
                PostedState.EXPIRED: _TIMER,
            },
            PostedState.AWARDED: {PostedState.HIRED: _ORDER, PostedState.OPEN: _ORDER},
            PostedState.HIRED: {},
            PostedState.CLOSED: {PostedState.OPEN: _CLIENT},
            PostedState.EXPIRED: {PostedState.OPEN: _CLIENT},
        }
    )
)
_LIVE: Final[dict[ProposalState, frozenset[Hand]]] = {
    ProposalState.DECLINED: _CLIENT,
    ProposalState.WITHDRAWN: _WRITER,
    ProposalState.ACCEPTED: _CLIENT,
    ProposalState.CLOSED: _ENDING,
}
PROPOSAL_TRANSITIONS: Final[Mapping[ProposalState, Mapping[ProposalState, frozenset[Hand]]]] = (
    MappingProxyType(
        {
            ProposalState.SUBMITTED: {**_LIVE, ProposalState.SHORTLISTED: _CLIENT},
            ProposalState.SHORTLISTED: {**_LIVE, ProposalState.SUBMITTED: _CLIENT},
            ProposalState.DECLINED: {},
            # Who withdrew, or wasn't chosen, may propose again while the brief is open.
            ProposalState.WITHDRAWN: {ProposalState.SUBMITTED: _WRITER},
            ProposalState.ACCEPTED: {ProposalState.SHORTLISTED: _ORDER},
            ProposalState.CLOSED: {ProposalState.SUBMITTED: _WRITER},
        }
    )
)
LIVE_PROPOSALS: Final = (ProposalState.SUBMITTED, ProposalState.SHORTLISTED)
RENEWABLE_PROPOSALS: Final = (ProposalState.WITHDRAWN, ProposalState.CLOSED)
