"""Joining, doing, deciding, appealing; limits, days, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.actions.choices import TRANSITIONS, ClaimMove, ClaimState, Part
from contests.actions.errors import (
    AppealTooLate,
    ContestNotOpen,
    DoneToday,
    FollowOnly,
    KindNeeds,
    LimitReached,
    NotDoneYet,
    NotJoined,
    NotYourMove,
    PlaceTaken,
    ReasonMissing,
    StateRefuses,
    TermsNotAccepted,
    TooManyActions,
)
from contests.actions.models import Claim, Entrant
from contests.actions.policies import refusal_of
from contests.actions.queries import (
    contest_day,
    network_warnings,
    standing_of,
    ticket_counts,
)
from contests.actions.queries.days import next_day_at
from contests.actions.services import (
    ActionDraft,
    add_action,
    appeal_claim,
    claim_action,
    day_print_of,
    exclude_entrant,
    grant_claim,
    join_contest,
    reject_claim,
    remove_action,
)
from contests.actions.tests.world import (
    SHOT,
    SUBSCRIBE,
    VISIT,
    action_of,
    closed,
    drafted,
    joined,
    opened,
    shown,
    visited,
)
from contests.calls.choices import ContestKind
from contests.calls.errors import DraftOnly, NotEligible
from contests.calls.models import Contest
from contests.calls.queries import complaints_of
from contests.calls.services import follow_contest
from contests.calls.tests.world import DAY, draft
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db


def test_who_takes_part_accepts_the_terms_and_may(
    admin: Member, entrants: list[Member], member_factory: Any, now: datetime
) -> None:
    contest = opened(admin, now=now)
    with pytest.raises(TermsNotAccepted):
        join_contest(contest=contest, member=entrants[0], accepts_terms=False, now=now)
    with pytest.raises(NotEligible):
        joined(contest, admin, now=now)
    with pytest.raises(NotEligible):
        joined(contest, member_factory("new", verified=False), now=now)
    with pytest.raises(NotJoined):
        claim_action(action=action_of(contest, "visit"), member=entrants[0], now=now)
    entrant = joined(contest, entrants[0], now=now)
    assert joined(contest, entrants[0], now=now) == entrant
    assert (len(entrant.terms_digest), Entrant.objects.count()) == (64, 1)
    with pytest.raises(FollowOnly):
        joined(draft(admin, now=now), entrants[0], now=now)
    with pytest.raises(ContestNotOpen):
        joined(closed(contest), entrants[1], now=now)


def test_a_day_s_print_says_nothing_on_another_day(admin: Member, now: datetime) -> None:
    contest = opened(admin, now=now)
    given = {"address": "203.0.113.9", "user_agent": "Firefox"}
    first = day_print_of(contest, **given, now=now)
    assert first == day_print_of(contest, **given, now=now + timedelta(hours=1))
    assert first != day_print_of(contest, **given, now=now + DAY)
    assert first != day_print_of(contest, address="203.0.113.8", user_agent="Firefox", now=now)
    assert day_print_of(contest, address="", user_agent="x", now=now) == ""
    assert "203" not in first


def test_a_daily_action_counts_once_a_day_of_the_contest_s_country(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    action = action_of(contest, "visit")
    # 20:59 UTC is a minute before midnight in Riyadh.
    before = datetime(2026, 11, 23, 20, 59, tzinfo=UTC)
    claim_action(action=action, member=entrants[0], now=before)
    with pytest.raises(DoneToday):
        claim_action(action=action, member=entrants[0], now=before + timedelta(seconds=59))
    claim_action(action=action, member=entrants[0], now=before + timedelta(minutes=1))
    assert [claim.key for claim in Claim.objects.order_by("id")] == ["2026-11-23", "2026-11-24"]
    assert next_day_at(contest, before) == datetime(2026, 11, 23, 21, tzinfo=UTC)


def test_a_limit_holds_and_a_rejected_proof_may_be_shown_anew(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    first = shown(contest, entrants[0], now=now)
    with pytest.raises(LimitReached):
        shown(contest, entrants[0], now=now)
    reject_claim(claim=first, actor=admin, reason="unreadable", now=now)
    second = shown(contest, entrants[0], now=now, colour="red")
    assert (first.key, second.key) == ("1", "2")
    grant_claim(claim=second, actor=admin, now=now)
    assert [tickets for _who, _label, tickets in ticket_counts(contest)] == [3]


def test_what_the_platform_sees_counts_at_once(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    entrant = joined(contest, entrants[0], now=now)
    action = action_of(contest, "subscribe")
    with pytest.raises(NotDoneYet):
        claim_action(action=action, member=entrants[0], now=now)
    follow_contest(contest=contest, member=entrants[0], now=now)
    claim = claim_action(action=action, member=entrants[0], now=now)[0]
    assert (claim.state, claim.label, claim.tickets) == ("granted", "verified", 2)
    assert ticket_counts(contest) == [(entrant.public_id, "verified", 2)]
    with pytest.raises(ContestNotOpen):
        claim_action(action=action_of(closed(contest), "visit"), member=entrants[0], now=now)


def test_a_rejection_gives_its_reason_and_one_appeal_within_seven_days(
    admin: Member, stranger: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    claim = shown(contest, entrants[0], now=now)
    with pytest.raises(NotFound):
        reject_claim(claim=claim, actor=stranger, reason="unreadable", now=now)
    with pytest.raises(ReasonMissing):
        reject_claim(claim=claim, actor=admin, reason="other", now=now)
    reject_claim(claim=claim, actor=admin, reason="not_yours", note="Whose is it?", now=now)
    deliver_due(now=now)
    notice = Notification.objects.get(kind="actions.rejected")
    assert notice.params["reason"] == "The proof doesn't show that it is your account."

    given: dict[str, Any] = {"claim": claim, "member": entrants[0]}
    with pytest.raises(NotFound):
        appeal_claim(claim=claim, member=stranger, text="Mine.", now=now)
    with pytest.raises(ReasonMissing):
        appeal_claim(**given, text=" ", now=now)
    with pytest.raises(AppealTooLate):
        appeal_claim(**given, text="Mine.", now=now + 7 * DAY)
    late = now + 7 * DAY - timedelta(seconds=1)
    appealed = appeal_claim(**given, text="It is mine.", now=late)
    assert appealed.state == "appealed"
    done = reject_claim(claim=claim, actor=admin, reason="not_yours", now=late)
    assert (done.state, done.appeal_until) == ("dismissed", None)
    with pytest.raises(StateRefuses):
        appeal_claim(**given, text="Again.", now=late)
    with pytest.raises(StateRefuses):
        grant_claim(claim=claim, actor=admin, now=late)


def test_a_granted_appeal_counts(admin: Member, entrants: list[Member], now: datetime) -> None:
    contest = opened(admin, now=now)
    entrant = joined(contest, entrants[0], now=now)
    claim = shown(contest, entrants[0], now=now)
    reject_claim(claim=claim, actor=admin, reason="unreadable", now=now)
    appeal_claim(claim=claim, member=entrants[0], text="Look again.", now=now)
    grant_claim(claim=claim, actor=admin, now=now)
    assert ticket_counts(contest) == [(entrant.public_id, "reviewed", 3)]


@pytest.mark.parametrize("state", ClaimState)
@pytest.mark.parametrize("move", ClaimMove)
@pytest.mark.parametrize("part", Part)
def test_every_move_of_every_part_in_every_state(
    state: ClaimState, move: ClaimMove, part: Part
) -> None:
    refusal = refusal_of(Claim(state=state), move, part)
    steps = TRANSITIONS[state]
    if move not in steps:
        assert isinstance(refusal, StateRefuses)
    elif part not in steps[move].parts:
        assert isinstance(refusal, NotYourMove)
    else:
        assert refusal is None


def test_a_draft_s_actions_are_set_up_and_then_stand(admin: Member, now: datetime) -> None:
    contest = drafted(admin, now=now, actions=(VISIT,))
    for wrong in (
        ActionDraft(kind="follow", verifier="screenshot"),
        ActionDraft(kind="post", verifier="page"),
        ActionDraft(kind="share", verifier="page"),
        ActionDraft(kind="other", verifier="desk"),
    ):
        with pytest.raises(KindNeeds):
            add_action(contest=contest, actor=admin, draft=wrong, now=now)
    made = add_action(contest=contest, actor=admin, draft=SUBSCRIBE, now=now)
    remove_action(contest=contest, actor=admin, public_id=made.public_id, now=now)
    for _time in range(19):
        add_action(contest=contest, actor=admin, draft=SUBSCRIBE, now=now)
    with pytest.raises(TooManyActions):
        add_action(contest=contest, actor=admin, draft=SUBSCRIBE, now=now)
    running = opened(admin, now=now)
    with pytest.raises(DraftOnly):
        add_action(contest=running, actor=admin, draft=SUBSCRIBE, now=now)
    with pytest.raises(FollowOnly):
        add_action(contest=draft(admin, now=now), actor=admin, draft=SUBSCRIBE, now=now)


def test_conditions_that_networks_forbid_are_warned_of_and_stop_nothing(
    admin: Member, now: datetime
) -> None:
    tagging = ActionDraft(kind="post", verifier="screenshot", network="facebook", friends=3)
    contest = drafted(admin, now=now, actions=(tagging, SHOT))
    assert len(network_warnings(contest)) == 2
    assert all(rule.source.startswith("https://") for _action, rule in network_warnings(contest))
    warned = [one for one in complaints_of(contest, now=now) if one.code == "network_forbids"]
    assert [one.is_warning for one in warned] == [True, True]
    bare = draft(admin, now=now, kind=ContestKind.FOLLOW)
    codes = {one.code for one in complaints_of(bare, now=now)}
    assert {"no_action", "draw_missing"} <= codes


def test_a_standing_says_tickets_chances_and_what_is_left(
    admin: Member, entrants: list[Member], now: datetime, django_assert_num_queries: Any
) -> None:
    contest = opened(admin, now=now)
    mine = joined(contest, entrants[0], now=now)
    joined(contest, entrants[1], now=now)
    visited(contest, entrants[0], days=1, now=now)
    visited(contest, entrants[1], days=3, now=now)
    shown(contest, entrants[0], now=now)
    with django_assert_num_queries(4):
        found = standing_of(contest, mine, now=now)
    assert (found.tickets, found.waiting, found.all_tickets, found.people) == (1, 3, 4, 2)
    assert found.one_in == 4
    visit = found.views[0]
    assert (visit.can_do, visit.left, visit.next_at is None) == (False, 29, False)
    visited(contest, entrants[0], days=0, now=now)
    exclude_entrant(entrant=mine, actor=admin, reason="A farm.", now=now)
    mine.refresh_from_db()
    assert standing_of(contest, mine, now=now).tickets == 0


MOVES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 40)), max_size=25)


@given(moves=MOVES)
def test_tickets_never_exceed_the_limits_whatever_happens_in_whatever_order(
    db_reset: tuple[Contest, Member, list[Member]], moves: list[tuple[int, int, int]]
) -> None:
    contest, admin, people = db_reset
    now = contest.opens_at
    assert now
    for act, who, hours in moves:
        moment = now + timedelta(hours=hours)
        try:
            _act(contest, admin, people[who], act, moment)
        except REFUSALS:
            continue
    for entrant in Entrant.objects.filter(contest=contest):
        for action in contest.actions.all():
            live = Claim.objects.filter(
                entrant=entrant, action=action, state__in=["granted", "waiting", "appealed"]
            )
            assert live.count() <= action.times
            if action.is_daily:
                days = [claim.key[:10] for claim in live]
                assert len(days) == len(set(days))
    most = sum(one.tickets * one.times for one in contest.actions.all())
    counted: dict[str, int] = {}
    for name, _label, tickets in ticket_counts(contest):
        counted[name] = counted.get(name, 0) + tickets
    assert all(tickets <= most for tickets in counted.values())


REFUSALS = (
    *(DoneToday, LimitReached, StateRefuses, AppealTooLate, NotDoneYet, ContestNotOpen),
    PlaceTaken,
)


def _act(contest: Contest, admin: Member, member: Member, act: int, moment: datetime) -> None:
    if act == 0:
        claim_action(action=action_of(contest, "visit"), member=member, now=moment)
    elif act == 1:
        shown(contest, member, now=moment)
    else:
        rows = Claim.objects.filter(entrant__member=member, action__kind="follow").order_by("id")
        claim = rows.first() if act >= 5 else rows.last()
        if claim is None:
            return
        if act in (2, 5):
            grant_claim(claim=claim, actor=admin, now=moment)
        elif act == 3:
            reject_claim(claim=claim, actor=admin, reason="unreadable", now=moment)
        else:
            appeal_claim(claim=claim, member=member, text="Look.", now=moment)


@pytest.fixture
def db_reset(
    admin: Member, entrants: list[Member], now: datetime
) -> tuple[Contest, Member, list[Member]]:
    """Return a contest that the examples play on, one after the other."""
    short = ActionDraft(kind="visit", verifier="platform", times=2, is_daily=True)
    contest = opened(admin, now=now, actions=(short, SHOT))
    for member in entrants:
        joined(contest, member, now=now)
    assert contest_day(contest, now).isoformat() == "2026-11-23"
    return contest, admin, entrants
