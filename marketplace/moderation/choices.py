"""The words of trust, and which state may follow which by whose hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class FlagReason(models.TextChoices):
    """Why somebody reports a thing."""

    SPAM = "spam", _("Advertising or spam")
    MISLEADING = "misleading", _("Misleading or untrue")
    STOLEN = "stolen", _("Somebody else's work")
    ABUSE = "abuse", _("Insults or threats")
    PRIVATE = "private", _("Private data of somebody")
    ILLEGAL = "illegal", _("Against the law")
    DANGER = "danger", _("Somebody is in danger")
    OTHER = "other", _("Something else")


# How heavy one report is in the queue.
REASON_WEIGHTS: Final[Mapping[str, int]] = {
    FlagReason.SPAM: 1,
    FlagReason.MISLEADING: 2,
    FlagReason.STOLEN: 3,
    FlagReason.ABUSE: 3,
    FlagReason.PRIVATE: 4,
    FlagReason.ILLEGAL: 5,
    FlagReason.DANGER: 8,
    FlagReason.OTHER: 1,
}


class FlagOutcome(models.TextChoices):
    """What became of one report."""

    WAITING = "waiting", _("Waiting for a moderator")
    UPHELD = "upheld", _("You were right: something was done")
    NOT_UPHELD = "not_upheld", _("Looked at: no rule was broken")
    ABUSIVE = "abusive", _("Found to be made in bad faith")


class Hand(models.TextChoices):
    """Whose hand moves something on."""

    MODERATOR = "moderator", _("A moderator")
    REVIEWER = "reviewer", _("Another moderator")
    MEMBER = "member", _("The member")
    CLOCK = "clock", _("The clock")
    WORKER = "worker", _("The platform")


class CaseState(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", pgettext_lazy("case", "Open")
    DECIDED = "decided", pgettext_lazy("case", "Decided")


class Act(models.TextChoices):
    """What a decision does."""

    NO_ACTION = "no_action", _("No action")
    HIDE = "hide", _("Taken out of view")
    WARN = "warn", _("Warning")
    SUSPEND = "suspend", _("Suspension")


class DecisionState(models.TextChoices):
    """Whether a decision holds."""

    IN_FORCE = "in_force", _("In force")
    UNDONE = "undone", _("Taken back")
    OVERTURNED = "overturned", _("Overturned on appeal")


class SuspensionState(models.TextChoices):
    """Where a suspension stands."""

    IN_FORCE = "in_force", pgettext_lazy("suspension", "In force")
    ENDED = "ended", pgettext_lazy("suspension", "Over")
    LIFTED = "lifted", pgettext_lazy("suspension", "Lifted")
    OVERTURNED = "overturned", _("Overturned on appeal")


class AppealState(models.TextChoices):
    """Where an appeal stands."""

    OPEN = "open", pgettext_lazy("appeal", "Waiting for an answer")
    GRANTED = "granted", pgettext_lazy("appeal", "Granted")
    GRANTED_LATE = "granted_late", _("Granted, because no answer came in time")
    UPHELD = "upheld", _("The decision stands")
    WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "Withdrawn")
    OVERTAKEN = "overtaken", _("Overtaken: the decision was taken back")


class ExportState(models.TextChoices):
    """Where a member's package of data stands."""

    QUEUED = "queued", pgettext_lazy("export", "Waiting")
    RUNNING = "running", pgettext_lazy("export", "Being packed")
    READY = "ready", pgettext_lazy("export", "Ready")
    FAILED = "failed", pgettext_lazy("export", "Failed")
    EXPIRED = "expired", pgettext_lazy("export", "No longer there")


class DepartureState(models.TextChoices):
    """Where the closing of an account stands."""

    COOLING = "cooling", _("Can be taken back")
    CANCELLED = "cancelled", pgettext_lazy("departure", "Taken back")
    ERASING = "erasing", _("Being erased")
    DONE = "done", _("Erased")


Moves = Mapping[str, Mapping[str, frozenset[Hand]]]
_MODERATOR: Final = frozenset({Hand.MODERATOR})
_REVIEWER: Final = frozenset({Hand.REVIEWER})
_MEMBER: Final = frozenset({Hand.MEMBER})
_CLOCK: Final = frozenset({Hand.CLOCK})
_WORKER: Final = frozenset({Hand.WORKER})

