"""Judges, administrators and entrants are told what happened, each in their own language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from contests.calls.choices import ContestKind
from contests.calls.events import ContestExtended, ContestResultsPublished
from contests.calls.models import Contest
from contests.calls.queries import contest_text, get_contest
from contests.judging import events
from contests.judging.choices import JudgeState
from contests.judging.events import JudgingEvent
from contests.judging.services import announce_feedback, renew_timer
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.services import notify


def _tell(
    member: Member, kind: str, contest: Contest, url: str, now: datetime, **params: Any
) -> None:
    with translation.override(member.language):
        title = contest_text(contest).title
    notify(member=member, kind=kind, params={"contest": title, **params}, url=url, now=now)


def _desk(contest: Contest) -> str:
    return reverse("judging:progress", args=[contest.public_id])


@subscribe(events.JudgeInvited, consumer="judging.tell_invited")
def tell_invited(event: events.JudgeInvited, *, now: datetime) -> None:
    """Tell whoever is asked to judge."""
    member, contest = get_member_by_public_id(event.member_id), get_contest(event.contest_id)
    _tell(member, "judging.invited", contest, reverse("judging:desk"), now)


@subscribe(events.InvitationAnswered, consumer="judging.tell_answered")
def tell_answered(event: events.InvitationAnswered, *, now: datetime) -> None:
    """Tell the administrator who set the contest up."""
    contest, judge = get_contest(event.contest_id), get_member_by_public_id(event.member_id)
    url = reverse("judging:setup", args=[contest.public_id])
    name = judge.display_name
    _tell(contest.created_by, "judging.answered", contest, url, now, judge=name)


@subscribe(events.SheetsGiven, consumer="judging.tell_given")
def tell_given(event: events.SheetsGiven, *, now: datetime) -> None:
    """Tell a judge what there is to read."""
    kind = "judging.given" if event.is_first else "judging.handed_on"
    _tell_judge(event, kind, event.member_id, event.count, event.due_at, now)


@subscribe(events.JudgeReminded, consumer="judging.tell_reminded")
def tell_reminded(event: events.JudgeReminded, *, now: datetime) -> None:
    """Remind a judge."""
    _tell_judge(event, "judging.reminder", event.member_id, event.count, event.due_at, now)


def _tell_judge(
    event: JudgingEvent, kind: str, member_id: str, count: int, due_at: str, now: datetime
) -> None:
    member, contest = get_member_by_public_id(member_id), get_contest(event.contest_id)
    url = reverse("judging:desk")
    _tell(member, kind, contest, url, now, count=count, due_at=due_at)


@subscribe(events.FinalOpened, consumer="judging.tell_final")
def tell_final(event: events.FinalOpened, *, now: datetime) -> None:
    """Tell every judge who has pairs."""
    contest = get_contest(event.contest_id)
    judges = contest.judges.filter(state=JudgeState.ACCEPTED, duels__isnull=False).distinct()
    for judge in judges.select_related("member").order_by("pk"):
        _tell(judge.member, "judging.final", contest, reverse("judging:desk"), now)


@subscribe(events.ScoresCounted, consumer="judging.tell_counted")
def tell_counted(event: events.ScoresCounted, *, now: datetime) -> None:
    """Tell administrators that results can be looked at."""
    contest = get_contest(event.contest_id)
    for member in members_with_role(Role.ADMIN):
        _tell(member, "judging.counted", contest, _desk(contest), now)


@subscribe(events.JudgesStayedSilent, consumer="judging.tell_silent")
def tell_silent(event: events.JudgesStayedSilent, *, now: datetime) -> None:
    """Tell administrators that the rule decides."""
    contest = get_contest(event.contest_id)
    for member in members_with_role(Role.ADMIN):
        _tell(member, "judging.silent", contest, _desk(contest), now, unread=event.unread)


@subscribe(events.FeedbackReady, consumer="judging.tell_feedback")
def tell_feedback(event: events.FeedbackReady, *, now: datetime) -> None:
    """Tell an entrant that the feedback can be read."""
    member, contest = get_member_by_public_id(event.member_id), get_contest(event.contest_id)
    url = reverse("judging:feedback", args=[contest.slug])
    _tell(member, "judging.feedback", contest, url, now)


@subscribe(ContestResultsPublished, consumer="judging.feedback")
def open_feedback(event: ContestResultsPublished, *, now: datetime) -> None:
    """Tell all entrants, once the results are out."""
    if event.kind == ContestKind.WRITING:
        announce_feedback(contest=get_contest(event.contest_id), now=now)


@subscribe(ContestExtended, consumer="judging.extended")
def follow_dates(event: ContestExtended, *, now: datetime) -> None:  # noqa: ARG001
    """Look again at what happens next when a contest's dates moved."""
    if event.kind == ContestKind.WRITING:
        renew_timer(contest=get_contest(event.contest_id))
