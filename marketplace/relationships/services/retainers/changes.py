"""Other terms from the next month on, if both agree."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.relationships.choices import (
    CHANGE_TRANSITIONS,
    ChangeState,
    RetainerState,
)
from marketplace.relationships.errors import (
    ChangeClosed,
    ChangeIsNone,
    ChangeOpen,
    NotYourMove,
    QuantityMissing,
    RetainerStateRefuses,
)
from marketplace.relationships.events import RetainerChangeAnswered, RetainerChangeProposed
from marketplace.relationships.models import Retainer, RetainerChange
from marketplace.relationships.policies import can_propose_change
from marketplace.relationships.services.retainers.acting import change_transition
from marketplace.relationships.services.retainers.agreeing import refusal_of_price
from marketplace.relationships.services.retainers.announcing import facts
from marketplace.relationships.services.retainers.settling import enter


@transaction.atomic
def propose_change(
    *,
    retainer: Retainer,
    actor: Member,
    quantity: int,
    price: Money,
    reason: str,
    now: datetime,
) -> RetainerChange:
    """Propose another amount or price from the next month on; the other side answers.

    Locks the retainer. Raises ChangeOpen, ChangeIsNone, QuantityMissing, RetainerPriceOutOfRange,
    RetainerStateRefuses.
    """
    locked, by = enter(retainer, actor, now=now)
    if not can_propose_change(locked):
        raise RetainerStateRefuses(state=RetainerState(locked.state).label)
    if quantity <= 0:
        raise QuantityMissing(field="quantity")
    if (quantity, price.amount) == (locked.quantity, locked.price_amount):
        raise ChangeIsNone
    refusal = refusal_of_price(price)
    if refusal is not None:
        raise refusal
    try:
        with transaction.atomic():
            change = RetainerChange.objects.create(
                retainer=locked,
                proposed_by=by.hand,
                quantity=quantity,
                price_amount=price.amount,
                reason=reason.strip(),
                created_at=now,
            )
    except IntegrityError:
        raise ChangeOpen from None
    publish(RetainerChangeProposed(**facts(locked, by.hand)), now=now)
    return change


@transaction.atomic
def answer_change(
    *, change: RetainerChange, actor: Member, accept: bool, now: datetime
) -> RetainerChange:
    """Agree to a change, from the next month on, or decline it. The latest agreement counts.

    Locks the retainer. Raises NotYourMove for who proposed it, ChangeClosed.
    """
    locked, by = enter(change.retainer, actor, now=now)
    row = RetainerChange.objects.get(pk=change.pk)
    if row.proposed_by == by.hand:
        raise NotYourMove
    target = ChangeState.ACCEPTED if accept else ChangeState.DECLINED
    _refuse_closed(row, target)
    if accept:
        for earlier in locked.changes.filter(state=ChangeState.ACCEPTED):
            change_transition(earlier, ChangeState.OVERTAKEN, now=now)
    change_transition(row, target, now=now)
    publish(RetainerChangeAnswered(**facts(locked, by.hand), accepted=accept), now=now)
    return row


@transaction.atomic
def withdraw_change(*, change: RetainerChange, actor: Member, now: datetime) -> RetainerChange:
    """Take one's own proposal back. Locks the retainer. Raises NotYourMove, ChangeClosed."""
    _locked, by = enter(change.retainer, actor, now=now)
    row = RetainerChange.objects.get(pk=change.pk)
    if row.proposed_by != by.hand:
        raise NotYourMove
    _refuse_closed(row, ChangeState.WITHDRAWN)
    change_transition(row, ChangeState.WITHDRAWN, now=now)
    return row


def _refuse_closed(change: RetainerChange, target: ChangeState) -> None:
    state = ChangeState(change.state)
    if state != ChangeState.OPEN or target not in CHANGE_TRANSITIONS[state]:
        raise ChangeClosed(state=state.label)