# {from: {to: who}}
CASE_MOVES: Final[Moves] = {
    CaseState.OPEN: {CaseState.DECIDED: _MODERATOR},
    CaseState.DECIDED: {CaseState.OPEN: _MODERATOR},
}
DECISION_MOVES: Final[Moves] = {
    DecisionState.IN_FORCE: {
        DecisionState.UNDONE: _MODERATOR,
        DecisionState.OVERTURNED: _REVIEWER | _CLOCK,
    },
    DecisionState.UNDONE: {},
    DecisionState.OVERTURNED: {},
}
SUSPENSION_MOVES: Final[Moves] = {
    SuspensionState.IN_FORCE: {
        SuspensionState.ENDED: _CLOCK,
        SuspensionState.LIFTED: _MODERATOR,
        SuspensionState.OVERTURNED: _REVIEWER | _CLOCK,
    },
    SuspensionState.ENDED: {},
    SuspensionState.LIFTED: {},
    SuspensionState.OVERTURNED: {},
}
# An appeal that nobody answers in time is granted: the clock decides for the member.
APPEAL_MOVES: Final[Moves] = {
    AppealState.OPEN: {
        AppealState.GRANTED: _REVIEWER,
        AppealState.UPHELD: _REVIEWER,
        AppealState.GRANTED_LATE: _CLOCK,
        AppealState.WITHDRAWN: _MEMBER,
        AppealState.OVERTAKEN: _MODERATOR,
    },
    AppealState.GRANTED: {},
    AppealState.GRANTED_LATE: {},
    AppealState.UPHELD: {},
    AppealState.WITHDRAWN: {},
    AppealState.OVERTAKEN: {},
}
EXPORT_MOVES: Final[Moves] = {
    ExportState.QUEUED: {ExportState.RUNNING: _WORKER},
    # A package whose worker is gone is begun again by another.
    ExportState.RUNNING: {
        ExportState.RUNNING: _WORKER,
        ExportState.READY: _WORKER,
        ExportState.FAILED: _WORKER,
    },
    ExportState.READY: {ExportState.EXPIRED: _CLOCK},
    ExportState.FAILED: {},
    ExportState.EXPIRED: {},
}
DEPARTURE_MOVES: Final[Moves] = {
    DepartureState.COOLING: {
        DepartureState.CANCELLED: _MEMBER,
        DepartureState.ERASING: _CLOCK,
    },
    DepartureState.CANCELLED: {},
    DepartureState.ERASING: {DepartureState.DONE: _CLOCK},
    DepartureState.DONE: {},
}

TEXT_LIMIT: Final = 4_000
REASON_LIMIT: Final = 2_000
# Days of a suspension that a moderator may choose; 0 lasts until somebody decides otherwise.
SUSPENSION_DAYS: Final = (3, 7, 30, 90, 0)


@dataclass(frozen=True)
class HouseRule:
    """One rule that everybody here keeps; decisions name it by its number."""

    number: str
    title: StrPromise | str
    text: StrPromise | str

    @property
    def part(self) -> str:
        """The number of the part it stands in."""
        return self.number.partition(".")[0]


HOUSE_PARTS: Final[Mapping[str, StrPromise | str]] = {
    "1": _("Honest"),
    "2": _("Decent"),
    "3": _("Safe"),
    "4": _("In good order"),
    "5": _("How we act"),
}
URGENT_RULE: Final = "5.1"
# A number that was once cited keeps its rule for ever: new ones get new numbers.
HOUSE_RULES: Final[tuple[HouseRule, ...]] = (
    HouseRule(
        "1.1",
        _("Say what is true"),
        _("Describe yourself, your work and your price as they are."),
    ),
    HouseRule(
        "1.2",
        _("Offer your own work"),
        _("What you sell, publish or show is yours, or you are allowed to use it."),
    ),
    HouseRule(
        "1.3",
        _("One person, one account"),
        _("No second account to get around a limit or a decision."),
    ),
    HouseRule(
        "1.4",
        _("Praise is earned"),
        _("No bought, forged or traded reviews, likes, votes or visits."),
    ),
    HouseRule(
        "2.1",
        _("No insults, no threats"),
        _("Criticise the work as sharply as you like; leave the person alone."),
    ),
    HouseRule(
        "2.2",
        _("No hatred"),
        _("Nobody is put down for origin, faith, sex, age, illness or the like."),
    ),
    HouseRule(
        "2.3",
        _("Private stays private"),
        _("No data of others without their consent: no addresses, papers, pictures or talks."),
    ),
    HouseRule(
        "3.1",
        _("Nothing against the law"),
        _("Nothing that is forbidden where you or the other side live."),
    ),
    HouseRule(
        "3.2",
        _("Nobody is put in danger"),
        _("No violence, no harm to oneself or others, nothing that harms children."),
    ),
    HouseRule(
        "3.3",
        _("No fraud with money"),
        _("No stolen cards, no laundering, no order that exists on paper only."),
    ),
    HouseRule(
        "4.1",
        _("No spam"),
        _("No mass messages, no advertising where nobody asked for it."),
    ),
    HouseRule(
        "4.2",
        _("The right thing in the right place"),
        _("Categories, tags and titles fit what is behind them."),
    ),
    HouseRule(
        "4.3",
        _("Report in good faith"),
        _("Reports are no weapon: who reports again and again without ground is heard less."),
    ),
    HouseRule(
        URGENT_RULE,
        _("Urgent closing"),
        _(
            "In an emergency the operator closes an account first and says why. It can be appealed "
            "like any other decision."
        ),
    ),
)
RULES_BY_NUMBER: Final[Mapping[str, HouseRule]] = {rule.number: rule for rule in HOUSE_RULES}
