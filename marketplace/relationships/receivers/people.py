"""Everybody whom a fact concerns is told, each in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, members_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.services import notify
from marketplace.relationships import events
from marketplace.relationships.choices import BROUGHT_SOURCES, Hand, RetainerMove
from marketplace.relationships.queries import contact_of_member, get_pulse, pulse_path

CLIENT, SELLER, OTHER = "client", "seller", "other"
Told = Sequence[tuple[str, str]]

_MOVES: Final[dict[str, Told]] = {
    RetainerMove.ACCEPT: [(SELLER, "relationships.retainer_accepted")],
    RetainerMove.DECLINE: [(SELLER, "relationships.retainer_declined")],
    RetainerMove.WITHDRAW: [(CLIENT, "relationships.retainer_withdrawn")],
    RetainerMove.EXPIRE: [(SELLER, "relationships.retainer_expired")],
    RetainerMove.PAUSE: [(OTHER, "relationships.retainer_paused")],
    RetainerMove.LAPSE: [(OTHER, "relationships.retainer_lapsed")],
    RetainerMove.RESUME: [(OTHER, "relationships.retainer_resumed")],
    RetainerMove.STOP: [(OTHER, "relationships.retainer_stopped")],
    RetainerMove.KEEP: [(OTHER, "relationships.retainer_kept")],
    RetainerMove.END: [(OTHER, "relationships.retainer_ended")],
}


def told(event: events.RetainerEvent) -> Told:
    """Return who is told about a retainer's event, and by which kind of notice."""
    if isinstance(event, events.RetainerMoved):
        return _MOVES[event.move]
    if isinstance(event, events.RetainerChangeAnswered):
        answer = "accepted" if event.accepted else "declined"
        return [(OTHER, f"relationships.change_{answer}")]
    return _TOLD[type(event)]


_TOLD: Final[dict[type[events.RetainerEvent], Told]] = {
    events.RetainerOffered: [(CLIENT, "relationships.retainer_offered")],
    events.RetainerRenewed: [
        (CLIENT, "relationships.month_client"),
        (SELLER, "relationships.month_seller"),
    ],
    events.RetainerFellShort: [
        (CLIENT, "relationships.short_client"),
        (SELLER, "relationships.short_seller"),
    ],
    events.RetainerOverused: [
        (CLIENT, "relationships.overused"),
        (SELLER, "relationships.overused"),
    ],
    events.RetainerChangeProposed: [(OTHER, "relationships.change_proposed")],
}


def tell(event: events.RetainerEvent, *, now: datetime) -> None:
    """Tell the sides of a retainer; `other` are all but the one who did it."""
    people = members_by_public_id([event.client_id, event.seller_id])
    sides = {CLIENT: people[event.client_id], SELLER: people[event.seller_id]}
    params: dict[str, str | int] = {
        name: value
        for name, value in event.to_payload().items()
        if isinstance(value, str | int) and not isinstance(value, bool) and value != ""
    }
    params["name"] = sides[event.by].display_name if event.by in sides else ""
    address = reverse("relationships:retainer", args=[event.retainer_id])
    if isinstance(event, events.RetainerFellShort):
        address_of_client = reverse("relationships:retainer_pay", args=[event.retainer_id])
    else:
        address_of_client = address
    for who, kind in told(event):
        for side in [one for one in sides if one != event.by] if who == OTHER else [who]:
            notify(
                member=sides[side],
                kind=kind,
                params=params,
                url=address_of_client if side == CLIENT else address,
                now=now,
            )


for _event in (events.RetainerMoved, events.RetainerChangeAnswered, *_TOLD):
    subscribe(_event, consumer=f"relationships.tell_{_event.__name__}")(tell)


@subscribe(events.ReminderFellDue, consumer="relationships.tell_reminder")
def tell_reminder(event: events.ReminderFellDue, *, now: datetime) -> None:
    """Remind the freelancer to get in touch."""
    notify(
        member=get_member_by_public_id(event.owner_id),
        kind="relationships.reminder",
        params={"name": event.name, "text": event.text},
        url=reverse("relationships:contact", args=[event.contact_id]),
        now=now,
    )


