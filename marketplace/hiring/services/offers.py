"""What happens to an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.hiring.choices import BriefState, Hand, OfferState
from marketplace.hiring.errors import (
    ExpiryOutOfRange,
    NotTakingWork,
    NotYourOffer,
    NotYoursToAnswer,
    OfferHasExpired,
    OfferPending,
    PriceOutOfRange,
)
from marketplace.hiring.events import (
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferSent,
    OfferWithdrawn,
)
from marketplace.hiring.models import Brief, Offer
from marketplace.hiring.policies import is_open, is_party
from marketplace.hiring.services.looking import look_again
from marketplace.hiring.services.states import (
    brief_transition,
    lock_brief,
    lock_offer,
    offer_transition,
)
from marketplace.messaging.services import send_message
from marketplace.orders.choices import SourceKind
from marketplace.orders.models import Order
from marketplace.orders.services import QuestionTerms, create_order


@dataclass(frozen=True)
class Terms:
    """What is proposed. `price` in minor units; `valid_days` counts from the moment of sending."""

    title: str
    scope: str
    price: Money
    delivery_days: int
    revisions: int
    valid_days: int
    questions: tuple[str, ...] = ()


class _Facts(TypedDict):
    offer_id: str
    client_id: str
    seller_id: str
    proposer_id: str
    answerer_id: str
    title: str
    amount: int
    currency: str
    conversation_id: str
    article_id: int | None


def _facts(offer: Offer) -> _Facts:
    client, seller = offer.client.public_id, offer.seller.public_id
    is_from_client = offer.proposer_id == offer.client_id
    return {
        "offer_id": offer.public_id,
        "client_id": client,
        "seller_id": seller,
        "proposer_id": client if is_from_client else seller,
        "answerer_id": seller if is_from_client else client,
        "title": offer.title,
        "amount": offer.price_amount,
        "currency": offer.currency,
        "conversation_id": offer.conversation_id,
        "article_id": offer.article_id,
    }


def words_of(terms: Terms) -> tuple[str, ...]:
    """Return all that is written in terms."""
    return (terms.title, terms.scope, *terms.questions)


def refuse_price(terms: Terms) -> None:
    """Raise PriceOutOfRange for a price that no order may have."""
    least, most = rules().order_minimum_minor, rules().order_maximum_minor
    if not least <= terms.price.amount <= most:
        currency = terms.price.currency
        raise PriceOutOfRange(
            field="price", least=str(Money(least, currency)), most=str(Money(most, currency))
        )


def _refuse_terms(terms: Terms, *, member: Member, as_is: str) -> None:
    refuse_price(terms)
    if not 1 <= terms.valid_days <= rules().offer_expiry_days_max:
        raise ExpiryOutOfRange(field="valid_days", most=rules().offer_expiry_days_max)
    look_again(member=member, texts=words_of(terms), as_is=as_is)


def _write(
    *, brief: Brief, proposer: Member, terms: Terms, answers: Offer | None, now: datetime
) -> Offer:
    offer = Offer.objects.create(
        conversation_id=brief.conversation_id,
        brief=brief,
        client=brief.client,
        seller=brief.writer,
        proposer=proposer,
        answers=answers,
        article_id=brief.article_id,
        title=terms.title.strip(),
        scope=terms.scope.strip(),
        questions=list(terms.questions),
        price_amount=terms.price.amount,
        currency=terms.price.currency,
        delivery_days=terms.delivery_days,
        revisions=terms.revisions,
        created_at=now,
        expires_at=now + timedelta(days=terms.valid_days),
    )
    send_message(
        conversation=brief.conversation_id,
        author=proposer,
        body="",
        card_kind="offer",
        card_ref=offer.public_id,
        now=now,
    )
    return offer


@transaction.atomic
def send_offer(
    *, brief: Brief, actor: Member, terms: Terms, now: datetime, as_is: str = ""
) -> Offer:
    """Answer the brief with an offer, as the writer; it is shown in the conversation.

    Locks the brief. Raises NotFound for others, OfferPending, PriceOutOfRange, ExpiryOutOfRange,
    BriefStateRefuses, TextNeedsALook, MemberBlocked.
    """
    row = lock_brief(brief.pk)
    _expire_open_offer(row, now=now)

    if actor.pk != row.writer_id:
        raise NotFound
    _refuse_terms(terms, member=actor, as_is=as_is)
    if Offer.objects.filter(conversation_id=row.conversation_id, state=OfferState.PENDING).exists():
        raise OfferPending

    if row.state != BriefState.OFFERED:
        brief_transition(row, to=BriefState.OFFERED, hand=Hand.WRITER, now=now)
        row.save(update_fields=["state", "updated_at"])
    offer = _write(brief=row, proposer=actor, terms=terms, answers=None, now=now)

    publish(OfferSent(**_facts(offer), is_counter=False), now=now)
    return offer


def _expire_open_offer(brief: Brief, *, now: datetime) -> None:
    due = Offer.objects.filter(
        conversation_id=brief.conversation_id, state=OfferState.PENDING, expires_at__lte=now
    )
    for offer_id in due.values_list("pk", flat=True):
        _expire(offer_id)


@transaction.atomic
def counter_offer(
    *, offer: Offer, actor: Member, terms: Terms, now: datetime, as_is: str = ""
) -> Offer:
    """Answer an open offer with another one; the first is closed by it.

    Locks the brief, then the offer. Raises NotFound for strangers, OfferHasExpired,
    NotYoursToAnswer, OfferStateRefuses, PriceOutOfRange, ExpiryOutOfRange, TextNeedsALook.
    """
    brief, row = _lock_both(offer)

    _refuse_answer(row, actor=actor, now=now)
    _refuse_terms(terms, member=actor, as_is=as_is)

    offer_transition(row, to=OfferState.COUNTERED, hand=Hand.ANSWERER, now=now)
    row.save(update_fields=["state", "closed_at"])
    counter = _write(brief=brief, proposer=actor, terms=terms, answers=row, now=now)

    publish(OfferSent(**_facts(counter), is_counter=True), now=now)
    return counter


def _lock_both(offer: Offer) -> tuple[Brief, Offer]:
    if offer.brief_id is None:
        raise NotFound
    brief = lock_brief(offer.brief_id)
    return brief, lock_offer(offer.pk)


def _refuse_answer(offer: Offer, *, actor: Member, now: datetime) -> None:
    if not is_party(actor, offer):
        raise NotFound
    if actor.pk != offer.answerer_id:
        raise NotYoursToAnswer
    if offer.state == OfferState.PENDING and not is_open(offer, now):
        raise OfferHasExpired


@transaction.atomic
def accept_offer(*, offer: Offer, actor: Member, now: datetime) -> Order:
    """Accept an open offer: an order in `pending_payment` with exactly its terms.

    Locks the brief, then the offer, so that two acceptances, or an acceptance and a counter-offer,
    have one winner. Raises NotFound for strangers, NotYoursToAnswer, OfferHasExpired,
    OfferStateRefuses, and NotTakingWork where the freelancer's account is closed.
    """
    brief, row = _lock_both(offer)

    _refuse_answer(row, actor=actor, now=now)
    if not row.seller.is_active:
        raise NotTakingWork(name=row.seller.display_name)

    offer_transition(row, to=OfferState.ACCEPTED, hand=Hand.ANSWERER, now=now)
    order = create_order(
        client=row.client,
        seller=row.seller,
        title=row.title,
        scope=row.scope,
        price=Money(row.price_amount, row.currency),
        delivery_days=row.delivery_days,
        revisions=row.revisions,
        questions=[QuestionTerms(prompt=text) for text in row.questions],
        source_kind=SourceKind.OFFER,
        source_ref=row.public_id,
        gig_id=brief.gig_id,
        article_id=row.article_id,
        category=_category(brief),
        language=row.client.language,
        now=now,
    )
    row.order_id = order.public_id
    row.save(update_fields=["state", "closed_at", "order_id"])
    hand = Hand.CLIENT if actor.pk == row.client_id else Hand.WRITER
    if brief.state != BriefState.HIRED:
        brief_transition(brief, to=BriefState.HIRED, hand=hand, now=now)
        brief.save(update_fields=["state", "updated_at"])

    publish(OfferAccepted(**_facts(row), order_id=order.public_id), now=now)
    return order


def _category(brief: Brief) -> str:
    if brief.article is not None:
        return brief.article.category
    return brief.gig.root.slug if brief.gig is not None else ""


@transaction.atomic
def decline_offer(*, offer: Offer, actor: Member, now: datetime) -> Offer:
    """Say no to an open offer.

    Raises NotFound for strangers, NotYoursToAnswer, OfferHasExpired, OfferStateRefuses.
    """
    _brief, row = _lock_both(offer)

    _refuse_answer(row, actor=actor, now=now)

    offer_transition(row, to=OfferState.DECLINED, hand=Hand.ANSWERER, now=now)
    row.save(update_fields=["state", "closed_at"])

    publish(OfferDeclined(**_facts(row)), now=now)
    return row


@transaction.atomic
def withdraw_offer(*, offer: Offer, actor: Member, now: datetime) -> Offer:
    """Take one's own open offer back.

    Raises NotFound for strangers, NotYourOffer, OfferHasExpired, OfferStateRefuses.
    """
    _brief, row = _lock_both(offer)

    if not is_party(actor, row):
        raise NotFound
    if actor.pk != row.proposer_id:
        raise NotYourOffer
    if row.state == OfferState.PENDING and not is_open(row, now):
        raise OfferHasExpired

    offer_transition(row, to=OfferState.WITHDRAWN, hand=Hand.PROPOSER, now=now)
    row.save(update_fields=["state", "closed_at"])

    publish(OfferWithdrawn(**_facts(row)), now=now)
    return row


def close_open_offer(brief: Brief, *, actor: Member, now: datetime) -> None:
    """Close what still waits for an answer about a brief, as one of its sides.

    One's own offer is withdrawn, the other side's is declined. Locks the brief, then the offer.
    """
    row = lock_brief(brief.pk)
    _expire_open_offer(row, now=now)
    waiting = Offer.objects.filter(brief=row, state=OfferState.PENDING, expires_at__gt=now)
    for offer in waiting.order_by("id"):
        verb = withdraw_offer if offer.proposer_id == actor.pk else decline_offer
        verb(offer=offer, actor=actor, now=now)


def expire_offers(*, now: datetime, limit: int) -> int:
    """Close offers whose time is over; safe to run twice at once. Returns how many."""
    due = Offer.objects.filter(state=OfferState.PENDING, expires_at__lte=now)
    ids = list(due.order_by("expires_at", "id").values_list("pk", flat=True)[:limit])
    return sum(_expire(offer_id) for offer_id in ids)


@transaction.atomic
def _expire(offer_id: int) -> bool:
    rows = Offer.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    offer = (
        rows.select_related("client", "seller")
        .filter(pk=offer_id, state=OfferState.PENDING)
        .first()
    )
    if offer is None:
        return False

    moment = offer.expires_at
    offer_transition(offer, to=OfferState.EXPIRED, hand=Hand.TIMER, now=moment)
    offer.save(update_fields=["state", "closed_at"])

    publish(OfferExpired(**_facts(offer)), now=moment)
    return True
