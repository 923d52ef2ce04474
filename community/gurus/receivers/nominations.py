"""Who is told of what about nominations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.gurus import events
from community.gurus.policies import are_blocked
from community.gurus.queries.members import gurus_listed
from community.gurus.queries.nominations import people_of, voters_of, was_asked
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "gurus.support_wanted": (
        _("%(name)s is nominated for the guru club"),
        _("A second guru is needed. Read why, and support it if you agree."),
    ),
    "gurus.asked": (
        _("You are invited into the guru club"),
        _("Two people of the club want you in it. Read why, then apply or decline."),
    ),
    "gurus.discussion": (
        _("%(name)s applied to the guru club"),
        _("Say what you think while the discussion is open; the vote comes after it."),
    ),
    "gurus.vote": (
        _("Vote on %(name)s"),
        _("The vote is open. A vote against needs a reason."),
    ),
    "gurus.to_confirm": (
        _("The club voted for %(name)s"),
        _("Confirm it, or say why not."),
    ),
    "gurus.passed": (
        _("The club voted for you"),
        _("The community manager confirms it next."),
    ),
    "gurus.confirmed": (
        _("Sign the charter to join the guru club"),
        _("Your way into the club is free. Read the charter and sign it in time."),
    ),
    "gurus.not_taken": (
        _("You aren’t taken into the guru club this time"),
        _("Read what was decided. Your record stays as it is."),
    ),
    "gurus.lapsed": (
        _("Your way into the guru club has ended"),
        _("A time ran out, or it was stopped. You can be nominated again."),
    ),
    "gurus.nomination_ended": (
        _("The nomination of %(name)s has ended"),
        _("See how it ended. Thank you for your part in it."),
    ),
}
for _kind, (_title, _body) in _KINDS.items():
    register_kind(_kind, group=NotificationGroup.ACCOUNT, title=_title, body=_body)


def tell_all(
    people: Iterable[Member], event: events.NominationEvent, kind: str, *, now: datetime
) -> None:
    """Tell people of the club about a candidate, whom nobody tells by this."""
    candidate = get_member_by_public_id(event.candidate_id)
    for member in people:
        if member.pk != candidate.pk:
            notify(
                member=member,
                kind=kind,
                params={"name": candidate.display_name},
                url=reverse("gurus:nomination", args=[event.nomination_id]),
                coalesce_on=event.nomination_id,
                now=now,
            )


def _tell_candidate(event: events.NominationEvent, kind: str, now: datetime) -> None:
    notify(
        member=get_member_by_public_id(event.candidate_id),
        kind=kind,
        params={},
        url=reverse("gurus:invitation", args=[event.nomination_id]),
        now=now,
    )


def _gurus() -> list[Member]:
    return [one.member for one in gurus_listed()]


def managers() -> list[Member]:
    """Return the community managers."""
    return members_with_role(Role.COMMUNITY_MANAGER)


@subscribe(events.NominationMade, consumer="gurus.tell_made")
def tell_made(event: events.NominationMade, *, now: datetime) -> None:
    """Look for a supporter among the gurus who could be one."""
    candidate = get_member_by_public_id(event.candidate_id)
    able = [
        one
        for one in _gurus()
        if one.public_id != event.nominator_id and not are_blocked(one, candidate)
    ]
    tell_all(able, event, "gurus.support_wanted", now=now)


@subscribe(events.NominationSupported, consumer="gurus.tell_supported")
def tell_supported(event: events.NominationSupported, *, now: datetime) -> None:
    """Ask the candidate."""
    _tell_candidate(event, "gurus.asked", now)


@subscribe(events.CandidateApplied, consumer="gurus.tell_applied")
def tell_applied(event: events.CandidateApplied, *, now: datetime) -> None:
    """Call the club to the discussion, and the managers."""
    everybody = {one.pk: one for one in (*_gurus(), *managers())}
    tell_all(everybody.values(), event, "gurus.discussion", now=now)


@subscribe(events.ClubVoteOpened, consumer="gurus.tell_vote")
def tell_vote(event: events.ClubVoteOpened, *, now: datetime) -> None:
    """Call those who may vote."""
    tell_all(voters_of(event.nomination_id), event, "gurus.vote", now=now)


@subscribe(events.NominationPassed, consumer="gurus.tell_passed")
def tell_passed(event: events.NominationPassed, *, now: datetime) -> None:
    """Call the managers; tell the candidate."""
    tell_all(managers(), event, "gurus.to_confirm", now=now)
    _tell_candidate(event, "gurus.passed", now)


@subscribe(events.NominationConfirmed, consumer="gurus.tell_confirmed")
def tell_confirmed(event: events.NominationConfirmed, *, now: datetime) -> None:
    """Ask for the signature."""
    _tell_candidate(event, "gurus.confirmed", now)


def _tell_end(event: events.NominationEvent, *, now: datetime) -> None:
    """Tell whoever nominated and supported; who did it themselves knows."""
    tell_all(people_of(event.nomination_id), event, "gurus.nomination_ended", now=now)


def tell_not_taken(event: events.NominationEvent, *, now: datetime) -> None:
    """Tell the candidate, and those who wanted them."""
    _tell_candidate(event, "gurus.not_taken", now)
    _tell_end(event, now=now)


def tell_over(event: events.NominationEvent, *, now: datetime) -> None:
    """Tell that it came to nothing: the candidate only if they knew of it."""
    if was_asked(event.nomination_id):
        _tell_candidate(event, "gurus.lapsed", now)
    _tell_end(event, now=now)


for _event in (events.NominationRejected, events.NominationRefused):
    subscribe(_event, consumer=f"gurus.tell_{_event.__name__}")(tell_not_taken)
for _over in (events.NominationLapsed, events.NominationStopped):
    subscribe(_over, consumer=f"gurus.tell_{_over.__name__}")(tell_over)
for _gone in (events.CandidateDeclined, events.NominationWithdrawn):
    subscribe(_gone, consumer=f"gurus.tell_{_gone.__name__}")(_tell_end)
