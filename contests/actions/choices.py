"""Words of actions, and the table of what may happen to a claim, when, and by whose hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NOTE_MAX: Final = 1_000
TEXT_MAX: Final = 1_000
TICKETS_MAX: Final = 100
TIMES_MAX: Final = 100
FRIENDS_MAX: Final = 10


class ActionKind(models.TextChoices):
    """What an entrant does."""

    VISIT = "visit", _("Come by")
    SUBSCRIBE = "subscribe", _("Follow this contest")
    SAVE_SEARCH = "save_search", _("Save a search that reports news")
    FRIEND = "friend", _("Bring a friend")
    FORUM = "forum", _("Join the forum")
    FOLLOW = "follow", _("Follow an account elsewhere")
    POST = "post", _("Publish a post that names friends")
    SHARE = "share", _("Share an article")
    OTHER = "other", _("Something else")


class Network(models.TextChoices):
    """Where something is done that isn't done here."""

    OWN_SITE = "site", _("Own website or blog")
    INSTAGRAM = "instagram", "Instagram"
    FACEBOOK = "facebook", "Facebook"
    THREADS = "threads", "Threads"
    X = "x", "X"
    TIKTOK = "tiktok", "TikTok"
    YOUTUBE = "youtube", "YouTube"
    LINKEDIN = "linkedin", "LinkedIn"
    TELEGRAM = "telegram", "Telegram"
    SNAPCHAT = "snapchat", "Snapchat"
    MASTODON = "mastodon", "Mastodon"
    BLUESKY = "bluesky", "Bluesky"


class ClaimState(models.TextChoices):
    """Where a claim stands."""

    WAITING = "waiting", pgettext_lazy("claim", "Waits for a look")
    GRANTED = "granted", pgettext_lazy("claim", "Counts")
    REJECTED = "rejected", pgettext_lazy("claim", "Rejected")
    APPEALED = "appealed", pgettext_lazy("claim", "Appealed")
    DISMISSED = "dismissed", pgettext_lazy("claim", "Rejected for good")


class Part(models.TextChoices):
    """The role somebody, or something, plays."""

    ENTRANT = "entrant", _("Who takes part")
    ADMIN = "admin", _("Administrator")
    TIMER = "timer", _("Timer")


class ClaimMove(models.TextChoices):
    """What can be done to a claim."""

    GRANT = "grant", _("Let it count")
    REJECT = "reject", _("Reject")
    APPEAL = "appeal", _("Appeal")
    LAPSE = "lapse", _("Nobody decided in time")


class RejectReason(models.TextChoices):
    """Why a proof doesn't count."""

    UNREADABLE = "unreadable", _("The proof can't be read.")
    WRONG_ACTION = "wrong_action", _("The proof shows something else than what was asked.")
    NOT_YOURS = "not_yours", _("The proof doesn't show that it is your account.")
    NO_LINK = "no_link", _("Your link isn't on the page.")
    TOO_FEW_NAMES = "too_few_names", _("Fewer friends are named than were asked.")
    USED_BEFORE = "used_before", _("The same proof was shown before.")
    REMOVED = "removed", _("What was published isn't there any more.")
    OTHER = "other", _("Another reason, which is written below.")


class SignalKind(models.TextChoices):
    """What makes an entry look like one of many by the same hand."""

    SHARED_NETWORK = "shared_network", _("Same device and network on the same day")
    MAIL_ALIAS = "mail_alias", _("Mail address that is an alias of another entrant's")
    BURST = "burst", _("One of many registrations by one link within minutes")
    DESTINATION = "destination", _("Same payout destination as another entrant")
    CIRCLE = "circle", _("Entrants who brought each other, or nobody but idle accounts")


class HoldState(models.TextChoices):
    """Whether an entrant's tickets are kept back."""

    FREE = "free", pgettext_lazy("entrant", "Takes part")
    HELD = "held", pgettext_lazy("entrant", "Tickets on hold")
    CLEARED = "cleared", pgettext_lazy("entrant", "Looked at, takes part")
    EXCLUDED = "excluded", pgettext_lazy("entrant", "Excluded")


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: ClaimState
    parts: frozenset[Part]


def _to(target: ClaimState, *parts: Part) -> Step:
    return Step(target, frozenset(parts))


_ENTRANT, _ADMIN, _TIMER = Part.ENTRANT, Part.ADMIN, Part.TIMER

TRANSITIONS: Final[dict[ClaimState, dict[ClaimMove, Step]]] = {
    ClaimState.WAITING: {
        ClaimMove.GRANT: _to(ClaimState.GRANTED, _ADMIN),
        ClaimMove.REJECT: _to(ClaimState.REJECTED, _ADMIN),
        # At the very end of the checks: what nobody looked at counts as declared only.
        ClaimMove.LAPSE: _to(ClaimState.GRANTED, _TIMER),
    },
    ClaimState.GRANTED: {ClaimMove.REJECT: _to(ClaimState.REJECTED, _ADMIN)},
    ClaimState.REJECTED: {
        ClaimMove.APPEAL: _to(ClaimState.APPEALED, _ENTRANT),
        ClaimMove.GRANT: _to(ClaimState.GRANTED, _ADMIN),
    },
    ClaimState.APPEALED: {
        ClaimMove.GRANT: _to(ClaimState.GRANTED, _ADMIN),
        ClaimMove.REJECT: _to(ClaimState.DISMISSED, _ADMIN),
        ClaimMove.LAPSE: _to(ClaimState.GRANTED, _TIMER),
    },
    ClaimState.DISMISSED: {},
}
