"""What follows from facts about hiring: the other side is told, and cards stand in the thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core import clock
from marketplace.core.events import subscribe
from marketplace.hiring.events import (
    BriefDeclined,
    BriefSent,
    OfferAccepted,
    OfferDeclined,
    OfferEvent,
    OfferSent,
)
from marketplace.hiring.policies import (
    can_answer_offer,
    can_decline_brief,
    can_offer_on,
    can_withdraw_brief,
    can_withdraw_offer,
    is_open,
)
from marketplace.hiring.queries import briefs_in, offers_in, price_of_offer
from marketplace.ledger.queries import fee_terms
from marketplace.messaging.queries import Card, register_card
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

register_kind(
    "hiring.brief",
    group=NotificationGroup.ORDERS,
    title=_("%(name)s wants to hire you"),
    body=_("From “%(title)s”. Answer with an offer, or with a question."),
)
register_kind(
    "hiring.brief_declined",
    group=NotificationGroup.ORDERS,
    title=_("%(name)s can't take your brief"),
    body=_("About “%(title)s”. Your text is kept, so you can send it to somebody else."),
)
register_kind(
    "hiring.offer",
    group=NotificationGroup.ORDERS,
    title=_("%(name)s sent you an offer"),
    body=_("“%(title)s”. See the price, the days and what is included."),
)
register_kind(
    "hiring.counter_offer",
    group=NotificationGroup.ORDERS,
    title=_("%(name)s answered with another offer"),
    body=_("“%(title)s”. See what changed."),
)
register_kind(
    "hiring.offer_accepted",
    group=NotificationGroup.ORDERS,
    title=_("%(name)s accepted your offer"),
    body=_("“%(title)s” is an order now."),
)
register_kind(
    "hiring.offer_declined",
    group=NotificationGroup.ORDERS,
    title=_("%(name)s declined your offer"),
    body=_("“%(title)s”. You can send another one in the conversation."),
)


def _thread_url(conversation_id: str) -> str:
    return reverse("messaging:conversation", args=[conversation_id])


@subscribe(BriefSent, consumer="hiring.tell_brief")
def tell_brief(event: BriefSent, *, now: datetime) -> None:
    """Tell the writer that somebody wants to hire them."""
    client = get_member_by_public_id(event.client_id)
    notify(
        member=get_member_by_public_id(event.writer_id),
        kind="hiring.brief",
        params={"name": client.display_name, "title": event.title},
        url=_thread_url(event.conversation_id),
        now=now,
    )


@subscribe(BriefDeclined, consumer="hiring.tell_brief_declined")
def tell_brief_declined(event: BriefDeclined, *, now: datetime) -> None:
    """Tell the client that the writer can't."""
    writer = get_member_by_public_id(event.writer_id)
    notify(
        member=get_member_by_public_id(event.client_id),
        kind="hiring.brief_declined",
        params={"name": writer.display_name, "title": event.title},
        url=_thread_url(event.conversation_id),
        now=now,
    )


def _tell_offer(event: OfferEvent, *, to: str, by: str, kind: str, url: str, now: datetime) -> None:
    notify(
        member=get_member_by_public_id(to),
        kind=kind,
        params={"name": get_member_by_public_id(by).display_name, "title": event.title},
        url=url,
        now=now,
    )


@subscribe(OfferSent, consumer="hiring.tell_offer")
def tell_offer(event: OfferSent, *, now: datetime) -> None:
    """Tell the side whose turn it is."""
    _tell_offer(
        event,
        to=event.answerer_id,
        by=event.proposer_id,
        kind="hiring.counter_offer" if event.is_counter else "hiring.offer",
        url=_thread_url(event.conversation_id),
        now=now,
    )


@subscribe(OfferAccepted, consumer="hiring.tell_offer_accepted")
def tell_offer_accepted(event: OfferAccepted, *, now: datetime) -> None:
    """Tell who made the offer that it became an order."""
    _tell_offer(
        event,
        to=event.proposer_id,
        by=event.answerer_id,
        kind="hiring.offer_accepted",
        url=reverse("orders:detail", args=[event.order_id]),
        now=now,
    )


@subscribe(OfferDeclined, consumer="hiring.tell_offer_declined")
def tell_offer_declined(event: OfferDeclined, *, now: datetime) -> None:
    """Tell who made the offer that it was declined."""
    _tell_offer(
        event,
        to=event.proposer_id,
        by=event.answerer_id,
        kind="hiring.offer_declined",
        url=_thread_url(event.conversation_id),
        now=now,
    )


def load_brief_cards(refs: Sequence[str], viewer: Member) -> Mapping[str, Card]:
    """Return the cards of briefs that the reader sent or received."""
    return {
        ref: Card(
            "marketplace/hiring/_brief_card.html",
            {
                "brief": brief,
                "can_offer": can_offer_on(viewer, brief),
                "can_decline": can_decline_brief(viewer, brief),
                "can_withdraw": can_withdraw_brief(viewer, brief),
            },
        )
        for ref, brief in briefs_in(refs, viewer).items()
    }


def load_offer_cards(refs: Sequence[str], viewer: Member) -> Mapping[str, Card]:
    """Return the cards of offers between the reader and somebody."""
    moment = clock.now()
    found = offers_in(refs, viewer)
    pairs = {(offer.client_id, offer.seller_id) for offer in found.values()}
    fees = {pair: fee_terms(client_id=pair[0], seller_id=pair[1]) for pair in pairs}
    return {
        ref: Card(
            "marketplace/hiring/_offer_card.html",
            {
                "offer": offer,
                "is_open": is_open(offer, moment),
                "is_client": offer.client_id == viewer.pk,
                "fee": fees[offer.client_id, offer.seller_id],
                "can_answer": can_answer_offer(viewer, offer, moment),
                "can_withdraw": can_withdraw_offer(viewer, offer, moment),
                "price": price_of_offer(offer, now=moment) if is_open(offer, moment) else None,
            },
        )
        for ref, offer in found.items()
    }


register_card("brief", load_brief_cards)
register_card("offer", load_offer_cards)
