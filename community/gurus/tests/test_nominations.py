"""From nomination to signature: limits, conflicts, votes, timers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.gurus import errors
from community.gurus.choices import Choice, NominationMove, NominationState, Outcome
from community.gurus.errors import NotYourStep
from community.gurus.models import Ballot, Membership, Nomination
from community.gurus.policies import can_make
from community.gurus.queries.members import gurus_among, is_guru
from community.gurus.queries.nominations import get_invitation, invitations_of
from community.gurus.serializers import ClubInvitationOut, NominationOut
from community.gurus.services import charter, deciding, nominating, voting
from community.gurus.services.nominating import NominationDraft
from community.gurus.tests import world
from community.gurus.tests.world import DAY, EVIDENCE, brought_to, due, nominated
from community.rings.models import RingCase
from community.rings.tests.world import made
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, NotFound
from marketplace.messaging.services import block_member

pytestmark = pytest.mark.django_db
Outbox = Callable[..., int]


def code_of(do: Callable[[], object]) -> str:
    """Return the code of a refusal, "" where there is none."""
    try:
        do()
    except DomainError as refusal:
        return refusal.code
    return ""


def test_the_whole_way_into_the_club(
    gurus: list[Membership], manager: Member, candidate: Member, now: datetime, run_outbox: Outbox
) -> None:
    one = brought_to("signing", gurus, candidate, manager, now=now)
    assert (one.outcome, one.votes_for, one.electors, one.quorum) == ("passed", 3, 3, 2)
    assert one.metrics["givers"] == 0
    assert not is_guru(candidate)
    with pytest.raises(errors.CharterMoved):
        charter.join_club(nomination=one, actor=candidate, number=7, now=now)
    made = charter.join_club(nomination=one, actor=candidate, number=1, now=now)
    assert (made.state, made.known_for, made.term_ends_at) == ("active", "CSS", now + 365 * DAY)
    assert is_guru(candidate)
    assert gurus_among([candidate.pk, manager.pk]) == {candidate.pk}
    run_outbox(now + 30 * DAY)
    kinds = set(candidate.notifications.values_list("kind", flat=True))
    assert kinds - {"gurus.joined"} == {"gurus.asked", "gurus.passed", "gurus.confirmed"}
    told = set(gurus[2].member.notifications.values_list("kind", flat=True))
    assert {"gurus.support_wanted", "gurus.discussion", "gurus.joined"} <= told


def test_conflicts_and_limits(
    gurus: list[Membership], manager: Member, candidate: Member, now: datetime
) -> None:
    first, second = gurus[0].member, gurus[1].member
    stranger, blocked = world.member(), world.member()
    block_member(member=blocked, other=first, now=now)
    tries = {
        "nomination_own": lambda: nominated(first, first, now=now),
        "not_of_the_club": lambda: nominated(stranger, candidate, now=now),
        "nomination_already_guru": lambda: nominated(first, second, now=now),
        "nomination_blocked": lambda: nominated(first, blocked, now=now),
        "": lambda: nominated(first, candidate, now=now),
        "nomination_open": lambda: nominated(second, candidate, now=now),
    }
    assert {code: code_of(do) for code, do in tries.items()} == {code: code for code in tries}
    nominated(first, world.member(), now=now)
    assert code_of(lambda: nominated(first, world.member(), now=now)) == "nomination_too_many"
    one = Nomination.objects.get(candidate=candidate)

    def support(who: Member) -> str:
        return code_of(lambda: nominating.support_nomination(nomination=one, actor=who, now=now))

    block_member(member=gurus[2].member, other=candidate, now=now)
    codes = [support(who) for who in (first, candidate, stranger, manager, gurus[2].member)]
    assert codes == [
        "nomination_second_person",
        "nomination_own",
        "club_not_your_step",
        "club_not_your_step",
        "nomination_blocked",
    ]
    assert support(second) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nomination_evidence_missing"),
        ("just words", "nomination_evidence"),
        ("javascript:alert(1)", "nomination_evidence"),
        ("/forum/t/999999-x/", "nomination_evidence"),
        ("/u/layla/points/#line-999999", "nomination_evidence_of_another"),
        ("\n".join(f"https://x.example/{n}" for n in range(11)), "nomination_evidence_too_long"),
        (f"{EVIDENCE}\n{EVIDENCE}", ""),
    ],
)
def test_evidence_is_something_that_others_can_open(
    text: str, code: str, gurus: list[Membership], candidate: Member, now: datetime
) -> None:
    draft = NominationDraft(candidate=candidate, reason="They help.", evidence=text)
    got = code_of(lambda: nominating.nominate(nominator=gurus[0].member, draft=draft, now=now))
    assert got == code
    assert Nomination.objects.filter(candidate=candidate).count() == (0 if code else 1)


def test_a_candidate_declines_and_nobody_is_told_who(
    gurus: list[Membership], candidate: Member, now: datetime, run_outbox: Outbox
) -> None:
    one = nominated(gurus[0].member, candidate, now=now)
    assert invitations_of(candidate) == []
    one = nominating.support_nomination(nomination=one, actor=gurus[1].member, now=now)
    assert get_invitation(candidate, one.public_id) == one
    nominating.decline_invitation(nomination=one, actor=candidate, now=now)
    run_outbox(now)
    row = Nomination.objects.get(pk=one.pk)
    lapsed = Nomination(state=NominationState.LAPSED)
    assert row.get_state_display() == lapsed.get_state_display()
    assert gurus[0].member.notifications.filter(kind="gurus.nomination_ended").count() == 1
    rested = code_of(lambda: nominated(gurus[1].member, candidate, now=now + 179 * DAY))
    assert rested == "nomination_cooldown"
    assert nominated(gurus[1].member, candidate, now=now + 181 * DAY).state == "proposed"


def test_an_invitation_whose_time_ran_out_rests_like_one_that_was_declined(
    gurus: list[Membership], candidate: Member, manager: Member, now: datetime
) -> None:
    one = world.due(world.brought_to("asked", gurus, candidate, manager, now=now))
    assert (one.state, one.ended_at is not None) == (NominationState.LAPSED, True)
    end = one.ended_at or now
    rested = code_of(lambda: nominated(gurus[1].member, candidate, now=end + 179 * DAY))
    assert rested == "nomination_cooldown"
    assert nominated(gurus[1].member, candidate, now=end + 181 * DAY).state == "proposed"


def test_who_stands_in_a_decided_case_with_a_candidate_is_no_second_supporter(
    gurus: list[Membership], candidate: Member, manager: Member, now: datetime
) -> None:
    one, friend = nominated(gurus[0].member, candidate, now=now), gurus[1].member
    case = made([candidate, friend], now=now)
    assert can_make(friend, one, NominationMove.SUPPORT)
    RingCase.objects.filter(pk=case.pk).update(
        state="reversed", reason="Agreed.", decided_at=now, decided_by=manager
    )
    refused = code_of(lambda: nominating.support_nomination(nomination=one, actor=friend, now=now))
    assert refused == NotYourStep.code
    RingCase.objects.filter(pk=case.pk).update(state="overturned")
    assert can_make(friend, one, NominationMove.SUPPORT)
    assert can_make(gurus[2].member, one, NominationMove.SUPPORT)


def test_the_api_says_of_a_no_what_the_page_says(
    gurus: list[Membership], candidate: Member, manager: Member, now: datetime
) -> None:
    one = world.brought_to("asked", gurus, candidate, manager, now=now)
    one = nominating.decline_invitation(nomination=one, actor=candidate, now=now)
    assert NominationOut(one).data["state"] == NominationState.LAPSED
    assert ClubInvitationOut(one).data["state"] == NominationState.DECLINED


def test_votes_wait_for_their_time_change_and_close(
    gurus: list[Membership], manager: Member, candidate: Member, now: datetime
) -> None:
    one = brought_to("discussion", gurus, candidate, manager, now=now)
    voter = gurus[0].member

    def vote(choice: str, reason: str = "", who: Member = voter, at: datetime = now) -> str:
        return code_of(
            lambda: voting.cast_vote(
                nomination=one, member=who, choice=choice, reason=reason, now=at
            )
        )

    def remark(token: str) -> object:
        return nominating.write_remark(
            nomination=one, author=voter, text="Yes.", token=token, now=now
        )

    assert vote("for") == "vote_over"
    assert remark("a") == remark("a")
    one = due(one)
    assert code_of(lambda: remark("b")) == "nomination_state"
    late = world.guru(manager, now=now)
    opened = one.vote_opened_at
    assert opened is not None
    assert vote("against", at=opened) == "ballot_reason_missing"
    assert vote("against", "Too soon.", at=opened) == ""
    assert vote("against", "Too soon.", at=opened) == "club_nothing_changed"
    assert vote("abstain", at=opened) == ""
    assert vote("for", who=late.member, at=opened) == "ballot_none"
    assert vote("for", who=candidate, at=opened) == "not_found"
    assert vote("for", at=opened + 7 * DAY) == "vote_over"
    assert Ballot.objects.get(nomination=one, member=voter).changes == 1


def test_too_few_votes_come_to_nothing_and_one_may_be_nominated_again(
    gurus: list[Membership], manager: Member, candidate: Member, now: datetime
) -> None:
    one = due(brought_to("voting", gurus, candidate, manager, now=now))
    assert (one.state, one.outcome, one.due_at) == ("lapsed", "no_quorum", None)
    again = nominated(gurus[1].member, candidate, now=now + 15 * DAY)
    assert due(again).state == "lapsed"


@given(
    yes=st.integers(0, 40),
    no=st.integers(0, 40),
    none=st.integers(0, 40),
    electors=st.integers(1, 130),
    majority=st.integers(1, 100),
)
def test_the_outcome_follows_the_rule(
    yes: int, no: int, none: int, electors: int, majority: int
) -> None:
    quorum = voting.quorum_of(electors, 50)
    assert quorum * 2 >= electors > (quorum - 1) * 2 or electors == quorum == 1
    counts = {Choice.FOR: yes, Choice.AGAINST: no, Choice.ABSTAIN: none}
    got = voting.outcome_of(counts, quorum=quorum, majority=majority)  # type: ignore[arg-type]
    if yes + no + none < quorum:
        assert got == Outcome.NO_QUORUM
    else:
        passes = yes > 0 and yes / (yes + no) >= majority / 100 - 1e-12
        assert got == (Outcome.PASSED if passes else Outcome.AGAINST)


def test_the_manager_says_why_and_the_candidate_rests(
    gurus: list[Membership], manager: Member, candidate: Member, now: datetime
) -> None:
    one = brought_to("confirming", gurus, candidate, manager, now=now)
    with pytest.raises(errors.ReasonNeeded):
        deciding.refuse_nomination(nomination=one, actor=manager, reason=" ", now=now)
    row = deciding.refuse_nomination(nomination=one, actor=manager, reason="Later.", now=now)
    assert (row.state, row.decision, row.decided_by) == ("refused", "Later.", manager)
    assert code_of(lambda: nominated(manager, candidate, now=now)) == "nomination_cooldown"


def test_the_first_members_are_few(manager: Member, now: datetime) -> None:
    assert code_of(lambda: world.guru(manager, now=now)) == "charter_missing"
    world.club(manager, 5, now=now)
    assert code_of(lambda: world.guru(manager, now=now)) == "club_founded"


def test_a_candidate_sees_nothing_of_the_discussion(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    from community.gurus.queries.nominations import get_nomination_in_club  # noqa: PLC0415

    other = world.member("zain", "community_manager")
    one = brought_to("discussion", gurus, other, manager, now=now)
    with pytest.raises(NotFound):
        get_nomination_in_club(other, one.public_id)
    assert get_nomination_in_club(manager, one.public_id) == one
