"""Facts about the guru club. Members by public id, moments as ISO 8601."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class NominationEvent(Event):
    """What every fact about a nomination says: which one, of whom, by whom."""

    nomination_id: str
    candidate_id: str
    nominator_id: str


class NominationMade(NominationEvent):
    """Somebody was nominated; a supporter is wanted."""


class NominationSupported(NominationEvent):
    """A second guru supports it; the candidate is asked."""


class CandidateDeclined(NominationEvent):
    """The candidate doesn't want to."""


class CandidateApplied(NominationEvent):
    """The candidate applied; the club discusses."""


class NominationWithdrawn(NominationEvent):
    """The nominator or the candidate took it back."""


class ClubVoteOpened(NominationEvent):
    """The discussion is over; who may vote is fixed."""


class NominationPassed(NominationEvent):
    """The club voted for the candidate; the manager confirms."""


class NominationRejected(NominationEvent):
    """The club voted against."""


class NominationConfirmed(NominationEvent):
    """The manager confirmed; the charter is to be signed."""


class NominationRefused(NominationEvent):
    """The manager didn't confirm."""


class NominationLapsed(NominationEvent):
    """A time ran out: no supporter, no answer, too few votes, no signature."""


class NominationStopped(NominationEvent):
    """The manager stopped it, or it can't go on."""


@dataclass(frozen=True, kw_only=True)
class ClubBallotCast(Event):
    """A member voted, or changed their vote; which way isn't told."""

    nomination_id: str
    member_id: str


@dataclass(frozen=True, kw_only=True)
class GuruEvent(Event):
    """What every fact about a membership says: which one and whose."""

    membership_id: str
    member_id: str


class GuruJoined(GuruEvent):
    """The charter is signed: a new member."""


class GuruSetAside(GuruEvent):
    """The new charter wasn't signed in time."""


class GuruReturned(GuruEvent):
    """Who was set aside signed."""


class GuruWentOnBreak(GuruEvent):
    """A member is on leave; duties stop."""


class GuruCameBack(GuruEvent):
    """The leave is over."""


class GuruLeft(GuruEvent):
    """A member left by their own wish."""


class GuruTermEnded(GuruEvent):
    """A membership ended with honours."""


class GuruTermRenewed(GuruEvent):
    """Another term began."""


class GuruRemoved(GuruEvent):
    """The manager removed a member."""


class GuruAppealed(GuruEvent):
    """Who was removed appealed."""


class GuruRestored(GuruEvent):
    """The appeal was granted."""


class GuruRemovalUpheld(GuruEvent):
    """The appeal failed."""


class EvangelistNamed(GuruEvent):
    """A guru became an evangelist."""


class EvangelistEnded(GuruEvent):
    """An evangelist is a guru again."""


class GuruDutiesAtRisk(GuruEvent):
    """Most of a quarter is over and duties aren't met."""


class GuruDutiesMissed(GuruEvent):
    """A quarter is over and duties weren't met."""


class ClubCaseOpened(GuruEvent):
    """The manager has to look at a membership."""


class ClubCaseKept(GuruEvent):
    """The manager decided that the member stays."""


class CharterReminderDue(GuruEvent):
    """The day by which the charter is to be signed comes near."""


@dataclass(frozen=True, kw_only=True)
class CharterPublished(Event):
    """A new version of the charter holds."""

    number: int
    sign_by: str


@dataclass(frozen=True, kw_only=True)
class CharterSigned(Event):
    """A member signed a version."""

    member_id: str
    number: int


@dataclass(frozen=True, kw_only=True)
class GrantEvent(Event):
    """What every fact about something given says."""

    grant_id: str
    privilege_id: str
    member_id: str


class PrivilegeGranted(GrantEvent):
    """A member got something."""


class PrivilegeOffered(GrantEvent):
    """A member is invited."""


class PrivilegeAccepted(GrantEvent):
    """An invitation was accepted."""


class PrivilegeDeclined(GrantEvent):
    """An invitation was declined."""


class PrivilegeExpired(GrantEvent):
    """Its time is over."""


class PrivilegeRevoked(GrantEvent):
    """It was taken back."""


class PrivilegeCodeShown(GrantEvent):
    """A member looked at their code."""
