"""How an order is made: its terms are written down once and never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core import markdown
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.queries import fee_terms, register_fee_source
from marketplace.messaging.services import open_conversation
from marketplace.orders.choices import ActorKind, QuestionKind
from marketplace.orders.errors import OwnService, PriceOutOfRange, TermsIncomplete
from marketplace.orders.events import OrderCreated
from marketplace.orders.models import Order, OrderExtra, OrderQuestion, TimelineEntry
from marketplace.orders.services.announcing import facts
from marketplace.orders.services.timers import next_timer

__all__ = ["ExtraTerms", "QuestionTerms", "create_order", "register_fee_source"]


@dataclass(frozen=True, kw_only=True)
class ExtraTerms:
    """An extra bought with the order: minor units; days added to the delivery, or taken off."""

    title: str
    amount: int
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class QuestionTerms:
    """A question that the client answers before the work starts."""

    prompt: str
    kind: str = QuestionKind.TEXT
    options: Sequence[str] = ()
    is_required: bool = True


@transaction.atomic
def create_order(
    *,
    client: Member,
    seller: Member,
    title: str,
    scope: str,
    price: Money,
    delivery_days: int,
    revisions: int,
    source_kind: str,
    source_ref: str,
    now: datetime,
    questions: Sequence[QuestionTerms] = (),
    extras: Sequence[ExtraTerms] = (),
    gig_id: int | None = None,
    article_id: int | None = None,
    category: str = "",
    language: str = "",
) -> Order:
    """Make an order that waits for its payment, with a conversation of its two sides.

    `scope` is Markdown. The fee, the days of clearing, the freelancer's country and time zone are
    frozen as they are now. Takes no locks. Raises OwnService, TermsIncomplete, PriceOutOfRange.
    """
    total = price.amount + sum(extra.amount for extra in extras)

    refusal = _refusal_of_terms(client, seller, title, price, delivery_days, total)
    if refusal is not None:
        raise refusal

    order = Order(
        client=client,
        seller=seller,
        gig_id=gig_id,
        article_id=article_id,
        source_kind=source_kind,
        source_ref=source_ref,
        title=title.strip(),
        language=language or seller.language,
        scope_source=scope,
        revisions_allowed=revisions,
        created_at=now,
    )
    _freeze(order, price=price, total=total, days=delivery_days + sum(one.days for one in extras))
    order.category = category or _category_of(order)
    order.timer_kind, order.timer_at = next_timer(order)
    order.save()
    _write_parts(order, extras, questions)
    _open(order, now=now)
    return order


def _freeze(order: Order, *, price: Money, total: int, days: int) -> None:
    """Write the terms as they are today; what changes tomorrow leaves this order alone."""
    order.scope_html = markdown.render(order.scope_source).html
    order.currency = price.currency
    order.price_amount = price.amount
    order.extras_amount = total - price.amount
    order.total_amount = total
    fee = fee_terms(client_id=order.client_id, seller_id=order.seller_id)
    order.fee_bp, order.fee_reason = fee.bp, fee.reason
    order.clearing_days = rules().clearing_days
    order.delivery_days = max(1, days)
    order.seller_country = order.seller.country
    order.seller_timezone = order.seller.timezone


def _open(order: Order, *, now: datetime) -> None:
    """Open the conversation, begin the timeline, and announce the order."""
    open_conversation(
        members=[order.client, order.seller],
        subject_kind="order",
        subject_ref=order.public_id,
        title=order.title,
        now=now,
    )
    entry = TimelineEntry.objects.create(
        order=order, kind="create", actor_kind=ActorKind.CLIENT, actor=order.client, at=now
    )
    created = OrderCreated(
        **facts(order, entry), source_kind=order.source_kind, source_ref=order.source_ref
    )
    publish(created, now=now)


def _refusal_of_terms(
    client: Member, seller: Member, title: str, price: Money, days: int, total: int
) -> DomainError | None:
    if client.pk == seller.pk:
        return OwnService()
    if not title.strip() or price.amount <= 0 or days < 1:
        return TermsIncomplete()
    least, most = rules().order_minimum_minor, rules().order_maximum_minor
    if not least <= total <= most:
        return PriceOutOfRange(
            minimum=str(Money(least, price.currency)), maximum=str(Money(most, price.currency))
        )
    return None


def _category_of(order: Order) -> str:
    """Return what the work is about, from where the order came."""
    if order.gig is not None:
        return order.gig.root.slug
    return order.article.category if order.article is not None else ""


def _write_parts(
    order: Order, extras: Sequence[ExtraTerms], questions: Sequence[QuestionTerms]
) -> None:
    OrderExtra.objects.bulk_create(
        OrderExtra(
            order=order, position=position, title=item.title, amount=item.amount, days=item.days
        )
        for position, item in enumerate(extras, start=1)
    )
    OrderQuestion.objects.bulk_create(
        OrderQuestion(
            order=order,
            position=position,
            prompt=item.prompt,
            kind=item.kind,
            options=list(item.options),
            is_required=item.is_required,
        )
        for position, item in enumerate(questions, start=1)
    )
