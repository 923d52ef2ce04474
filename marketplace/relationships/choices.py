"""Words of relationships, and what may happen to a retainer and to an introduction, by whose hand.

A *source* is where a client came from. What the platform itself can see is written down when two
members first meet and never changes; the rest is what freelancers say about their own clients.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    """Where a client came from."""

    SEARCH = "search", _("Search and services here")
    ARTICLE = "article", _("An article")
    PROFILE = "profile", _("Your profile")
    PROPOSAL = "proposal", _("A proposal on a posted brief")
    CONTEST = "contest", _("A contest")
    INTRODUCTION = "introduction", _("An introduction")
    INVITATION = "invitation", _("Your own invitation")
    REFERRAL = "referral", _("Your referral link")
    WORD_OF_MOUTH = "word_of_mouth", _("Word of mouth")
    FORMER_WORK = "former_work", _("A former employer or colleague")
    SOCIAL = "social", _("Social networks")
    EVENT = "event", _("An event")
    ADVERT = "advert", _("Advertising")
    OTHER = "other", _("Something else")


# Seen by the platform when the two first meet.
PLATFORM_SOURCES: Final = (
    Source.SEARCH,
    Source.ARTICLE,
    Source.PROFILE,
    Source.PROPOSAL,
    Source.CONTEST,
    Source.INTRODUCTION,
    Source.INVITATION,
    Source.REFERRAL,
)
# Told by the freelancer about a client of their own.
TOLD_SOURCES: Final = (
    Source.WORD_OF_MOUTH,
    Source.FORMER_WORK,
    Source.SOCIAL,
    Source.EVENT,
    Source.ADVERT,
    Source.OTHER,
)
# The freelancer brought the client, so the platform keeps little.
BROUGHT_SOURCES: Final = (Source.INVITATION, Source.REFERRAL)
# The freelancer had to bid against others.
BIDDING_SOURCES: Final = (Source.PROPOSAL, Source.CONTEST)


class FeeReason(models.TextChoices):
    """Why the platform keeps what it keeps; the standard fee has no reason."""

    BROUGHT = "brought", _("brought by the freelancer")
    LOYAL = "loyal", _("worked together before")
    BROUGHT_LOYAL = "brought_loyal", _("brought by the freelancer, and worked together before")


class PulseStage(models.TextChoices):
    """When a client is asked how the work left them."""

    COMPLETION = "completion", _("At completion")
    FIRST = "first", _("A month later")
    SECOND = "second", _("Three months later")


class Feeling(models.TextChoices):
    """How a job left the client."""

    SATISFIED = "satisfied", _("As expected")
    HAPPY = "happy", _("Happy")
    SURPRISED = "surprised", _("Surprised, for the better")


class Unit(models.TextChoices):
    """What a retainer is counted in. Hours are kept in minutes."""

    HOURS = "hours", _("Hours")
    PIECES = "pieces", _("Pieces")


class CarryOver(models.TextChoices):
    """What becomes of what a month leaves unused."""

    NONE = "none", _("It ends with the month")
    NEXT_MONTH = "next_month", _("It may be used in the next month, no longer")


class Hand(models.TextChoices):
    """Whose hand moves a retainer or an introduction."""

    CLIENT = "client", _("The client")
    SELLER = "seller", _("The freelancer")
    INTRODUCER = "introducer", _("The introducer")
    TIMER = "timer", _("The clock")


class RetainerState(models.TextChoices):
    """Where a retainer stands."""

    OFFERED = "offered", pgettext_lazy("retainer", "Offered")
    ACTIVE = "active", pgettext_lazy("retainer", "Running")
    AWAITING_PAYMENT = "awaiting_payment", pgettext_lazy("retainer", "Waiting for payment")
    PAUSED = "paused", pgettext_lazy("retainer", "Paused")
    STOPPING = "stopping", pgettext_lazy("retainer", "Ends soon")
    ENDED = "ended", pgettext_lazy("retainer", "Ended")
    DECLINED = "declined", pgettext_lazy("retainer", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("retainer", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("retainer", "Expired")


class RetainerMove(models.TextChoices):
    """What can be done to a retainer."""

    ACCEPT = "accept", pgettext_lazy("retainer", "Accepted")
    DECLINE = "decline", pgettext_lazy("retainer", "Declined")
    WITHDRAW = "withdraw", pgettext_lazy("retainer", "Withdrawn")
    EXPIRE = "expire", pgettext_lazy("retainer", "Ran out unanswered")
    RENEW = "renew", pgettext_lazy("retainer", "A month began")
    FALL_SHORT = "fall_short", pgettext_lazy("retainer", "The wallet was short")
    LAPSE = "lapse", pgettext_lazy("retainer", "Paused: the month wasn't paid")
    PAUSE = "pause", pgettext_lazy("retainer", "Paused")
    RESUME = "resume", pgettext_lazy("retainer", "Resumed")
    STOP = "stop", pgettext_lazy("retainer", "Notice given")
    KEEP = "keep", pgettext_lazy("retainer", "Notice taken back")
    END = "end", pgettext_lazy("retainer", "Ended")


class ChangeState(models.TextChoices):
    """Where a proposed change of a retainer stands."""

    OPEN = "open", pgettext_lazy("change", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("change", "Agreed, from the next month on")
    APPLIED = "applied", pgettext_lazy("change", "In force")
    DECLINED = "declined", pgettext_lazy("change", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("change", "Withdrawn")
    OVERTAKEN = "overtaken", pgettext_lazy("change", "Overtaken by another")


class IntroductionState(models.TextChoices):
    """Where an introduction stands. `earned`: the first order that is kept was completed."""

    PROPOSED = "proposed", pgettext_lazy("introduction", "Waiting for answers")
    ACCEPTED = "accepted", pgettext_lazy("introduction", "Introduced")
    EARNED = "earned", pgettext_lazy("introduction", "Thanked")
    DECLINED = "declined", pgettext_lazy("introduction", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("introduction", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("introduction", "Ran out unanswered")
    LAPSED = "lapsed", pgettext_lazy("introduction", "No order in time")


class IntroductionMove(models.TextChoices):
    """What can be done to an introduction. The second one to agree makes the two meet."""

    AGREE = "agree"
    MEET = "meet"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    EARN = "earn"
    REOPEN = "reopen"
    LAPSE = "lapse"


@dataclass(frozen=True)
class Step:
    """Where a move leads, and whose hand may make it."""

    target: str
    hands: frozenset[Hand]


def _to(target: str, *hands: Hand) -> Step:
    return Step(target, frozenset(hands))


_C, _S, _I, _T = Hand.CLIENT, Hand.SELLER, Hand.INTRODUCER, Hand.TIMER
_R, _M = RetainerState, RetainerMove

RETAINER_TRANSITIONS: Final[Mapping[RetainerState, Mapping[RetainerMove, Step]]] = MappingProxyType(
    {
        _R.OFFERED: {
            _M.ACCEPT: _to(_R.ACTIVE, _C),
            _M.DECLINE: _to(_R.DECLINED, _C),
            _M.WITHDRAW: _to(_R.WITHDRAWN, _S),
            _M.EXPIRE: _to(_R.EXPIRED, _T),
        },
        _R.ACTIVE: {
            _M.RENEW: _to(_R.ACTIVE, _T),
            _M.FALL_SHORT: _to(_R.AWAITING_PAYMENT, _T),
            # The clock, where one of the two has closed the account.
            _M.PAUSE: _to(_R.PAUSED, _C, _S, _T),
            _M.STOP: _to(_R.STOPPING, _C, _S),
        },
        _R.AWAITING_PAYMENT: {
            _M.RENEW: _to(_R.ACTIVE, _C, _T),
            _M.LAPSE: _to(_R.PAUSED, _T),
            _M.PAUSE: _to(_R.PAUSED, _C, _S),
            _M.END: _to(_R.ENDED, _C, _S),
        },
        _R.PAUSED: {
            _M.RESUME: _to(_R.ACTIVE, _C, _S),
            _M.END: _to(_R.ENDED, _C, _S),
        },
        _R.STOPPING: {
            _M.RENEW: _to(_R.STOPPING, _T),
            _M.KEEP: _to(_R.ACTIVE, _C, _S),
            _M.END: _to(_R.ENDED, _T),
        },
        _R.ENDED: {},
        _R.DECLINED: {},
        _R.WITHDRAWN: {},
        _R.EXPIRED: {},
    }
)
_N, _V = IntroductionState, IntroductionMove
INTRODUCTION_TRANSITIONS: Final[Mapping[IntroductionState, Mapping[IntroductionMove, Step]]] = (
    MappingProxyType(
        {
            _N.PROPOSED: {
                _V.AGREE: _to(_N.PROPOSED, _C, _S),
                _V.MEET: _to(_N.ACCEPTED, _C, _S),
                _V.DECLINE: _to(_N.DECLINED, _C, _S),
                _V.WITHDRAW: _to(_N.WITHDRAWN, _I),
                _V.EXPIRE: _to(_N.EXPIRED, _T),
            },
            _N.ACCEPTED: {
                _V.EARN: _to(_N.EARNED, _T),
                _V.LAPSE: _to(_N.LAPSED, _T),
            },
            _N.EARNED: {_V.REOPEN: _to(_N.ACCEPTED, _T)},
            _N.DECLINED: {},
            _N.WITHDRAWN: {},
            _N.EXPIRED: {},
            _N.LAPSED: {},
        }
    )
)
CHANGE_TRANSITIONS: Final[Mapping[ChangeState, frozenset[ChangeState]]] = MappingProxyType(
    {
        ChangeState.OPEN: frozenset(
            {
                ChangeState.ACCEPTED,
                ChangeState.DECLINED,
                ChangeState.WITHDRAWN,
                ChangeState.OVERTAKEN,
            }
        ),
        ChangeState.ACCEPTED: frozenset({ChangeState.APPLIED, ChangeState.OVERTAKEN}),
        ChangeState.APPLIED: frozenset(),
        ChangeState.DECLINED: frozenset(),
        ChangeState.WITHDRAWN: frozenset(),
        ChangeState.OVERTAKEN: frozenset(),
    }
)
RUNNING_STATES: Final = (_R.ACTIVE, _R.AWAITING_PAYMENT, _R.STOPPING)
TIMED_STATES: Final = (_R.OFFERED, *RUNNING_STATES)
# What a payment for a month of a retainer is started for, as the ledger keeps it.
PAYMENT_PURPOSE: Final = "retainer"
COMMISSION: Final = "introduction_commission"
COMMISSION_BACK: Final = "introduction_clawback"
