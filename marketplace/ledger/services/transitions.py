"""The one place where payments, payouts, statement files and sandbox checkouts change state."""

from collections.abc import Mapping
from typing import Final

from marketplace.ledger.choices import (
    PAYMENT_MOVES,
    PAYOUT_MOVES,
    SANDBOX_MOVES,
    STATEMENT_FILE_MOVES,
    Actor,
    Moves,
)
from marketplace.ledger.errors import MovedOn
from marketplace.ledger.models import Payment, Payout, SandboxCheckout, StatementFile

Moving = Payment | Payout | SandboxCheckout | StatementFile

_TABLES: Final[Mapping[type[Moving], Moves]] = {
    Payment: PAYMENT_MOVES,
    Payout: PAYOUT_MOVES,
    SandboxCheckout: SANDBOX_MOVES,
    StatementFile: STATEMENT_FILE_MOVES,
}


def can_move(row: Moving, to: str, *, by: Actor) -> bool:
    """Whether the table lets this actor make this move now."""
    return by in _TABLES[type(row)][row.state].get(to, frozenset())


def transition(row: Moving, to: str, *, by: Actor, **changes: object) -> None:
    """Move a locked row on and save it with `changes`. Raises MovedOn where the table says no."""
    if not can_move(row, to, by=by):
        raise MovedOn
    row.state = to
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *changes])
