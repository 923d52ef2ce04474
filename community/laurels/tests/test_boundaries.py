"""What comes a moment too late, while somebody leaves, or before anybody is an elector."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from community.gurus.models import Membership
from community.gurus.services import memberships
from community.laurels import errors
from community.laurels.choices import CandidacyState
from community.laurels.models import Candidacy
from community.laurels.services import closing, leaving, nominating, preparing
from community.laurels.services.states import lock_candidacy
from community.laurels.tests import world
from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db
Outbox = Callable[..., int]
BLINK = timedelta(seconds=1)


def told(kind: str) -> set[int]:
    """Return who has a notice of this kind."""
    return set(Notification.objects.filter(kind=kind).values_list("member_id", flat=True))


def test_nobody_steps_back_between_the_closing_and_the_count(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    box = world.voting_on(manager, gurus, now=now)
    first, second = Candidacy.objects.order_by("id")
    with pytest.raises(errors.VotingOver):
        nominating.step_back(candidacy=first, actor=first.candidate, now=box.vote_closes_at)
    left = nominating.step_back(
        candidacy=second, actor=second.candidate, now=box.vote_closes_at - BLINK
    )
    assert left.state == CandidacyState.WITHDRAWN


def test_nobody_accepts_once_the_vote_should_have_opened(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    asked = world.named(election, gurus[0].member, gurus[1].member, now=now)

    def accept(at: datetime) -> Candidacy:
        return nominating.accept_candidacy(
            candidacy=asked, actor=gurus[1].member, statement="Gladly.", now=at
        )

    with pytest.raises(errors.ElectionStateRefuses):
        accept(election.vote_opens_at)
    assert accept(election.vote_opens_at - BLINK).state == CandidacyState.ACCEPTED


def test_who_left_the_club_is_not_called_to_a_vote_they_have_no_more(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    box = world.voting_on(manager, gurus, now=now)
    memberships.leave_club(membership=gurus[2], actor=gurus[2].member, now=now)
    assert closing.remind_electors(now=box.vote_closes_at - timedelta(hours=1), limit=5) == 1
    rows = OutboxEvent.objects.filter(name="BallotReminderDue")
    assert {row.payload["member_id"] for row in rows} == {one.member.public_id for one in gurus[:2]}


def test_the_club_hears_of_a_cancelled_election_also_before_the_vote(
    gurus: list[Membership], manager: Member, now: datetime, run_outbox: Outbox
) -> None:
    election = world.opened(manager, now=now)
    world.accepted(election, gurus[0].member, gurus[1].member, now=now)
    preparing.cancel_election(election=election, actor=manager, reason="A slip.", now=now)
    run_outbox(now)
    assert told("laurels.opened") == {one.member_id for one in gurus}
    assert told("laurels.cancelled") == {one.member_id for one in gurus}
    url = Notification.objects.filter(kind="laurels.cancelled")[0].url
    assert url.endswith(f"/gurus/year/{election.year}/?was={election.public_id}")


def test_leaving_the_platform_while_answering_ends_well(
    gurus: list[Membership], manager: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The candidacy is answered after it was read, before it is held."""
    election = world.opened(manager, now=now)
    asked = world.named(election, gurus[0].member, gurus[1].member, now=now)

    def held_late(pk: int) -> Candidacy:
        nominating.decline_candidacy(candidacy=asked, actor=gurus[1].member, now=now)
        return lock_candidacy(pk)

    monkeypatch.setattr(leaving, "lock_candidacy", held_late)
    leaving.leave_elections(member=gurus[1].member, keeps_texts=False, now=now)
    left = Candidacy.objects.get()
    assert (left.state, left.reason) == (CandidacyState.DECLINED, "")
