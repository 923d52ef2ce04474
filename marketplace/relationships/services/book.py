"""What a freelancer writes into the book of clients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.relationships.choices import BROUGHT_SOURCES, Source
from marketplace.relationships.errors import (
    AlreadyInBook,
    DealInTheFuture,
    ReminderDone,
    ReminderInThePast,
)
from marketplace.relationships.events import ReminderFellDue
from marketplace.relationships.models import Contact, Deal, Note, Reminder, Tie
from marketplace.relationships.queries.months import local_day

MOST_TAGS = 10


@dataclass(frozen=True, kw_only=True)
class ContactDraft:
    """What a freelancer says about a client."""

    name: str
    email: str = ""
    phone: str = ""
    company: str = ""
    # Empty: as it is, or by word of mouth.
    source: str = ""
    tags: Sequence[str] = ()
    spoken_on: date | None = None


def clean_tags(tags: Sequence[str]) -> list[str]:
    """Return tags without doubles and empty ones, in their order."""
    found = [" ".join(tag.split())[:30] for tag in tags]
    return list(dict.fromkeys(tag for tag in found if tag))[:MOST_TAGS]


@transaction.atomic
def add_contact(*, owner: Member, draft: ContactDraft, now: datetime) -> Contact:
    """Write a client into the owner's book. Raises AlreadyInBook for an address in it.

    A client on the platform who was taken out, and whose line has this address, comes back.
    """
    hidden = Contact.objects.select_for_update(no_key=True).filter(
        owner=owner, hidden_at__isnull=False
    )
    known = hidden.exclude(email="").filter(email=_address(draft)).first()
    if known is not None:
        known.hidden_at = None
        return _rewrite(known, draft)
    contact = Contact(owner=owner, created_at=now, source=draft.source or Source.WORD_OF_MOUTH)
    _fill(contact, draft)
    _save(contact)
    return contact


@transaction.atomic
def edit_contact(*, contact: Contact, draft: ContactDraft) -> Contact:
    """Write a client's line anew. How somebody found here came stays what it was.

    Locks the contact. Raises AlreadyInBook.
    """
    return _rewrite(Contact.objects.select_for_update(no_key=True).get(pk=contact.pk), draft)


def _rewrite(row: Contact, draft: ContactDraft) -> Contact:
    _fill(row, draft)
    if draft.source and not is_source_fixed(row):
        row.source = draft.source
    _save(row)
    return row


def is_source_fixed(contact: Contact) -> bool:
    """Whether the platform saw how this client came, so that nobody can rewrite it."""
    if contact.member_id is None:
        return False
    tie = Tie.objects.filter(seller_id=contact.owner_id, client_id=contact.member_id).first()
    return tie is not None and tie.source not in BROUGHT_SOURCES


def _fill(contact: Contact, draft: ContactDraft) -> None:
    contact.name = " ".join(draft.name.split())
    contact.email = _address(draft)
    contact.phone = draft.phone.strip()
    contact.company = draft.company.strip()
    contact.tags = clean_tags(draft.tags)
    contact.spoken_on = draft.spoken_on


def _address(draft: ContactDraft) -> str:
    return draft.email.strip().lower()


def _save(contact: Contact) -> None:
    same = Contact.objects.filter(owner_id=contact.owner_id, email=contact.email)
    other = same.exclude(pk=contact.pk).first() if contact.email else None
    if other is not None:
        raise AlreadyInBook(field="email", name=other.name)
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError:
        raise AlreadyInBook(field="email", name=contact.email) from None


@transaction.atomic
def remove_contact(*, contact: Contact, now: datetime) -> None:
    """Take a client out of the book.

    A client on the platform is hidden and comes back with the next contact; what the owner wrote
    by hand about somebody else is deleted with all notes. Locks the contact.
    """
    row = Contact.objects.select_for_update().get(pk=contact.pk)
    if row.member_id is None:
        row.delete()
        return
    row.hidden_at = now
    row.save(update_fields=["hidden_at"])


def add_note(*, contact: Contact, text: str, now: datetime) -> Note:
    """Write a note that nobody but the owner ever reads."""
    return Note.objects.create(contact=contact, text=text.strip(), created_at=now)


def remove_note(*, note: Note) -> None:
    """Delete a note for good."""
    note.delete()


def add_reminder(*, contact: Contact, text: str, due_at: datetime, now: datetime) -> Reminder:
    """Be reminded to get in touch. Raises ReminderInThePast."""
    if due_at <= now:
        raise ReminderInThePast(field="due_on")
    return Reminder.objects.create(
        contact=contact, text=text.strip(), due_at=due_at, created_at=now
    )


@transaction.atomic
def finish_reminder(*, reminder: Reminder, now: datetime) -> Reminder:
    """Note that it is done. Locks the reminder. Raises ReminderDone."""
    row = Reminder.objects.select_for_update(no_key=True).get(pk=reminder.pk)
    if row.done_at is not None:
        raise ReminderDone
    row.done_at = now
    row.save(update_fields=["done_at"])
    return row


@transaction.atomic
def tell_due_reminders(*, now: datetime, limit: int) -> int:
    """Announce the reminders whose moment has come, each once; returns how many.

    Those about clients who were taken out of the book wait until they are back.
    Claims rows with skip_locked, so it may run twice at once.
    """
    rows = list(
        Reminder.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        .select_related("contact__owner")
        .filter(due_at__lte=now, told_at=None, done_at=None, contact__hidden_at=None)
        .order_by("due_at", "id")[:limit]
    )
    Reminder.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=now)
    for row in rows:
        publish(
            ReminderFellDue(
                reminder_id=row.public_id,
                owner_id=row.contact.owner.public_id,
                contact_id=row.contact.public_id,
                name=row.contact.name,
                text=row.text,
            ),
            now=now,
        )
    return len(rows)


@transaction.atomic
def record_deal(
    *, contact: Contact, amount: Money, made_on: date, source: str, note: str, now: datetime
) -> Deal:
    """Write down work agreed and paid outside the platform. It never touches the books of money.

    Raises DealInTheFuture.
    """
    today = local_day(now + timedelta(hours=14), timezone="UTC")
    if made_on > today:
        raise DealInTheFuture(field="made_on")
    return Deal.objects.create(
        contact=contact,
        amount=amount.amount,
        currency=amount.currency,
        made_on=made_on,
        source=source,
        note=note.strip(),
        created_at=now,
    )


def remove_deal(*, deal: Deal) -> None:
    """Delete a deal that was written down by hand."""
    deal.delete()
