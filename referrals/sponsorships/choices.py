"""Words of sponsorships, and the table of what may happen to one, when, and by whose hand.

`TRANSITIONS` is the whole law: a move that isn't listed for a state can't happen there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TEXT_MAX: Final = 2_000
PLACE_MAX: Final = 200
REASON_MAX: Final = 500
ADDRESS_MAX: Final = 500
LICENCE_MAX: Final = 60
AUDIENCE_MAX: Final = 2_000_000_000
STAYS_MAX: Final = 3_650
# Terms name days no further away than this.
YEARS_MAX: Final = 5


class Network(models.TextChoices):
    """Where a creator speaks."""

    YOUTUBE = "youtube", "YouTube"
    INSTAGRAM = "instagram", "Instagram"
    TIKTOK = "tiktok", "TikTok"
    SNAPCHAT = "snapchat", "Snapchat"
    X = "x", "X"
    TELEGRAM = "telegram", "Telegram"
    LINKEDIN = "linkedin", "LinkedIn"
    PODCAST = "podcast", pgettext_lazy("network", "Podcast")
    NEWSLETTER = "newsletter", pgettext_lazy("network", "Newsletter")
    BLOG = "blog", pgettext_lazy("network", "Blog")
    OTHER = "other", pgettext_lazy("network", "Something else")


class PayKind(models.TextChoices):
    """What a creator is given."""

    MONEY = "money", pgettext_lazy("sponsorship", "Money")
    CREDIT = "credit", pgettext_lazy("sponsorship", "Platform credit")


class SponsorshipState(models.TextChoices):
    """Where a sponsorship stands."""

    REQUESTED = "requested", pgettext_lazy("sponsorship", "Asked for")
    INVITED = "invited", pgettext_lazy("sponsorship", "Offered")
    AGREED = "agreed", pgettext_lazy("sponsorship", "Agreed")
    FUNDED = "funded", pgettext_lazy("sponsorship", "Paid in")
    RUNNING = "running", pgettext_lazy("sponsorship", "Under way")
    SUBMITTED = "submitted", pgettext_lazy("sponsorship", "Proof is being checked")
    CHECKED = "checked", pgettext_lazy("sponsorship", "Proof checked")
    PAID = "paid", pgettext_lazy("sponsorship", "Paid")
    REFUSED = "refused", pgettext_lazy("sponsorship", "Refused")
    APPEALED = "appealed", pgettext_lazy("sponsorship", "Appealed")
    DECLINED = "declined", pgettext_lazy("sponsorship", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("sponsorship", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("sponsorship", "Ran out")


class Part(models.TextChoices):
    """The role somebody, or something, plays."""

    CREATOR = "creator", _("Creator")
    MANAGER = "manager", _("The platform")
    TIMER = "timer", _("Timer")


class SponsorshipMove(models.TextChoices):
    """What can be done to a sponsorship."""

    OFFER = "offer", _("Offer other terms")
    AGREE = "agree", _("Agree")
    DECLINE = "decline", _("Decline")
    WITHDRAW = "withdraw", _("Withdraw")
    EXPIRE = "expire", _("Let it run out")
    FUND = "fund", _("Pay in")
    START = "start", _("Start")
    SUBMIT = "submit", _("Send the proof")
    RETURN = "return", _("Give the proof back")
    CHECK = "check", _("Confirm the proof")
    PAY = "pay", _("Pay out")
    REFUSE = "refuse", _("Refuse")
    APPEAL = "appeal", _("Appeal")


class Problem(models.TextChoices):
    """What a look at the published page found missing. `TALK` ones are for a person to settle."""

    INVALID = "invalid", _("This is not the address of a public page.")
    GONE = "gone", _("There is no page at this address.")
    CLOSED = "closed", _("The page can’t be read without signing in.")
    UNREACHABLE = "unreachable", _("The page didn’t answer.")
    NO_TEXT = "no_text", _("There is no text on this page that we can read.")
    NO_TRACE = "no_trace", _("Neither your link nor your code is on the page.")
    NO_DISCLOSURE = "no_disclosure", _("The page doesn’t say that it is advertising.")


# What the creator can put right: the proof goes back at once. The rest waits for a person.
MENDABLE: Final = (
    Problem.INVALID,
    Problem.GONE,
    Problem.NO_TRACE,
    Problem.NO_DISCLOSURE,
)


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: SponsorshipState
    parts: frozenset[Part]


def _to(target: SponsorshipState, *parts: Part) -> Step:
    return Step(target, frozenset(parts))


_CREATOR, _MANAGER, _TIMER = Part.CREATOR, Part.MANAGER, Part.TIMER
_EXPIRE: Final = {SponsorshipMove.EXPIRE: _to(SponsorshipState.EXPIRED, _TIMER)}
_REFUSE: Final = {SponsorshipMove.REFUSE: _to(SponsorshipState.REFUSED, _MANAGER)}

TRANSITIONS: Final[dict[SponsorshipState, dict[SponsorshipMove, Step]]] = {
    SponsorshipState.REQUESTED: {
        SponsorshipMove.OFFER: _to(SponsorshipState.INVITED, _MANAGER),
        SponsorshipMove.AGREE: _to(SponsorshipState.AGREED, _MANAGER),
        SponsorshipMove.DECLINE: _to(SponsorshipState.DECLINED, _MANAGER),
        SponsorshipMove.WITHDRAW: _to(SponsorshipState.WITHDRAWN, _CREATOR),
        **_EXPIRE,
    },
    SponsorshipState.INVITED: {
        SponsorshipMove.AGREE: _to(SponsorshipState.AGREED, _CREATOR),
        SponsorshipMove.DECLINE: _to(SponsorshipState.DECLINED, _CREATOR),
        SponsorshipMove.WITHDRAW: _to(SponsorshipState.WITHDRAWN, _MANAGER),
        **_EXPIRE,
    },
    SponsorshipState.AGREED: {
        SponsorshipMove.FUND: _to(SponsorshipState.FUNDED, _MANAGER),
        SponsorshipMove.WITHDRAW: _to(SponsorshipState.WITHDRAWN, _CREATOR, _MANAGER),
        **_EXPIRE,
    },
    SponsorshipState.FUNDED: {
        SponsorshipMove.START: _to(SponsorshipState.RUNNING, _CREATOR, _TIMER),
        SponsorshipMove.WITHDRAW: _to(SponsorshipState.WITHDRAWN, _CREATOR, _MANAGER),
    },
    # From here on the creator has begun to work: the platform can't take its word back.
    SponsorshipState.RUNNING: {
        SponsorshipMove.SUBMIT: _to(SponsorshipState.SUBMITTED, _CREATOR),
        SponsorshipMove.WITHDRAW: _to(SponsorshipState.WITHDRAWN, _CREATOR),
        **_EXPIRE,
    },
    SponsorshipState.SUBMITTED: {
        SponsorshipMove.CHECK: _to(SponsorshipState.CHECKED, _MANAGER, _TIMER),
        SponsorshipMove.RETURN: _to(SponsorshipState.RUNNING, _MANAGER, _TIMER),
        **_REFUSE,
    },
    SponsorshipState.CHECKED: {
        SponsorshipMove.PAY: _to(SponsorshipState.PAID, _TIMER),
        **_REFUSE,
    },
    SponsorshipState.REFUSED: {
        # Once; another person decides.
        SponsorshipMove.APPEAL: _to(SponsorshipState.APPEALED, _CREATOR),
    },
    SponsorshipState.APPEALED: {
        SponsorshipMove.CHECK: _to(SponsorshipState.CHECKED, _MANAGER),
        **_REFUSE,
    },
    SponsorshipState.PAID: {},
    SponsorshipState.DECLINED: {},
    SponsorshipState.WITHDRAWN: {},
    SponsorshipState.EXPIRED: {},
}

ENDED_STATES: Final = (
    SponsorshipState.PAID,
    SponsorshipState.REFUSED,
    SponsorshipState.DECLINED,
    SponsorshipState.WITHDRAWN,
    SponsorshipState.EXPIRED,
)
# Where nothing will be paid any more and the fund goes back at once.
UNPAID_ENDS: Final = (
    SponsorshipState.DECLINED,
    SponsorshipState.WITHDRAWN,
    SponsorshipState.EXPIRED,
)
# Both sides are bound, so that neither may leave the platform before it is settled.
BOUND_STATES: Final = (
    SponsorshipState.FUNDED,
    SponsorshipState.RUNNING,
    SponsorshipState.SUBMITTED,
    SponsorshipState.CHECKED,
    SponsorshipState.APPEALED,
)
