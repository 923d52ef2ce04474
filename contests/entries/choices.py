"""Words of entries, and the table of what may happen to one, when, and by whose hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DECLARATION_MAX: Final = 1_000
NOTE_MAX: Final = 1_000
APPEAL_MAX: Final = 2_000
# What is read of a page elsewhere; articles are shorter.
TEXT_MAX: Final = 100_000


class Source(models.TextChoices):
    """Where the text stands."""

    ARTICLE = "article", _("An article here")
    OUTSIDE = "outside", _("A post elsewhere")


class EntryState(models.TextChoices):
    """Where an entry stands."""

    SUBMITTED = "submitted", pgettext_lazy("entry", "Handed in")
    ACCEPTED = "accepted", pgettext_lazy("entry", "Accepted for judging")
    REFUSED = "refused", pgettext_lazy("entry", "Not accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("entry", "Withdrawn")
    DISQUALIFIED = "disqualified", pgettext_lazy("entry", "Taken out afterwards")


class Part(models.TextChoices):
    """The role somebody, or something, plays."""

    ENTRANT = "entrant", _("Who entered")
    ADMIN = "admin", _("Administrator")
    TIMER = "timer", _("Timer")


class EntryMove(models.TextChoices):
    """What can be done to an entry."""

    CHANGE = "change", _("Change")
    WITHDRAW = "withdraw", _("Withdraw")
    ACCEPT = "accept", _("Accept for judging")
    REFUSE = "refuse", _("Don't accept")
    APPEAL = "appeal", _("Ask to look at it again")
    RECONSIDER = "reconsider", _("Look at it again")
    DISQUALIFY = "disqualify", _("Take out")


class CheckKind(models.TextChoices):
    """What is looked at in an entry."""

    LINK = "link", _("Link to the contest")
    LENGTH = "length", _("Length")
    LANGUAGE = "language", _("Language")
    SIMILARITY = "similarity", _("Similarity to other texts")


class Outcome(models.TextChoices):
    """What the machine found. A person decides."""

    PASS = "pass", _("Nothing found")
    DOUBT = "doubt", _("Look at it")
    FAULT = "fault", _("Against the terms")


class Problem(models.TextChoices):
    """Why a page elsewhere couldn't be read."""

    INVALID = "invalid", _("The address isn’t one of a public website.")
    UNKNOWN = "unknown", _("There is no website under this name.")
    GONE = "gone", _("The page isn’t there (any more).")
    CLOSED = "closed", _("The page can’t be read without signing in.")
    FAILED = "failed", _("The website answered with an error.")
    SLOW = "slow", _("The website took too long to answer.")
    LARGE = "large", _("The page is too large to be read.")
    NO_TEXT = "no_text", _("No text was found on the page.")


class Decision(models.TextChoices):
    """What a person decided about a finding."""

    FINE = "fine", _("It's fine")
    BREACH = "breach", _("It breaks the terms")


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: EntryState
    parts: frozenset[Part]


def _to(target: EntryState, *parts: Part) -> Step:
    return Step(target, frozenset(parts))


_ENTRANT, _ADMIN, _TIMER = Part.ENTRANT, Part.ADMIN, Part.TIMER

TRANSITIONS: Final[dict[EntryState, dict[EntryMove, Step]]] = {
    EntryState.SUBMITTED: {
        EntryMove.CHANGE: _to(EntryState.SUBMITTED, _ENTRANT),
        EntryMove.WITHDRAW: _to(EntryState.WITHDRAWN, _ENTRANT),
        # By the timer only when every check found nothing.
        EntryMove.ACCEPT: _to(EntryState.ACCEPTED, _ADMIN, _TIMER),
        EntryMove.REFUSE: _to(EntryState.REFUSED, _ADMIN),
    },
    EntryState.ACCEPTED: {
        EntryMove.WITHDRAW: _to(EntryState.WITHDRAWN, _ENTRANT),
        EntryMove.DISQUALIFY: _to(EntryState.DISQUALIFIED, _ADMIN),
    },
    EntryState.REFUSED: {
        # Once.
        EntryMove.APPEAL: _to(EntryState.REFUSED, _ENTRANT),
        EntryMove.RECONSIDER: _to(EntryState.SUBMITTED, _ADMIN),
    },
    EntryState.WITHDRAWN: {},
    EntryState.DISQUALIFIED: {},
}

# Entries that count: what is frozen, checked, and may still be judged.
STANDING: Final = (EntryState.SUBMITTED, EntryState.ACCEPTED)
