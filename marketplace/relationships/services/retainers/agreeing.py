"""Offering a retainer, and what is answered to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.events import publish
from marketplace.core.ids import new_public_id
from marketplace.core.money import Money
from marketplace.messaging.services import open_conversation, send_message
from marketplace.relationships.choices import Hand, RetainerMove
from marketplace.relationships.errors import (
    NotYetMet,
    OwnRetainer,
    QuantityMissing,
    RetainerPriceOutOfRange,
    StartInThePast,
)
from marketplace.relationships.events import RetainerMoved, RetainerOffered
from marketplace.relationships.models import Retainer, RetainerLine, Tie
from marketplace.relationships.queries.months import local_day
from marketplace.relationships.services.retainers.acting import (
    next_due,
    refuse,
    refuse_month,
    transition,
)
from marketplace.relationships.services.retainers.announcing import facts
from marketplace.relationships.services.retainers.settling import enter, settle_timers

CARD = "retainer"


@dataclass(frozen=True, kw_only=True)
class RetainerTerms:
    """What is offered for each month. `quantity` is in minutes for hours."""

    title: str
    scope: str
    unit: str
    quantity: int
    price: Money
    start_on: date
    carry_over: str


@transaction.atomic
def offer_retainer(
    *, seller: Member, client: Member, terms: RetainerTerms, now: datetime
) -> Retainer:
    """Offer a client a retainer; it is shown in a conversation of the two, and expires.

    Locks nothing. Raises OwnRetainer, NotYetMet, RetainerPriceOutOfRange, StartInThePast,
    QuantityMissing.
    """
    refusal = _refusal_of_terms(seller, client, terms, now)
    if refusal is not None:
        raise refusal

    retainer = Retainer(
        public_id=new_public_id(),
        client=client,
        seller=seller,
        title=terms.title.strip(),
        scope=terms.scope.strip(),
        unit=terms.unit,
        quantity=terms.quantity,
        carry_over=terms.carry_over,
        price_amount=terms.price.amount,
        currency=terms.price.currency,
        start_on=terms.start_on,
        anchor_on=terms.start_on,
        timezone=seller.timezone,
        offered_at=now,
    )
    retainer.due_at = next_due(retainer, now)
    retainer.conversation_id = _open_talk(retainer, now)
    retainer.save()
    RetainerLine.objects.create(retainer=retainer, kind="offer", hand=Hand.SELLER, at=now)
    send_message(
        conversation=retainer.conversation_id,
        author=seller,
        body="",
        card_kind=CARD,
        card_ref=retainer.public_id,
        now=now,
    )

    publish(RetainerOffered(**facts(retainer, Hand.SELLER)), now=now)
    return retainer


def _open_talk(retainer: Retainer, now: datetime) -> str:
    talk = open_conversation(
        members=[retainer.client, retainer.seller],
        subject_kind=CARD,
        subject_ref=retainer.public_id,
        title=retainer.title,
        now=now,
    )
    return str(talk.public_id)


def _refusal_of_terms(
    seller: Member, client: Member, terms: RetainerTerms, now: datetime
) -> DomainError | None:
    if seller.pk == client.pk:
        return OwnRetainer()
    if not Tie.objects.filter(seller=seller, client=client).exists():
        return NotYetMet()
    if terms.quantity <= 0:
        return QuantityMissing(field="quantity")
    if terms.start_on < local_day(now, timezone=seller.timezone):
        return StartInThePast(field="start_on")
    return refusal_of_price(terms.price)


def refusal_of_price(price: Money) -> DomainError | None:
    """Return why a month can't cost this: it is an order, and has an order's bounds."""
    least, most = rules().order_minimum_minor, rules().order_maximum_minor
    if least <= price.amount <= most:
        return None
    return RetainerPriceOutOfRange(
        field="price",
        minimum=str(Money(least, price.currency)),
        maximum=str(Money(most, price.currency)),
    )


@transaction.atomic
def accept_retainer(*, retainer: Retainer, actor: Member, now: datetime) -> Retainer:
    """Accept as the client. A first day that has come begins at once, from the wallet.

    Where the wallet is short, the retainer waits for the payment. Locks the retainer, then the
    order, then the accounts. Raises NotFound for strangers, NotYourMove, RetainerStateRefuses,
    NotTakingWork, MemberBlocked.
    """
    locked, by = enter(retainer, actor, now=now)
    refuse(locked, RetainerMove.ACCEPT, by)
    refuse_month(locked)

    today = local_day(now, timezone=locked.timezone)
    transition(
        locked,
        RetainerMove.ACCEPT,
        by=by,
        now=now,
        changes={"accepted_at": now, "anchor_on": max(locked.start_on, today), "months": 0},
    )
    publish(RetainerMoved(**facts(locked, by.hand), move=RetainerMove.ACCEPT), now=now)
    settle_timers(locked, now)
    return locked


@transaction.atomic
def decline_retainer(*, retainer: Retainer, actor: Member, now: datetime) -> Retainer:
    """Say no, as the client. Raises NotYourMove, RetainerStateRefuses."""
    return _close(retainer, RetainerMove.DECLINE, actor, now)


@transaction.atomic
def withdraw_retainer(*, retainer: Retainer, actor: Member, now: datetime) -> Retainer:
    """Take the offer back, as the freelancer. Raises NotYourMove, RetainerStateRefuses."""
    return _close(retainer, RetainerMove.WITHDRAW, actor, now)


def _close(retainer: Retainer, move: RetainerMove, actor: Member, now: datetime) -> Retainer:
    locked, by = enter(retainer, actor, now=now)
    transition(locked, move, by=by, now=now)
    publish(RetainerMoved(**facts(locked, by.hand), move=move), now=now)
    return locked
