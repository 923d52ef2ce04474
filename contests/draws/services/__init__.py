"""What can be done to a draw."""

from contests.draws.services.blocks import given_places, register_given_places
from contests.draws.services.committing import commit_draw, rename_round
from contests.draws.services.passing import pass_over
from contests.draws.services.running import (
    advance_draw,
    advance_due_draws,
    begin_draw,
    give_up_draw,
)
from contests.draws.services.values import enter_signature, enter_value, fetch_beacon

__all__ = [
    "advance_draw",
    "advance_due_draws",
    "begin_draw",
    "commit_draw",
    "enter_signature",
    "enter_value",
    "fetch_beacon",
    "give_up_draw",
    "given_places",
    "pass_over",
    "register_given_places",
    "rename_round",
]
