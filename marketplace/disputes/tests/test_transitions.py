"""The law, written down a second time, and tried: every state, every move, every part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import pytest
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord
from marketplace.disputes import errors
from marketplace.disputes.choices import TRANSITIONS, DisputeMove, DisputeState, Part
from marketplace.disputes.models import Dispute, Proposal
from marketplace.disputes.services import (
    accept_decision,
    accept_proposal,
    add_evidence,
    answer_dispute,
    appeal_decision,
    decide_dispute,
    decline_proposal,
    propose_split,
    withdraw_dispute,
)
from marketplace.disputes.services.acting import Actor, transition
from marketplace.disputes.tests.world import SAID, WANTED, dispute_in
from marketplace.ledger.queries import escrow_balance

# state: {move: (target or "" for the same, "who may")}; o opener, h other, s support, t timer.
TALKS: Final = {
    "propose": ("", "oh"),
    "decline_proposal": ("", "oh"),
    "accept_proposal": ("settled", "oh"),
    "overtake": ("settled", "t"),
}
LAW: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "awaiting_answer": {
        "state": ("", "ohs"),
        **TALKS,
        "answer": ("with_support", "h"),
        "remind": ("", "t"),
        "lapse": ("decided", "t"),
        "withdraw": ("withdrawn", "o"),
    },
    "with_support": {
        "state": ("", "ohs"),
        **TALKS,
        "decide": ("decided", "s"),
        "default": ("settled", "t"),
        "withdraw": ("withdrawn", "o"),
    },
    "decided": {
        **TALKS,
        "accept_decision": ("", "oh"),
        "enforce": ("settled", "oht"),
        "appeal": ("appealed", "oh"),
    },
    "appealed": {
        "state": ("", "ohs"),
        **TALKS,
        "decide_appeal": ("settled", "s"),
        "enforce": ("settled", "t"),
    },
    "settled": {},
    "withdrawn": {},
}
LETTERS: Final = {"o": Part.OPENER, "h": Part.OTHER, "s": Part.SUPPORT, "t": Part.TIMER}
# Why a state refuses a move that it doesn't know ("*" for any other).
REFUSALS: Final[dict[str, dict[str, type[DomainError]]]] = {
    "awaiting_answer": {
        "decide": errors.AnswerAwaited,
        "default": errors.AnswerAwaited,
        "*": errors.NotDecidedYet,
    },
    "with_support": {
        "answer": errors.AlreadyAnswered,
        "remind": errors.AlreadyAnswered,
        "lapse": errors.AlreadyAnswered,
        "*": errors.NotDecidedYet,
    },
    "decided": {"*": errors.AlreadyDecided},
    "appealed": {"appeal": errors.AlreadyAppealed, "*": errors.AlreadyDecided},
    "settled": {"*": errors.DisputeSettled},
    "withdrawn": {"*": errors.DisputeWithdrawnAlready},
}
VERBS: Final[dict[DisputeMove, Callable[..., object]]] = {
    DisputeMove.STATE: lambda **given: add_evidence(evidence=SAID, **given),
    DisputeMove.ANSWER: lambda **given: answer_dispute(evidence=SAID, **given),
    DisputeMove.PROPOSE: lambda **given: propose_split(refund_amount=1, **given),
    DisputeMove.ACCEPT_PROPOSAL: lambda **given: accept_proposal(
        proposal_id=_theirs(**given), **given
    ),
    DisputeMove.DECLINE_PROPOSAL: lambda **given: decline_proposal(
        proposal_id=_theirs(**given), **given
    ),
    DisputeMove.WITHDRAW: withdraw_dispute,
    DisputeMove.ACCEPT_DECISION: accept_decision,
    DisputeMove.APPEAL: lambda **given: appeal_decision(evidence=SAID, **given),
}
_DECISIONS: Final = (DisputeMove.DECIDE, DisputeMove.DECIDE_APPEAL)


def _theirs(*, dispute: Dispute, actor: Member, **_: object) -> str:
    mine = Part.OPENER if actor.pk == dispute.opener_id else Part.OTHER
    found = Proposal.objects.filter(dispute=dispute, state="open").exclude(part=mine).first()
    return found.public_id if found else "none"


def test_the_table_is_the_law() -> None:
    written = {
        DisputeState(state): {
            DisputeMove(move): (target or state, {LETTERS[letter] for letter in who})
            for move, (target, who) in moves.items()
        }
        for state, moves in LAW.items()
    }
    table = {
        state: {move: (step.target, set(step.parts)) for move, step in moves.items()}
        for state, moves in TRANSITIONS.items()
    }
    assert table == written
    assert set(table) == set(DisputeState)
    assert {move for moves in table.values() for move in moves} == set(DisputeMove)


def expected(state: str, move: DisputeMove, part: Part) -> str | type[DomainError]:
    letter = next(key for key, value in LETTERS.items() if value == part)
    if not any(letter in moves[move][1] for moves in LAW.values() if move in moves):
        return errors.NotYourStep
    if move in LAW[state]:
        target, who = LAW[state][move]
        if move == DisputeMove.ENFORCE and part in (Part.OPENER, Part.OTHER):
            # Only as the second who accepts.
            return errors.NotYourStep
        return (target or state) if letter in who else errors.NotYourStep
    return REFUSALS[state].get(move, REFUSALS[state]["*"])


def attempt(dispute: Dispute, move: DisputeMove, part: Part, people: dict[Part, Member]) -> None:
    """Let this part make the move: by its verb where there is one, else by the table alone."""
    now = people_now(dispute)
    member = people.get(part)
    if move in VERBS and member is not None:
        VERBS[move](dispute=dispute, actor=member, now=now)
        return
    is_decision = move in _DECISIONS and part == Part.SUPPORT
    fits = is_decision and (move == DisputeMove.DECIDE_APPEAL) == bool(dispute.appealed_at)
    if fits:
        decide_dispute(
            dispute=dispute, actor=people[part], refund_amount=WANTED, reason="So.", now=now
        )
        return
    changes: dict[str, Any] = {}
    if TRANSITIONS[DisputeState(dispute.state)].get(move):
        target = TRANSITIONS[DisputeState(dispute.state)][move].target
        if target == DisputeState.SETTLED:
            changes = {"refund_amount": 1, "outcome": "default"}
        elif target == DisputeState.DECIDED:
            changes = {"appeal_due_at": now}
    transition(dispute, move, by=Actor(part, member), now=now, changes=changes)


def people_now(dispute: Dispute) -> datetime:
    """Return the moment at which the dispute came to its state."""
    return dispute.closed_at or dispute.opened_at


@pytest.mark.django_db
@pytest.mark.parametrize("state", DisputeState)
def test_every_move_of_every_part(
    state: DisputeState,
    client_member: Member,
    seller: Member,
    support: Member,
    second: Member,
    now: datetime,
) -> None:
    start = dispute_in(state, client_member, seller, support, now=now)
    people = {Part.OPENER: client_member, Part.OTHER: seller, Part.SUPPORT: second}
    for move in DisputeMove:
        for part in Part:
            with transaction.atomic():
                if not start.is_closed:
                    refund = {"refund_amount": 5, "at": now}
                    Proposal.objects.create(dispute=start, part=Part.OTHER, **refund)
                dispute = Dispute.objects.select_related("order").get(pk=start.pk)
                check_one(dispute, move, part, people, expected(state.value, move, part))
                transaction.set_rollback(True)


def check_one(
    dispute: Dispute,
    move: DisputeMove,
    part: Part,
    people: dict[Part, Member],
    outcome: str | type[DomainError],
) -> None:
    case = f"{dispute.state} {move} {part}"
    before = (dispute.lines.count(), escrow_balance(dispute.order.reference, "USD"))
    if isinstance(outcome, str):
        attempt(dispute, move, part, people)
        dispute.refresh_from_db()
        assert dispute.state == outcome, case
        assert dispute.lines.filter(kind=move, part=part).exists(), case
        action = f"dispute_{move}"
        assert AuditRecord.objects.filter(subject=dispute.reference, action=action).exists(), case
        return
    with pytest.raises(DomainError) as caught, transaction.atomic():
        attempt(dispute, move, part, people)
    assert type(caught.value) is outcome, case
    assert str(caught.value), case
    after = (dispute.lines.count(), escrow_balance(dispute.order.reference, "USD"))
    assert after == before, case
