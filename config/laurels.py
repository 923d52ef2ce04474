"""What the platform's parts need of the election: prizes by contests, webhooks, a member's data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.laurels import events
from community.laurels.choices import PLACES_MAX, ElectionState
from community.laurels.queries.elections import (
    election_with_prizes,
    get_election,
    winners_of,
)
from community.laurels.queries.prizes import PrizeContest, PrizeLine, register_prize_contests
from community.laurels.services.leaving import leave_elections
from community.worth.choices import CostKind
from community.worth.queries import SourceCost, register_costs
from config.custody import pack_tables
from contests.calls.choices import ContestKind, ContestState
from contests.calls.events import ContestClosed
from contests.calls.models import Contest
from contests.calls.queries import (
    Complaint,
    Panel,
    contest_text,
    contests_at_desk,
    prizes_of,
    register_check,
    register_panel,
)
from contests.prizes.queries import (
    Placing,
    Standing,
    paid_by_month,
    prize_name,
    register_placings,
)
from contests.prizes.services import propose_awards
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import members_with_role
from marketplace.core.events import Event, subscribe
from marketplace.moderation.queries import CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CANDIDATE: Final = ("candidate_id",)
MEMBER: Final = ("member_id",)
BEFORE_RESULTS: Final = (
    ContestState.DRAFT,
    ContestState.ANNOUNCED,
    ContestState.OPEN,
    ContestState.JUDGING,
)
# Who declines isn't named to anybody but themselves; what is in a ballot stands in no event.
PUBLIC: Final[tuple[tuple[str, type[Event], tuple[str, ...], StrPromise], ...]] = (
    ("laurel.nominated", events.CandidateNominated, CANDIDATE, _("You are nominated")),
    ("laurel.accepted", events.CandidacyAccepted, CANDIDATE, _("You accepted a candidacy")),
    ("laurel.declined", events.CandidacyDeclined, CANDIDATE, _("You declined a candidacy")),
    ("laurel.stepped_back", events.CandidacyWithdrawn, CANDIDATE, _("You stepped back")),
    ("laurel.ballot_cast", events.BallotCast, MEMBER, _("You voted for the guru of the year")),
    ("laurel.reminder", events.BallotReminderDue, MEMBER, _("The vote closes soon")),
    ("laurel.awarded", events.LaurelAwarded, MEMBER, _("You won a place of the year")),
)
TO_MANAGERS: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("laurel.opened", events.ElectionOpened, _("An election was opened")),
    ("laurel.vote_opened", events.VotingOpened, _("The vote of an election opened")),
    ("laurel.counted", events.ElectionCounted, _("An election was counted")),
    ("laurel.confirmed", events.ElectionConfirmed, _("An election was confirmed")),
    ("laurel.void", events.ElectionVoided, _("An election came to nothing")),
    ("laurel.cancelled", events.ElectionCancelled, _("An election was cancelled")),
)


class Contests:
    """The contests that are won by vote, as an election shows them."""

    def open_ones(self) -> list[PrizeContest]:
        """Return those that may still be tied to an election."""
        rows = contests_at_desk().filter(kind=ContestKind.ELECTED, state__in=BEFORE_RESULTS)
        return [_shown(one) for one in rows]

    def one(self, contest_id: str) -> PrizeContest | None:
        """Return one with its prizes."""
        found = by_vote(contest_id)
        return _shown(found) if found is not None else None


def by_vote(contest_id: str) -> Contest | None:
    """Return a contest that is won by vote, None for another or none."""
    return contests_at_desk().filter(kind=ContestKind.ELECTED, public_id=contest_id).first()


def _shown(contest: Contest) -> PrizeContest:
    return PrizeContest(
        contest_id=contest.public_id,
        title=contest_text(contest).title,
        url=contest.get_absolute_url(),
        state=str(contest.get_state_display()),
        is_public=contest.is_public,
        prizes=[
            PrizeLine(rank, prize_name(prize), prize.amount, contest.currency)
            for prize in prizes_of(contest)
            for rank in range(prize.first_rank, min(prize.last_rank, PLACES_MAX) + 1)
        ],
    )


def elected(*, contest: Contest) -> Standing | None:
    """Return who won which place, once the result of the election is confirmed."""
    election = election_with_prizes(contest.public_id)
    if election is None or election.state != ElectionState.CONFIRMED:
        return None
    return Standing([Placing(one.place, one.candidacy.candidate) for one in winners_of(election)])


@subscribe(events.ElectionConfirmed, consumer="laurels.propose_prizes")
def propose_confirmed(event: events.ElectionConfirmed, *, now: datetime) -> None:
    """Propose the winners to whoever approves prizes, when the contest is closed by then."""
    contest = by_vote(get_election(event.election_id).contest_id)
    if contest is not None:
        _propose(contest, now=now)


@subscribe(ContestClosed, consumer="laurels.propose_closed")
def propose_closed(event: ContestClosed, *, now: datetime) -> None:
    """Propose them at the contest's closing, when the result is confirmed by then."""
    if event.kind == ContestKind.ELECTED:
        contest = by_vote(event.contest_id)
        if contest is not None:
            _propose(contest, now=now)


def _propose(contest: Contest, *, now: datetime) -> None:
    if contest.state == ContestState.JUDGING and elected(contest=contest) is not None:
        propose_awards(contest=contest, actor=None, now=now)


def misses(*, contest: Contest, now: datetime) -> Iterator[Complaint]:  # noqa: ARG001
    """Remind the administrator that an election has to name the contest."""
    if contest.kind == ContestKind.ELECTED and election_with_prizes(contest.public_id) is None:
        text = gettext("No election carries these prizes yet: the community manager names it.")
        yield Complaint("election_missing", text, "review", is_warning=True)


def election_panel(*, contest: Contest, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Lead from a contest to its election."""
    if contest.kind != ContestKind.ELECTED:
        return None
    election = election_with_prizes(contest.public_id)
    if election is None or not election.was_opened:
        return None
    return Panel("community/laurels/_contest.html", {"election": election})


def prizes_paid(first: date, after: date) -> list[SourceCost]:
    """Return what elected contests handed over: a cost of the programme in its month."""
    start, end = (datetime.combine(day, time.min, tzinfo=UTC) for day in (first, after))
    return [
        SourceCost(kind=CostKind.PRIZES, month=month, amount=sum_.amount, currency=sum_.currency)
        for month, sum_ in paid_by_month(kind=ContestKind.ELECTED, start=start, end=end)
    ]


def told_to_managers(event: Event) -> Announcement:
    """Announce a fact to those who look after the club."""
    people = [one.public_id for one in members_with_role(Role.COMMUNITY_MANAGER)]
    return Announcement(people, event.to_payload())


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:
    """End a leaving member's candidacies, and forget their words."""
    leave_elections(member=member, keeps_texts=keeps_texts, now=now)


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    register_prize_contests(Contests())
    register_placings(ContestKind.ELECTED, elected)
    register_check("laurels", misses)
    register_costs("laurels", prizes_paid, label=_("Guru of the year"))
    register_panel("laurels", 30, election_panel)
    for name, event, parties, label in PUBLIC:
        register_public_event(event, name, told_to(parties), label=label)
    for name, event, label in TO_MANAGERS:
        register_public_event(event, name, told_to_managers, label=label)
    register_custody(
        CustodyPart(
            name="laurels",
            label=_("Guru of the year"),
            pack=partial(pack_tables, "laurels"),
            erase=erase,
        )
    )
