"""The law, written down a second time, and tried: every state, every move, every part."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import pytest
from django.db import transaction

from contests.calls.choices import (
    PLACES_MAX,
    TRANSITIONS,
    ContestMove,
    ContestState,
    Part,
)
from contests.calls.errors import (
    DatesOutOfOrder,
    DraftOnly,
    FundedAlready,
    LateForChanges,
    NotReady,
    OpensInThePast,
    ReasonMissing,
    StateRefuses,
)
from contests.calls.models import Contest, Line
from contests.calls.services import (
    Dates,
    PrizeDraft,
    Words,
    add_prize,
    announce_contest,
    cancel_contest,
    create_contest,
    extend_contest,
    hand_over_contest,
    pay_in_fund,
    publish_contest_results,
    set_dates,
    set_words,
    vouch,
)
from contests.calls.services.acting import TIMER, Actor, transition
from contests.calls.tests.world import DAY, WORDS, announced, contest_in, dates, draft, fresh
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, Invalid, NotFound
from marketplace.core.models import AuditRecord

pytestmark = pytest.mark.django_db

# state: {move: (target, who may)}; a administrator, t timer.
CANCEL: Final = {"cancel": ("cancelled", "a")}
LAW: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "draft": {"announce": ("announced", "at"), **CANCEL},
    "announced": {"open": ("open", "t"), **CANCEL},
    "open": {"close": ("judging", "t"), **CANCEL},
    "judging": {"publish_results": ("results", "at"), **CANCEL},
    "results": {"hand_over": ("paid", "t")},
    "paid": {"archive": ("archived", "t")},
    "archived": {},
    "cancelled": {},
}
LETTERS: Final = {"a": Part.ADMIN, "t": Part.TIMER}


def test_the_table_says_what_the_law_says() -> None:
    written = {
        state.value: {
            move.value: (step.target.value, {part.value for part in step.parts})
            for move, step in moves.items()
        }
        for state, moves in TRANSITIONS.items()
    }
    law = {
        state: {
            move: (target, {LETTERS[letter].value for letter in who})
            for move, (target, who) in moves.items()
        }
        for state, moves in LAW.items()
    }
    assert written == law


@pytest.mark.parametrize("state", list(ContestState))
def test_every_move_by_every_part_in_every_state(
    state: ContestState, admin: Member, now: datetime
) -> None:
    contest = contest_in(state, admin, now=now)
    for move in ContestMove:
        for letter, part in LETTERS.items():
            target, who = LAW[state].get(move, ("", ""))
            by = Actor(part, admin) if part == Part.ADMIN else TIMER
            changes: dict[str, Any] = {"cancelled_at": now} if move == "cancel" else {}
            before = (Line.objects.count(), AuditRecord.objects.count())
            try:
                with transaction.atomic():
                    row = fresh(contest)
                    transition(row, move, by=by, now=now, changes=changes)
                    after = (Line.objects.count(), AuditRecord.objects.count())
                    reached = fresh(contest).state
                    transaction.set_rollback(True)
            except DomainError:
                reached, after = "", before
            expected = target if letter in who else ""
            assert reached == expected, (state, move, part)
            assert (after != before) == bool(expected)


def test_only_administrators_act(stranger: Member, admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    verbs = (
        lambda: create_contest(actor=stranger, kind="writing", words=WORDS, now=now),
        lambda: set_words(contest=contest, actor=stranger, words=WORDS, now=now),
        lambda: set_dates(contest=contest, actor=stranger, dates=dates(now), now=now),
        lambda: pay_in_fund(contest=contest, actor=stranger, now=now),
        lambda: announce_contest(contest=contest, actor=stranger, now=now),
        lambda: cancel_contest(contest=contest, actor=stranger, reason="x", now=now),
        lambda: vouch(contest=contest, actor=stranger, codes=[], now=now),
    )
    for verb in verbs:
        with pytest.raises(NotFound):
            verb()


def test_a_draft_is_announced_only_when_nothing_is_missing(admin: Member, now: datetime) -> None:
    bare = create_contest(
        actor=admin, kind="writing", words=Words(language="en", title="X"), now=now
    )
    with pytest.raises(NotReady):
        announce_contest(contest=bare, actor=admin, now=now)
    whole = draft(admin, now=now)
    with pytest.raises(NotReady):
        announce_contest(contest=whole, actor=admin, now=now)
    pay_in_fund(contest=whole, actor=admin, now=now)
    announce_contest(contest=whole, actor=admin, now=now)
    with pytest.raises(StateRefuses):
        announce_contest(contest=whole, actor=admin, now=now)
    assert fresh(whole).lines.filter(kind="announce").count() == 1


def test_what_was_announced_stands(admin: Member, now: datetime) -> None:
    contest = announced(admin, now=now)
    prize = PrizeDraft(first_rank=9, last_rank=9, kind="money", amount=5)
    for verb in (
        lambda: set_words(contest=contest, actor=admin, words=WORDS, now=now),
        lambda: set_dates(contest=contest, actor=admin, dates=dates(now), now=now),
        lambda: add_prize(contest=contest, actor=admin, prize=prize, now=now),
        lambda: vouch(contest=contest, actor=admin, codes=[], now=now),
        lambda: pay_in_fund(contest=contest, actor=admin, now=now),
    ):
        with pytest.raises(DraftOnly):
            verb()


def test_dates_follow_each_other(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    good = dates(now)
    broken: tuple[tuple[type[DomainError], Dates], ...] = (
        (OpensInThePast, dates(now, opens_at=now)),
        (DatesOutOfOrder, dates(now, closes_at=good.opens_at)),
        (DatesOutOfOrder, dates(now, judged_by=good.closes_at - DAY)),
        (DatesOutOfOrder, dates(now, results_by=good.judged_by - DAY)),
        (DatesOutOfOrder, dates(now, announces_at=good.opens_at + DAY)),
    )
    for refusal, given in broken:
        with pytest.raises(refusal):
            set_dates(contest=contest, actor=admin, dates=given, now=now)
    set_dates(contest=contest, actor=admin, dates=dates(now, announces_at=now + DAY), now=now)
    assert (fresh(contest).timer_kind, fresh(contest).timer_at) == ("announces", now + DAY)


def test_a_contest_closes_later_never_earlier_and_with_a_reason(
    admin: Member, now: datetime
) -> None:
    contest = announced(admin, now=now)
    assert contest.closes_at
    assert contest.results_by
    later = contest.closes_at + 2 * DAY
    given: dict[str, Any] = {"contest": contest, "actor": admin, "now": now}
    with pytest.raises(DatesOutOfOrder):
        extend_contest(closes_at=contest.closes_at, reason="Why not", **given)
    with pytest.raises(ReasonMissing):
        extend_contest(closes_at=later, reason="  ", **given)
    extend_contest(closes_at=later, reason="The feast", **given)
    moved = fresh(contest)
    assert (moved.closes_at, moved.results_by) == (later, contest.results_by + 2 * DAY)
    judging = contest_in(ContestState.JUDGING, admin, now=now)
    with pytest.raises(LateForChanges):
        extend_contest(contest=judging, actor=admin, closes_at=now + 99 * DAY, reason="x", now=now)


def test_cancelling_what_was_announced_needs_a_reason(admin: Member, now: datetime) -> None:
    with pytest.raises(ReasonMissing):
        cancel_contest(contest=announced(admin, now=now), actor=admin, reason=" ", now=now)
    cancelled = cancel_contest(contest=draft(admin, now=now), actor=admin, reason="", now=now)
    assert not cancelled.is_public


def test_prizes_stand_while_the_fund_is_paid_in(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    pay_in_fund(contest=contest, actor=admin, now=now)
    prize = PrizeDraft(first_rank=9, last_rank=9, kind="money", amount=5)
    with pytest.raises(FundedAlready):
        add_prize(contest=contest, actor=admin, prize=prize, now=now)


@pytest.mark.parametrize(
    "wrong",
    [
        PrizeDraft(first_rank=0, last_rank=1, kind="money", amount=5),
        PrizeDraft(first_rank=3, last_rank=2, kind="money", amount=5),
        PrizeDraft(first_rank=9, last_rank=PLACES_MAX + 1, kind="money", amount=5),
        PrizeDraft(first_rank=9, last_rank=9, kind="money", amount=0),
        PrizeDraft(first_rank=9, last_rank=9, kind="goods", amount=5, names={"en": "Book"}),
        PrizeDraft(first_rank=9, last_rank=9, kind="badge", names={"en": ""}),
        PrizeDraft(first_rank=4, last_rank=6, kind="money", amount=5),
        PrizeDraft(first_rank=9, last_rank=9, kind="money", amount=5, needs_label="verified"),
    ],
)
def test_a_prize_that_makes_no_sense_is_refused(
    wrong: PrizeDraft, admin: Member, now: datetime
) -> None:
    contest = draft(admin, now=now)
    with pytest.raises(Invalid):
        add_prize(contest=contest, actor=admin, prize=wrong, now=now)


def test_results_by_people_and_by_the_rule(admin: Member, now: datetime) -> None:
    for actor, part in ((admin, "admin"), (None, "timer")):
        contest = contest_in(ContestState.JUDGING, admin, now=now)
        publish_contest_results(contest=contest, actor=actor, now=now + 20 * DAY)
        assert contest.lines.get(kind="publish_results").part == part
        hand_over_contest(contest=contest, now=now + 30 * DAY)
        assert (fresh(contest).state, fresh(contest).funded_amount) == ("paid", 0)
    assert Contest.objects.filter(state="paid").count() == 2