@subscribe(events.PairMet, consumer="relationships.tell_came")
def tell_came(event: events.PairMet, *, now: datetime) -> None:
    """Tell the freelancer that somebody came by their invitation."""
    if event.source not in BROUGHT_SOURCES:
        return
    people = members_by_public_id([event.seller_id, event.client_id])
    seller, client = people[event.seller_id], people[event.client_id]
    contact = contact_of_member(seller, client)
    if contact is not None:
        notify(
            member=seller,
            kind="relationships.came",
            params={"name": client.display_name},
            url=contact.get_absolute_url(),
            now=now,
        )


@subscribe(events.PulseAsked, consumer="relationships.ask_client")
def ask_client(event: events.PulseAsked, *, now: datetime) -> None:
    """Ask the client, in page and by mail, with links that need no signing in."""
    pulse = get_pulse(event.pulse_id)
    notify(
        member=pulse.client,
        kind="relationships.pulse",
        params={"name": pulse.seller.display_name, "title": pulse.order.title},
        url=pulse_path(pulse),
        now=now,
    )


@subscribe(events.PulseAnswered, consumer="relationships.tell_answer")
def tell_answer(event: events.PulseAnswered, *, now: datetime) -> None:
    """Tell the freelancer that the client has answered."""
    pulse = get_pulse(event.pulse_id)
    contact = contact_of_member(pulse.seller, pulse.client)
    notify(
        member=pulse.seller,
        kind="relationships.answered",
        params={"name": pulse.client.display_name, "title": pulse.order.title},
        url=contact.get_absolute_url() if contact else reverse("relationships:book"),
        now=now,
    )


def _three(event: events.IntroductionEvent) -> dict[str, Member]:
    ids = {
        Hand.INTRODUCER: event.introducer_id,
        Hand.CLIENT: event.client_id,
        Hand.SELLER: event.seller_id,
    }
    people = members_by_public_id(list(ids.values()))
    return {hand.value: people[public_id] for hand, public_id in ids.items()}


@subscribe(events.IntroductionProposed, consumer="relationships.ask_both")
def ask_both(event: events.IntroductionProposed, *, now: datetime) -> None:
    """Ask both whether they want to meet."""
    people = _three(event)
    for me, other in ((Hand.CLIENT, Hand.SELLER), (Hand.SELLER, Hand.CLIENT)):
        notify(
            member=people[me],
            kind="relationships.introduction",
            params={
                "name": people[Hand.INTRODUCER].display_name,
                "other": people[other].display_name,
            },
            url=reverse("relationships:introduction", args=[event.introduction_id]),
            now=now,
        )


@subscribe(events.IntroductionAccepted, consumer="relationships.tell_introduced")
def tell_introduced(event: events.IntroductionAccepted, *, now: datetime) -> None:
    """Tell all three that they have a conversation."""
    people = _three(event)
    for member in people.values():
        notify(
            member=member,
            kind="relationships.introduced",
            params=_pair(people),
            url=reverse("messaging:conversation", args=[event.conversation_id]),
            now=now,
        )


@subscribe(events.IntroductionDeclined, consumer="relationships.tell_not_introduced")
def tell_not_introduced(event: events.IntroductionDeclined, *, now: datetime) -> None:
    """Tell the introducer that it comes to nothing, not by whose fault."""
    _tell_introducer(event, "relationships.introduction_declined", {}, now)


@subscribe(events.CommissionEarned, consumer="relationships.tell_commission")
def tell_commission(event: events.CommissionEarned, *, now: datetime) -> None:
    """Tell the introducer what the introduction earned."""
    params: dict[str, str | int] = {
        "amount": event.amount,
        "currency": event.currency,
        "clears_at": event.clears_at,
    }
    _tell_introducer(event, "relationships.commission", params, now)


@subscribe(events.CommissionTakenBack, consumer="relationships.tell_commission_back")
def tell_commission_back(event: events.CommissionTakenBack, *, now: datetime) -> None:
    """Tell the introducer what a refund took back."""
    params: dict[str, str | int] = {"amount": event.amount, "currency": event.currency}
    _tell_introducer(event, "relationships.commission_back", params, now)


def _tell_introducer(
    event: events.IntroductionEvent,
    kind: str,
    params: dict[str, str | int],
    now: datetime,
) -> None:
    people = _three(event)
    notify(
        member=people[Hand.INTRODUCER],
        kind=kind,
        params=params | _pair(people),
        url=reverse("relationships:introduction", args=[event.introduction_id]),
        now=now,
    )


def _pair(people: dict[str, Member]) -> dict[str, str | int]:
    return {
        "client": people[Hand.CLIENT].display_name,
        "seller": people[Hand.SELLER].display_name,
    }
