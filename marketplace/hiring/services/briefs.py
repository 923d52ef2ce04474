"""What happens to a brief."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.accounts.queries import profile_of
from marketplace.articles.models import Article
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.ids import new_public_id
from marketplace.core.money import Money
from marketplace.core.ratelimit import spend
from marketplace.gigs.models import Gig
from marketplace.hiring.choices import BriefSource, BriefState, Hand, OfferState
from marketplace.hiring.errors import BriefTooShort, NotTakingWork, OwnWork
from marketplace.hiring.events import BriefDeclined, BriefSent, BriefWithdrawn
from marketplace.hiring.models import Brief, Offer
from marketplace.hiring.services.looking import look_again
from marketplace.hiring.services.offers import close_open_offer
from marketplace.hiring.services.states import brief_transition, lock_brief
from marketplace.messaging.services import open_conversation, send_message
from marketplace.orders.choices import SourceKind
from marketplace.orders.models import Order

LEAST_CHARACTERS: Final = 20


def send_brief(
    *,
    client: Member,
    writer: Member,
    text: str,
    title: str,
    article: Article | None = None,
    gig: Gig | None = None,
    budget: Money | None = None,
    wanted_on: date | None = None,
    now: datetime,
    as_is: str = "",
) -> Brief:
    """Send a brief to the writer and open the conversation it is answered in.

    Raises OwnWork, NotTakingWork, BriefTooShort, TextNeedsALook, MemberBlocked, TooManyRequests (a
    day's limit per client).
    """
    if client.pk == writer.pk:
        raise OwnWork
    if not profile_of(writer).is_taking_work:
        raise NotTakingWork(name=writer.display_name)
    if len(text.strip()) < LEAST_CHARACTERS:
        raise BriefTooShort(field="text", least=LEAST_CHARACTERS)
    look_again(member=client, texts=(text.strip(),), as_is=as_is)
    spend(rate=f"{rules().briefs_per_day} per day", name="brief", who=client.public_id)
    return _send(
        client=client,
        writer=writer,
        text=text.strip(),
        title=title.strip(),
        article=article,
        gig=gig,
        budget=budget,
        wanted_on=wanted_on,
        now=now,
    )


@transaction.atomic
def _send(
    *,
    client: Member,
    writer: Member,
    text: str,
    title: str,
    article: Article | None,
    gig: Gig | None,
    budget: Money | None,
    wanted_on: date | None,
    now: datetime,
) -> Brief:
    public_id = new_public_id()
    conversation = open_conversation(
        members=[client, writer],
        subject_kind="brief",
        subject_ref=public_id,
        title=title,
        now=now,
    )
    brief = Brief.objects.create(
        public_id=public_id,
        client=client,
        writer=writer,
        source=_source(article, gig),
        article=article,
        gig=gig,
        title=title,
        text=text,
        budget_amount=budget.amount if budget else None,
        currency=budget.currency if budget else rules().default_currency,
        wanted_on=wanted_on,
        conversation_id=conversation.public_id,
        created_at=now,
        updated_at=now,
    )
    _announce(brief, now=now)
    return brief


def _announce(brief: Brief, *, now: datetime) -> None:
    """Put the brief into its conversation, and tell that it was sent."""
    send_message(
        conversation=brief.conversation_id,
        author=brief.client,
        body=brief.text,
        card_kind="brief",
        card_ref=brief.public_id,
        now=now,
    )
    publish(
        BriefSent(
            brief_id=brief.public_id,
            client_id=brief.client.public_id,
            writer_id=brief.writer.public_id,
            source=brief.source,
            title=brief.title,
            article_id=brief.article_id,
            conversation_id=brief.conversation_id,
        ),
        now=now,
    )


def _source(article: Article | None, gig: Gig | None) -> BriefSource:
    if article is not None:
        return BriefSource.ARTICLE
    return BriefSource.PROFILE if gig is None else BriefSource.GIG


@transaction.atomic
def decline_brief(*, brief: Brief, actor: Member, now: datetime) -> Brief:
    """Say no, as the writer; an offer that waits for an answer ends with it.

    Locks the brief. Raises NotFound for others, BriefStateRefuses.
    """
    row = lock_brief(brief.pk)

    if actor.pk != row.writer_id:
        raise NotFound

    brief_transition(row, to=BriefState.DECLINED, hand=Hand.WRITER, now=now)
    row.save(update_fields=["state", "updated_at"])
    close_open_offer(row, actor=actor, now=now)

    publish(
        BriefDeclined(
            brief_id=row.public_id,
            client_id=row.client.public_id,
            writer_id=row.writer.public_id,
            title=row.title,
            conversation_id=row.conversation_id,
        ),
        now=now,
    )
    return row


@transaction.atomic
def withdraw_brief(*, brief: Brief, actor: Member, now: datetime) -> Brief:
    """Take the brief back, as the client; an offer that waits for an answer ends with it.

    Locks the brief. Raises NotFound for others, BriefStateRefuses.
    """
    row = lock_brief(brief.pk)

    if actor.pk != row.client_id:
        raise NotFound

    brief_transition(row, to=BriefState.WITHDRAWN, hand=Hand.CLIENT, now=now)
    row.save(update_fields=["state", "updated_at"])
    close_open_offer(row, actor=actor, now=now)

    publish(
        BriefWithdrawn(
            brief_id=row.public_id,
            client_id=row.client.public_id,
            writer_id=row.writer.public_id,
            title=row.title,
            conversation_id=row.conversation_id,
        ),
        now=now,
    )
    return row


@transaction.atomic
def take_hire_back(*, order_id: str, now: datetime) -> Brief | None:
    """Let a brief be answered again whose order was dropped before it was paid.

    None where there is nothing to take back: the order was paid, comes from elsewhere, or isn't the
    brief's last. Locks the brief.
    """
    order = Order.objects.filter(public_id=order_id, source_kind=SourceKind.OFFER, paid_at=None)
    offer = Offer.objects.filter(public_id__in=order.values("source_ref")).first()
    if offer is None or offer.brief_id is None:
        return None
    row = lock_brief(offer.brief_id)
    accepted = Offer.objects.filter(brief=row, state=OfferState.ACCEPTED).order_by("-id")

    if row.state != BriefState.HIRED or accepted.first() != offer:
        return None

    brief_transition(row, to=BriefState.OFFERED, hand=Hand.ORDER, now=now)
    row.save(update_fields=["state", "updated_at"])
    return row
