"""The full matrix of states, moves and hands, for retainers, introductions and changes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from marketplace.relationships.choices import (
    CHANGE_TRANSITIONS,
    INTRODUCTION_TRANSITIONS,
    RETAINER_TRANSITIONS,
    ChangeState,
    Hand,
    IntroductionMove,
    IntroductionState,
    RetainerMove,
    RetainerState,
)
from marketplace.relationships.models import Introduction, Retainer
from marketplace.relationships.policies import introduction_refusal, retainer_refusal

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


def test_every_retainer_move_is_allowed_by_the_table_alone() -> None:
    wrong = []
    for state, move, hand in product(RetainerState, RetainerMove, Hand):
        row = Retainer(state=state, paused_by=hand, notice_by=hand)
        step = RETAINER_TRANSITIONS[state].get(move)
        allowed = step is not None and hand in step.hands
        if (retainer_refusal(row, move, hand) is None) != allowed:
            wrong.append((state, move, hand))
    assert wrong == []


def test_who_paused_resumes_and_who_didnt_pay_is_the_client() -> None:
    answers = {
        (paused_by, hand): retainer_refusal(
            Retainer(state=RetainerState.PAUSED, paused_by=paused_by), RetainerMove.RESUME, hand
        )
        is None
        for paused_by in (Hand.CLIENT, Hand.SELLER, Hand.TIMER)
        for hand in (Hand.CLIENT, Hand.SELLER)
    }
    assert [pair for pair, is_allowed in answers.items() if is_allowed] == [
        (Hand.CLIENT, Hand.CLIENT),
        (Hand.SELLER, Hand.SELLER),
        (Hand.TIMER, Hand.CLIENT),
    ]


def test_every_introduction_move_is_allowed_by_the_table_alone() -> None:
    wrong = []
    for state, move, hand in product(IntroductionState, IntroductionMove, Hand):
        step = INTRODUCTION_TRANSITIONS[state].get(move)
        allowed = step is not None and hand in step.hands
        refusal = introduction_refusal(Introduction(state=state), move, hand)
        knows = any(
            move in steps and hand in steps[move].hands
            for steps in INTRODUCTION_TRANSITIONS.values()
        )
        if (refusal is None) != (allowed and knows):
            wrong.append((state, move, hand))
    assert wrong == []


def test_nobody_agrees_twice() -> None:
    row = Introduction(state=IntroductionState.PROPOSED, client_agreed_at=MOMENT)
    codes = {}
    for hand in (Hand.CLIENT, Hand.SELLER):
        refusal = introduction_refusal(row, IntroductionMove.AGREE, hand)
        codes[hand] = refusal.code if refusal else ""
    assert codes == {Hand.CLIENT: "agreed_already", Hand.SELLER: ""}


def test_every_state_has_its_row_and_every_row_leads_to_a_state() -> None:
    assert set(RETAINER_TRANSITIONS) == set(RetainerState)
    assert set(INTRODUCTION_TRANSITIONS) == set(IntroductionState)
    assert set(CHANGE_TRANSITIONS) == set(ChangeState)
    targets = {step.target for steps in RETAINER_TRANSITIONS.values() for step in steps.values()}
    assert targets == set(RetainerState) - {RetainerState.OFFERED}
