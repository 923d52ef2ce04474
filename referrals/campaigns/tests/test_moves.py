"""The tables of moves: every state × move × part answers as the table says."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from referrals.campaigns.choices import (
    BOOKING_MOVES,
    CAMPAIGN_MOVES,
    MATCH_MOVES,
    TASK_MOVES,
    TICKET_MOVES,
    BookingMove,
    BookingState,
    CampaignMove,
    CampaignState,
    MatchMove,
    MatchState,
    Part,
    TaskMove,
    TaskState,
    TicketMove,
    TicketState,
)
from referrals.campaigns.errors import NotYourMove, StateRefuses
from referrals.campaigns.models import Booking, Campaign, Match, Task, Ticket
from referrals.campaigns.policies import refusal_of

KINDS: tuple[tuple[Any, Any, Any, Any], ...] = (
    (Campaign, CampaignState, CampaignMove, CAMPAIGN_MOVES),
    (Task, TaskState, TaskMove, TASK_MOVES),
    (Booking, BookingState, BookingMove, BOOKING_MOVES),
    (Match, MatchState, MatchMove, MATCH_MOVES),
    (Ticket, TicketState, TicketMove, TICKET_MOVES),
)


@pytest.mark.parametrize(("model", "states", "moves", "table"), KINDS)
def test_every_move_is_refused_but_where_the_table_has_it(
    model: Any, states: Any, moves: Any, table: Any
) -> None:
    for state, move, part in product(states, moves, Part):
        refusal = refusal_of(model(state=state.value), move.value, part)
        step = table[state].get(move)
        if step is None:
            assert isinstance(refusal, StateRefuses), (state, move, part)
        elif part in step.parts:
            assert refusal is None, (state, move, part)
        else:
            assert isinstance(refusal, NotYourMove), (state, move, part)


@pytest.mark.parametrize(("model", "states", "moves", "table"), KINDS)
def test_every_state_stands_in_its_table_and_every_move_leads_somewhere(
    model: Any, states: Any, moves: Any, table: Any
) -> None:
    assert set(table) == set(states), model
    used = {move for steps in table.values() for move in steps}
    assert used == set(moves), model
    reached = {step.target for steps in table.values() for step in steps.values()}
    begins = {CampaignState.DRAFT, TaskState.JOINED, MatchState.PROPOSED, BookingState.WISHED}
    assert set(states) - reached <= begins | {TicketState.OPEN}, model
