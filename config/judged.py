"""What the platform's parts need of judging: webhooks for judges, entrants and administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from contests.calls.queries import administrators
from contests.judging import events
from marketplace.core.events import Event
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PERSON: Final = ("member_id",)
PERSONAL: tuple[tuple[str, type[Event], StrPromise], ...] = (
    ("judging.invited", events.JudgeInvited, _("You are asked to judge a contest")),
    ("judging.sheets_given", events.SheetsGiven, _("Entries wait for your scores")),
    ("judging.reminded", events.JudgeReminded, _("Your scores are missing")),
    ("judging.feedback", events.FeedbackReady, _("Feedback about your entry is there")),
)
FOR_ADMINISTRATORS: tuple[tuple[str, type[Event], StrPromise], ...] = (
    ("judging.sheet_sealed", events.SheetSealed, _("A score sheet was sealed")),
    ("judging.recused", events.JudgeRecused, _("A judge stepped back from an entry")),
    ("judging.scoring_closed", events.ScoringClosed, _("Scoring was closed")),
    ("judging.counted", events.ScoresCounted, _("Scores were counted")),
    ("judging.silent", events.JudgesStayedSilent, _("Judges stayed silent")),
)


def told_to_administrators(event: Event) -> Announcement:
    """Announce a fact to those who set contests up."""
    people = [member.public_id for member in administrators()]
    return Announcement(people, event.to_payload())


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Announce what happened to members' programs."""
    for name, event, label in PERSONAL:
        register_public_event(event, name, told_to(PERSON), label=label)
    for name, event, label in FOR_ADMINISTRATORS:
        register_public_event(event, name, told_to_administrators, label=label)
