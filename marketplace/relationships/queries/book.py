"""A freelancer's own book of clients: each read is limited to its owner.

Money made here and money made elsewhere are never added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.messaging.models import Conversation
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.relationships.models import Contact, Deal, Note, Pulse, Reminder, Tie

Sums = tuple[tuple[str, int], ...]
MOST_ORDERS = 30


@dataclass(frozen=True)
class ContactRow:
    """A client in the book with what came of it. Sums are (currency, minor units)."""

    contact: Contact
    worth: Sums = ()
    orders: int = 0
    deals: Sums = ()
    feeling: str = ""
    last_at: datetime | None = None
    remind_at: datetime | None = None


@dataclass
class _Gathered:
    worth: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    orders: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    feelings: dict[int, str] = field(default_factory=dict)
    last: dict[int, datetime] = field(default_factory=dict)
    deals: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    reminders: dict[int, datetime] = field(default_factory=dict)


def contacts_of(
    owner: Member, *, text: str = "", tag: str = "", source: str = ""
) -> QuerySet[Contact]:
    """Return the clients in the owner's book, newest first; `text` is sought in what was typed."""
    rows = Contact.objects.filter(owner=owner, hidden_at=None).select_related("member")
    if text:
        rows = rows.filter(
            Q(name__icontains=text)
            | Q(company__icontains=text)
            | Q(email__icontains=text)
            | Q(member__display_name__icontains=text)
        )
    if tag:
        rows = rows.filter(tags__contains=[tag])
    if source:
        rows = rows.filter(source=source)
    return rows.order_by("-id")


def tags_of(owner: Member) -> list[str]:
    """Return the tags in the owner's book, in alphabetical order."""
    rows = Contact.objects.filter(owner=owner, hidden_at=None).values_list("tags", flat=True)
    return sorted({tag for tags in rows for tag in tags})


def contact_rows(contacts: Sequence[Contact], owner: Member) -> list[ContactRow]:
    """Return what came of each client. Five queries, whatever their number."""
    found = _gather(contacts, owner)
    return [_row(contact, found) for contact in contacts]


def _row(contact: Contact, found: _Gathered) -> ContactRow:
    member = contact.member_id or 0
    return ContactRow(
        contact=contact,
        worth=tuple(found.worth.get(member, ())),
        orders=found.orders.get(member, 0),
        deals=tuple(found.deals.get(contact.pk, ())),
        feeling=found.feelings.get(member, ""),
        last_at=found.last.get(member),
        remind_at=found.reminders.get(contact.pk),
    )


def _gather(contacts: Sequence[Contact], owner: Member) -> _Gathered:
    found = _Gathered()
    members = [one.member_id for one in contacts if one.member_id]
    done = Order.objects.filter(seller=owner, client_id__in=members, state=OrderState.COMPLETED)
    sums = done.values("client_id", "currency").annotate(
        worth=Sum(F("total_amount") - F("refunded_amount")), n=Count("id")
    )
    for row in sums.order_by("client_id", "currency"):
        found.worth[row["client_id"]].append((row["currency"], row["worth"]))
        found.orders[row["client_id"]] += row["n"]
    answered = Pulse.objects.filter(
        seller=owner, client_id__in=members, answered_at__isnull=False
    ).order_by("client_id", "-answered_at")
    found.feelings = dict(answered.distinct("client_id").values_list("client_id", "feeling"))
    talks = Conversation.objects.filter(
        participants__member=owner, last_message__isnull=False
    ).filter(participants__member__in=members)
    found.last = dict(
        talks.values("participants__member")
        .annotate(last=Max("last_message_at"))
        .values_list("participants__member", "last")
    )
    deals = Deal.objects.filter(contact__in=contacts).values("contact_id", "currency")
    for deal in deals.annotate(sum=Sum("amount")).order_by("contact_id", "currency"):
        found.deals[deal["contact_id"]].append((deal["currency"], deal["sum"]))
    waiting = Reminder.objects.filter(contact__in=contacts, done_at=None).values("contact_id")
    found.reminders = dict(waiting.annotate(due=Min("due_at")).values_list("contact_id", "due"))
    return found


def get_contact_for(owner: Member, public_id: str) -> Contact:
    """Return a client in this member's own book. Raises NotFound for everybody else."""
    rows = Contact.objects.select_related("member", "owner")
    found = rows.filter(owner=owner, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_note_for(owner: Member, public_id: str) -> Note:
    """Return a note of the member's own book. Raises NotFound."""
    rows = Note.objects.select_related("contact")
    found = rows.filter(contact__owner=owner, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_reminder_for(owner: Member, public_id: str) -> Reminder:
    """Return a reminder of the member's own book. Raises NotFound."""
    rows = Reminder.objects.select_related("contact")
    found = rows.filter(contact__owner=owner, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_deal_for(owner: Member, public_id: str) -> Deal:
    """Return a deal of the member's own book. Raises NotFound."""
    rows = Deal.objects.select_related("contact")
    found = rows.filter(contact__owner=owner, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class ContactParts:
    """All that the owner's book says about one client."""

    row: ContactRow
    tie: Tie | None
    notes: list[Note]
    reminders: list[Reminder]
    deals: list[Deal]
    orders: list[Order]
    pulses: list[Pulse]


def contact_parts(contact: Contact, owner: Member) -> ContactParts:
    """Return everything about a client, in a constant number of queries."""
    (row,) = contact_rows([contact], owner)
    together = Order.objects.filter(seller=owner, client_id=contact.member_id)
    asked = Pulse.objects.filter(
        seller=owner, client_id=contact.member_id, answered_at__isnull=False
    )
    return ContactParts(
        row=row,
        tie=Tie.objects.filter(seller=owner, client_id=contact.member_id).first(),
        notes=list(contact.notes.order_by("-id")[:100]),
        reminders=list(contact.reminders.filter(done_at=None).order_by("due_at", "id")[:20]),
        deals=list(contact.deals.order_by("-made_on", "-id")[:100]),
        orders=list(together.order_by("-id")[:MOST_ORDERS]) if contact.member_id else [],
        pulses=list(asked.select_related("order").order_by("-answered_at", "-id")[:20]),
    )


def due_reminders_of(owner: Member, *, now: datetime, limit: int = 20) -> list[Reminder]:
    """Return what the owner is to do now, the oldest first."""
    rows = Reminder.objects.filter(
        contact__owner=owner, contact__hidden_at=None, done_at=None, due_at__lte=now
    )
    return list(rows.select_related("contact").order_by("due_at", "id")[:limit])


def contact_of_member(owner: Member, member: Member) -> Contact | None:
    """Return a member's line in the owner's book."""
    return Contact.objects.filter(owner=owner, member=member).first()
