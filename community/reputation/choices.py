"""Words of the record: what was contributed, why it weighs less, and how high a member stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

AREA_MAX: Final = 60
KEY_MAX: Final = 120
NOTE_MAX: Final = 300
SUBJECT_MAX: Final = 20
ADDRESS_MAX: Final = 500
TITLE_MAX: Final = 160
# Weights and points are kept in thousandths.
MILLI: Final = 1_000
POINTS_MAX: Final = 1_000


class Kind(models.TextChoices):
    """What was contributed."""

    TOPIC = "topic", pgettext_lazy("contribution", "Topic opened")
    REPLY = "reply", pgettext_lazy("contribution", "Reply written")
    LIKE = "like", pgettext_lazy("contribution", "Like received")
    SOLUTION = "solution", pgettext_lazy("contribution", "Solution")
    ARTICLE = "article", pgettext_lazy("contribution", "Article published")
    ARTICLE_RATING = "article_rating", pgettext_lazy("contribution", "Article valued by a reader")
    CERTIFICATE = "certificate", pgettext_lazy("contribution", "Certificate earned")
    RESOURCE = "resource", pgettext_lazy("contribution", "Resource shared")
    MISSION = "mission", pgettext_lazy("contribution", "Mission carried out")
    ELSEWHERE_ANSWER = "elsewhere_answer", pgettext_lazy("contribution", "Answer on another site")
    ELSEWHERE_TALK = "elsewhere_talk", pgettext_lazy("contribution", "Talk")
    ELSEWHERE_POST = "elsewhere_post", pgettext_lazy("contribution", "Post on another site")


ELSEWHERE_KINDS: Final = (Kind.ELSEWHERE_ANSWER, Kind.ELSEWHERE_TALK, Kind.ELSEWHERE_POST)
# Given by one press of a button: weighed by who gives, and how often.
WEIGHED_KINDS: Final = (Kind.LIKE, Kind.ARTICLE_RATING)


class Reason(models.TextChoices):
    """Why a contribution weighs less than in full."""

    NEW_ACCOUNT = "new_account", _("the giver’s account is new")
    SAME_GIVER = "same_giver", _("the same person gave before, within 30 days")
    PAIR_CAP = "pair_cap", _("the same person gave too often on that day")
    DAY_CAP = "day_cap", _("the giver gave too much on that day")


class Cause(models.TextChoices):
    """Why a counter-row was written."""

    TAKEN_BACK = "taken_back", _("Taken back")
    REMOVED = "removed", _("What it was for is gone")
    CASE = "case", _("Decided in a case")
    REVOKED = "revoked", _("Confirmed by mistake")
    REINSTATED = "reinstated", _("Counts again")
    MOVED = "moved", _("Moved to another area")


class Level(models.IntegerChoices):
    """How high a member stands now; falls slowly when nothing new comes."""

    NEWCOMER = 0, pgettext_lazy("standing", "Newcomer")
    KNOWN = 1, pgettext_lazy("standing", "Known")
    HELPER = 2, pgettext_lazy("standing", "Helper")
    PILLAR = 3, pgettext_lazy("standing", "Pillar")
    LUMINARY = 4, pgettext_lazy("standing", "Luminary")


class Period(models.TextChoices):
    """What a board adds up; weeks begin on Monday, all in UTC."""

    WEEK = "week", pgettext_lazy("board", "This week")
    MONTH = "month", pgettext_lazy("board", "This month")
    YEAR = "year", pgettext_lazy("board", "This year")
    ALL = "all", pgettext_lazy("board", "All time")


class ReportState(models.TextChoices):
    """Where a report of something done elsewhere stands."""

    WAITING = "waiting", pgettext_lazy("report", "A person looks at it")
    CONFIRMED = "confirmed", pgettext_lazy("report", "Confirmed")
    DECLINED = "declined", pgettext_lazy("report", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "Withdrawn")
    REVOKED = "revoked", pgettext_lazy("report", "No longer confirmed")


class ReportPart(models.TextChoices):
    """Who makes a move."""

    OWNER = "owner", pgettext_lazy("part", "Whoever reported it")
    MANAGER = "manager", pgettext_lazy("part", "Community manager")


class ReportMove(models.TextChoices):
    """What can be done to a report."""

    CONFIRM = "confirm", pgettext_lazy("report", "Confirm")
    DECLINE = "decline", pgettext_lazy("report", "Decline")
    WITHDRAW = "withdraw", pgettext_lazy("report", "Withdraw")
    REVOKE = "revoke", pgettext_lazy("report", "Take the confirmation back")


@dataclass(frozen=True)
class ReportStep:
    """Where a move leads and whose move it is."""

    target: ReportState
    part: ReportPart


TRANSITIONS: Final[dict[ReportState, dict[ReportMove, ReportStep]]] = {
    ReportState.WAITING: {
        ReportMove.CONFIRM: ReportStep(ReportState.CONFIRMED, ReportPart.MANAGER),
        ReportMove.DECLINE: ReportStep(ReportState.DECLINED, ReportPart.MANAGER),
        ReportMove.WITHDRAW: ReportStep(ReportState.WITHDRAWN, ReportPart.OWNER),
    },
    ReportState.CONFIRMED: {
        ReportMove.REVOKE: ReportStep(ReportState.REVOKED, ReportPart.MANAGER),
    },
    ReportState.DECLINED: {},
    ReportState.WITHDRAWN: {},
    ReportState.REVOKED: {},
}
# The same address can't be reported again beside these.
STANDING_REPORTS: Final = (ReportState.WAITING, ReportState.CONFIRMED)
