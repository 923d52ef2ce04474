"""The law, written down a second time, and tried: every state, every move, every part."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import pytest
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord
from referrals.sponsorships.choices import (
    ENDED_STATES,
    TRANSITIONS,
    Part,
    SponsorshipMove,
    SponsorshipState,
)
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.services.acting import TIMER, Actor, bulk_transition, transition
from referrals.sponsorships.tests.world import asked, fresh

pytestmark = pytest.mark.django_db
# state: {move: (target, who may)}; c creator, m manager, t timer.
LAW: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "requested": {
        "offer": ("invited", "m"),
        "agree": ("agreed", "m"),
        "decline": ("declined", "m"),
        "withdraw": ("withdrawn", "c"),
        "expire": ("expired", "t"),
    },
    "invited": {
        "agree": ("agreed", "c"),
        "decline": ("declined", "c"),
        "withdraw": ("withdrawn", "m"),
        "expire": ("expired", "t"),
    },
    "agreed": {
        "fund": ("funded", "m"),
        "withdraw": ("withdrawn", "cm"),
        "expire": ("expired", "t"),
    },
    "funded": {"start": ("running", "ct"), "withdraw": ("withdrawn", "cm")},
    "running": {
        "submit": ("submitted", "c"),
        "withdraw": ("withdrawn", "c"),
        "expire": ("expired", "t"),
    },
    "submitted": {
        "check": ("checked", "mt"),
        "return": ("running", "mt"),
        "refuse": ("refused", "m"),
    },
    "checked": {"pay": ("paid", "t"), "refuse": ("refused", "m")},
    "refused": {"appeal": ("appealed", "c")},
    "appealed": {"check": ("checked", "m"), "refuse": ("refused", "m")},
    "paid": {},
    "declined": {},
    "withdrawn": {},
    "expired": {},
}
LETTERS: Final = {"c": Part.CREATOR, "m": Part.MANAGER, "t": Part.TIMER}


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


def in_state(row: Sponsorship, state: str, now: datetime) -> Sponsorship:
    """Put a sponsorship into a state, past all verbs."""
    paid = {"paid_at": now, "paid_amount": row.amount} if state == "paid" else {}
    Sponsorship.objects.filter(pk=row.pk).update(
        state=state, funded_amount=row.amount, timer_at=now, **paid
    )
    return fresh(row)


def changes_for(move: str, row: Sponsorship, now: datetime) -> dict[str, Any]:
    """Return what the database asks of a move."""
    return {"paid_at": now, "paid_amount": row.amount} if move == "pay" else {}


@pytest.mark.parametrize("state", list(SponsorshipState))
def test_every_move_by_every_part_in_every_state(
    state: SponsorshipState, seller: Member, admin: Member, now: datetime
) -> None:
    row = in_state(asked(seller, now=now), state, now)
    people = {"c": Actor(Part.CREATOR, seller), "m": Actor(Part.MANAGER, admin), "t": TIMER}
    for move in SponsorshipMove:
        for letter, by in people.items():
            target, who = LAW[state].get(move, ("", ""))
            before = AuditRecord.objects.count()
            try:
                with transaction.atomic():
                    one = fresh(row)
                    transition(one, move, by=by, now=now, changes=changes_for(move, one, now))
                    reached, lines = fresh(row), AuditRecord.objects.count() - before
                    transaction.set_rollback(True)
            except DomainError:
                assert letter not in who, (state, move, letter)
                continue
            assert (reached.state, lines) == (target, 1), (state, move, letter)
            assert letter in who
            assert (reached.timer_at, bool(reached.ended_at)) == (None, target in ENDED_STATES)


def test_many_are_paid_all_or_none(seller: Member, admin: Member, now: datetime) -> None:
    good = in_state(asked(seller, now=now), "checked", now)
    bad = in_state(asked(seller, now=now), "running", now)
    with pytest.raises(DomainError):
        bulk_transition([good, bad], SponsorshipMove.PAY, by=TIMER, now=now)
    assert fresh(good).state == "checked"
    with pytest.raises(DomainError):
        bulk_transition([good], SponsorshipMove.PAY, by=Actor(Part.MANAGER, admin), now=now)
    bulk_transition([good], SponsorshipMove.PAY, by=TIMER, now=now)
    assert (fresh(good).state, fresh(good).paid_amount) == ("paid", 20_000)
