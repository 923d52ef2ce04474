"""Who is told of what about elections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.gurus.queries.members import gurus_listed
from community.laurels import events
from community.laurels.queries import elections as read
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "laurels.opened": (
        _("Who is the guru of the year %(year)s?"),
        _("Name whom you think of, with a reason. Their record is frozen on that day."),
    ),
    "laurels.nominated": (
        _("You are nominated as guru of the year %(year)s"),
        _("Read why, then say a few words to those who vote, or decline."),
    ),
    "laurels.vote": (
        _("Vote for the guru of the year %(year)s"),
        _("Rank as many candidates as you like. Keep the receipt that you get."),
    ),
    "laurels.last_day": (
        _("The vote for the guru of the year %(year)s closes soon"),
        _("You haven’t voted yet."),
    ),
    "laurels.to_confirm": (
        _("The vote of %(year)s is counted"),
        _("Look at the rounds, then confirm the result."),
    ),
    "laurels.result": (
        _("The guru of the year %(year)s is elected"),
        _("Read the result round by round, and look your receipt up."),
    ),
    "laurels.won": (
        _("You won: guru of the year %(year)s, place %(place)s"),
        _("The club thanks you. The place stands on your page from now on."),
    ),
    "laurels.void": (
        _("Nobody is elected guru of the year %(year)s"),
        _("There were no candidates, or too few voted."),
    ),
    "laurels.cancelled": (
        _("The election of %(year)s is cancelled"),
        _("Read the reason."),
    ),
}
for _kind, (_title, _body) in _KINDS.items():
    register_kind(_kind, group=NotificationGroup.ACCOUNT, title=_title, body=_body)


def _tell(
    people: Iterable[Member],
    event: events.ElectionEvent,
    kind: str,
    *,
    now: datetime,
    query: str = "",
) -> None:
    for member in people:
        notify(
            member=member,
            kind=kind,
            params={"year": str(event.year)},
            url=reverse("laurels:election", args=[event.year]) + query,
            now=now,
        )


@subscribe(events.ElectionOpened, consumer="laurels.tell_opened")
def tell_opened(event: events.ElectionOpened, *, now: datetime) -> None:
    """Call the gurus to name candidates."""
    _tell([one.member for one in gurus_listed()], event, "laurels.opened", now=now)


@subscribe(events.CandidateNominated, consumer="laurels.tell_nominated")
def tell_nominated(event: events.CandidateNominated, *, now: datetime) -> None:
    """Ask the candidate."""
    notify(
        member=get_member_by_public_id(event.candidate_id),
        kind="laurels.nominated",
        params={"year": str(event.year)},
        url=reverse("laurels:candidacy", args=[event.candidacy_id]),
        now=now,
    )


@subscribe(events.VotingOpened, consumer="laurels.tell_vote")
def tell_vote(event: events.VotingOpened, *, now: datetime) -> None:
    """Call those who may vote."""
    electors = read.electors_of(read.get_election(event.election_id))
    _tell(electors, event, "laurels.vote", now=now)


@subscribe(events.BallotReminderDue, consumer="laurels.tell_last_day")
def tell_last_day(event: events.BallotReminderDue, *, now: datetime) -> None:
    """Remind an elector."""
    _tell([get_member_by_public_id(event.member_id)], event, "laurels.last_day", now=now)


@subscribe(events.ElectionCounted, consumer="laurels.tell_counted")
def tell_counted(event: events.ElectionCounted, *, now: datetime) -> None:
    """Call the managers to confirm."""
    for member in members_with_role(Role.COMMUNITY_MANAGER):
        notify(
            member=member,
            kind="laurels.to_confirm",
            params={"year": str(event.year)},
            url=reverse("laurels:desk_election", args=[event.election_id]),
            now=now,
        )


@subscribe(events.ElectionConfirmed, consumer="laurels.tell_result")
def tell_result(event: events.ElectionConfirmed, *, now: datetime) -> None:
    """Tell electors and candidates; winners hear it in words of their own."""
    election = read.get_election(event.election_id)
    won = {one.candidacy.candidate_id for one in read.winners_of(election)}
    people = [one for one in read.people_of(election) if one.pk not in won]
    _tell(people, event, "laurels.result", now=now)


@subscribe(events.LaurelAwarded, consumer="laurels.tell_won")
def tell_won(event: events.LaurelAwarded, *, now: datetime) -> None:
    """Tell a winner."""
    notify(
        member=get_member_by_public_id(event.member_id),
        kind="laurels.won",
        params={"year": str(event.year), "place": str(event.place)},
        url=reverse("laurels:election", args=[event.year]),
        now=now,
    )


def _tell_end(event: events.ElectionEvent, kind: str, *, now: datetime) -> None:
    election = read.get_election(event.election_id)
    people = {one.pk: one for one in read.people_of(election)}
    if election.vote_opened_at is None:
        # Nobody is an elector yet: all gurus were called to name candidates.
        people |= {one.member_id: one.member for one in gurus_listed()}
    # The year may have another election by the time this is read.
    _tell(people.values(), event, kind, now=now, query=f"?was={event.election_id}")


@subscribe(events.ElectionVoided, consumer="laurels.tell_void")
def tell_void(event: events.ElectionVoided, *, now: datetime) -> None:
    """Tell that nobody is elected."""
    _tell_end(event, "laurels.void", now=now)


@subscribe(events.ElectionCancelled, consumer="laurels.tell_cancelled")
def tell_cancelled(event: events.ElectionCancelled, *, now: datetime) -> None:
    """Tell that it is cancelled."""
    _tell_end(event, "laurels.cancelled", now=now)
