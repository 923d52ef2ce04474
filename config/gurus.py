"""What the platform's parts need of the guru club: webhooks, a member's own data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from community.gurus import events
from community.gurus.services.leaving import leave_for_good
from config.custody import pack_tables
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import members_with_role
from marketplace.core.events import Event, subscribe
from marketplace.moderation.queries import CustodyPart, register_custody
from marketplace.webhooks.services import (
    Announcement,
    register_public_event,
    write_deliveries,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CANDIDATE: Final = ("candidate_id",)
NOMINATOR: Final = ("nominator_id",)
MEMBER: Final = ("member_id",)
# Who declines isn't named to anybody but themselves.
PUBLIC: Final[tuple[tuple[str, type[Event], tuple[str, ...], StrPromise], ...]] = (
    ("club.nominated", events.NominationMade, NOMINATOR, _("You nominated somebody for the club")),
    ("club.invited", events.NominationSupported, CANDIDATE, _("The guru club invites you")),
    ("club.declined", events.CandidateDeclined, CANDIDATE, _("You declined the invitation")),
    ("club.applied", events.CandidateApplied, CANDIDATE, _("You applied to the guru club")),
    ("club.withdrawn", events.NominationWithdrawn, NOMINATOR, _("A nomination was taken back")),
    ("club.vote_opened", events.ClubVoteOpened, NOMINATOR, _("The club votes on your candidate")),
    ("club.voted_for", events.NominationPassed, CANDIDATE, _("The club voted for you")),
    ("club.voted_against", events.NominationRejected, CANDIDATE, _("The club voted against")),
    ("club.confirmed", events.NominationConfirmed, CANDIDATE, _("You may sign the charter")),
    ("club.refused", events.NominationRefused, CANDIDATE, _("You weren’t confirmed")),
    ("club.lapsed", events.NominationLapsed, NOMINATOR, _("A nomination came to nothing")),
    ("club.stopped", events.NominationStopped, NOMINATOR, _("A nomination was stopped")),
    ("club.ballot_cast", events.ClubBallotCast, MEMBER, _("You voted in the club")),
    ("club.charter_signed", events.CharterSigned, MEMBER, _("You signed the charter")),
    ("guru.joined", events.GuruJoined, MEMBER, _("You joined the guru club")),
    ("guru.set_aside", events.GuruSetAside, MEMBER, _("Your membership rests")),
    ("guru.returned", events.GuruReturned, MEMBER, _("Your membership goes on")),
    ("guru.on_leave", events.GuruWentOnBreak, MEMBER, _("You went on leave")),
    ("guru.came_back", events.GuruCameBack, MEMBER, _("You came back from leave")),
    ("guru.left", events.GuruLeft, MEMBER, _("You left the guru club")),
    ("guru.term_renewed", events.GuruTermRenewed, MEMBER, _("Another term began")),
    ("guru.term_ended", events.GuruTermEnded, MEMBER, _("Your membership ended")),
    ("guru.removed", events.GuruRemoved, MEMBER, _("You were removed from the guru club")),
    ("guru.appealed", events.GuruAppealed, MEMBER, _("You appealed against your removal")),
    ("guru.restored", events.GuruRestored, MEMBER, _("Your appeal was granted")),
    ("guru.upheld", events.GuruRemovalUpheld, MEMBER, _("Your appeal failed")),
    ("guru.evangelist", events.EvangelistNamed, MEMBER, _("You are an evangelist now")),
    ("guru.evangelist_ended", events.EvangelistEnded, MEMBER, _("You are an evangelist no more")),
    ("guru.duties_at_risk", events.GuruDutiesAtRisk, MEMBER, _("Your duties are at risk")),
    ("guru.duties_missed", events.GuruDutiesMissed, MEMBER, _("You missed duties")),
    ("guru.kept", events.ClubCaseKept, MEMBER, _("You stay in the guru club")),
    ("guru.charter_reminder", events.CharterReminderDue, MEMBER, _("Sign the charter soon")),
    ("privilege.granted", events.PrivilegeGranted, MEMBER, _("The club gave you something")),
    ("privilege.offered", events.PrivilegeOffered, MEMBER, _("The club invites you to something")),
    ("privilege.accepted", events.PrivilegeAccepted, MEMBER, _("You accepted an invitation")),
    ("privilege.declined", events.PrivilegeDeclined, MEMBER, _("You declined a place")),
    ("privilege.expired", events.PrivilegeExpired, MEMBER, _("A privilege is over")),
    ("privilege.revoked", events.PrivilegeRevoked, MEMBER, _("A privilege was taken back")),
    ("privilege.code_shown", events.PrivilegeCodeShown, MEMBER, _("A code of yours was shown")),
)
TO_MANAGERS: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("club.case_opened", events.ClubCaseOpened, _("A membership has to be looked at")),
    ("club.charter_published", events.CharterPublished, _("The charter has a new version")),
)


def tell_came_to_nothing(event: events.CandidateDeclined, *, now: datetime) -> None:
    """Tell whoever nominated of a no what they hear when time runs out: silence would name it."""
    told = event.to_payload()
    write_deliveries(event="club.lapsed", member_ids=[event.nominator_id], data=told, now=now)


def without_nominator(
    tell: Callable[[Event], Announcement],
) -> Callable[[Event], Announcement]:
    """Return what tells a candidate the same, but not who nominated: no page tells it either."""

    def tell_less(event: Event) -> Announcement:
        told = tell(event)
        data = {name: value for name, value in told.data.items() if name not in NOMINATOR}
        return Announcement(told.member_ids, data)

    return tell_less


def told_to_managers(event: Event) -> Announcement:
    """Announce a fact to those who look after the club."""
    people = [one.public_id for one in members_with_role(Role.COMMUNITY_MANAGER)]
    return Announcement(people, event.to_payload())


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:
    """End what a leaving member had in the club, and forget their words."""
    leave_for_good(member=member, keeps_texts=keeps_texts, now=now)


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, parties, label in PUBLIC:
        tell = told_to(parties)
        if parties == CANDIDATE:
            tell = without_nominator(tell)
        register_public_event(event, name, tell, label=label)
    consumer = "gurus.webhook_came_to_nothing"
    subscribe(events.CandidateDeclined, consumer=consumer, queue="bulk")(tell_came_to_nothing)
    for name, event, label in TO_MANAGERS:
        register_public_event(event, name, told_to_managers, label=label)
    register_custody(
        CustodyPart(
            name="gurus",
            label=_("Guru club"),
            pack=partial(pack_tables, "gurus"),
            erase=erase,
        )
    )
