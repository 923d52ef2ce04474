"""A row of the list of orders: `OrderOut` without a model and a serializer for each."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final, NamedTuple

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api_lists import Shape
from marketplace.core.compiled import Value
from marketplace.core.money import percent_half_up
from marketplace.orders.choices import ActorKind
from marketplace.orders.models import Order
from marketplace.orders.models.order import NUMBER_BASE
from marketplace.orders.serializers import OrderOut, moves_of


class Facts(NamedTuple):
    """All that policies ask of an order, to which of its sides it is shown, and nothing else."""

    kind: ActorKind
    state: str
    has_revisions_left: bool
    is_late: bool
    is_stopped: bool
    is_extension_asked: bool
    cancellation_by: str
    is_with_support: bool
    refund_by: str
    is_refunded_whole: bool
    extra_by: str
    extra_agreed: bool
    complaint_state: str
    is_reminded: bool
    standing: str

    def order(self) -> Order:
        """Return an order of which all this is true."""
        now = clock.now()

        def since(fact: bool) -> Any:  # noqa: FBT001
            return now if fact else None

        return Order(
            state=self.state,
            seller=Member(standing=self.standing),
            revisions_allowed=int(self.has_revisions_left),
            late_at=since(self.is_late),
            clock_stopped_at=since(self.is_stopped),
            extension_days=int(self.is_extension_asked),
            cancellation_by=self.cancellation_by,
            support_since=since(self.is_with_support),
            refund_by=self.refund_by,
            paid_at=now,
            total_amount=1,
            refunded_amount=int(self.is_refunded_whole),
            extra_by=self.extra_by,
            extra_agreed=self.extra_agreed,
            complaint_state=self.complaint_state,
            reminded_at=since(self.is_reminded),
        )


@lru_cache(maxsize=4096)
def _moves(facts: Facts) -> str:
    return json.dumps(moves_of(facts.order(), facts.kind))


_NEEDS: Final = (
    *("id", "client_id", "state", "paid_at", "total_amount", "refunded_amount", "fee_bp"),
    *("credit_amount", "uses_credit", "revisions_allowed", "revisions_used", "late_at"),
    *(
        "clock_stopped_at",
        "extension_days",
        "cancellation_by",
        "support_since",
        "refund_by",
        "extra_by",
    ),
    *("extra_agreed", "complaint_state", "reminded_at", "seller__standing"),
)


class _Needed(NamedTuple):
    """The columns of `_NEEDS`."""

    id: int
    client_id: int
    state: str
    paid_at: Any
    total_amount: int
    refunded_amount: int
    fee_bp: int
    credit_amount: int
    uses_credit: bool
    revisions_allowed: int
    revisions_used: int
    late_at: Any
    clock_stopped_at: Any
    extension_days: int
    cancellation_by: str
    support_since: Any
    refund_by: str
    extra_by: str
    extra_agreed: bool
    complaint_state: str
    reminded_at: Any
    standing: Standing


def _rest(values: tuple[Value, ...], needed: tuple[Any, ...]) -> str:
    """Return what depends on who asks, and what the order's own rules make of its columns."""
    row = _Needed(*needed)
    is_client = row.client_id == values[0]
    kept = row.total_amount - row.refunded_amount
    fee = percent_half_up(kept, row.fee_bp)
    facts = Facts(
        ActorKind.CLIENT if is_client else ActorKind.SELLER,
        row.state,
        row.revisions_allowed > row.revisions_used,
        row.late_at is not None,
        row.clock_stopped_at is not None,
        row.extension_days > 0,
        row.cancellation_by,
        row.support_since is not None,
        row.refund_by,
        row.paid_at is not None and kept == 0,
        row.extra_by,
        row.extra_agreed,
        row.complaint_state,
        row.reminded_at is not None,
        row.standing,
    )
    return (
        f'"number":"W-{NUMBER_BASE + row.id}","role":"{facts.kind.value}","moves":{_moves(facts)},'
        f'"credit_amount":{row.credit_amount if is_client else 0},"fee_amount":{fee},'
        f'"uses_credit":{_said(row.uses_credit and is_client)},'
        f'"earning_amount":{kept - fee},"is_late":{_said(facts.is_late)}'
    )


def _said(fact: bool) -> str:  # noqa: FBT001
    return "true" if fact else "false"


ORDER_ROW: Final = Shape(
    OrderOut,
    but=(
        *("number", "role", "moves", "credit_amount", "uses_credit", "fee_amount"),
        *("earning_amount", "is_late"),
    ),
    rest=_rest,
    needs=_NEEDS,
)
