"""The book of clients: what is written into it, who reads it, and files of clients."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.notifications.models import Notification
from marketplace.relationships import errors, queries, services
from marketplace.relationships.choices import Feeling, Source
from marketplace.relationships.models import Contact, Note, Pulse
from marketplace.relationships.services import ContactDraft
from marketplace.relationships.tests.world import DAY, HOUR, completed, meet

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(seller: Member, now: datetime) -> Contact:
    draft = ContactDraft(name="  Mona   Saleh ", email="Mona@Example.com", tags=["café", "café"])
    return services.add_contact(owner=seller, draft=draft, now=now)


def test_what_is_typed_is_tidied(contact: Contact) -> None:
    assert (contact.name, contact.email, contact.tags) == (
        "Mona Saleh",
        "mona@example.com",
        ["café"],
    )


def test_an_address_stands_in_a_book_once(
    contact: Contact, seller: Member, client_member: Member, now: datetime
) -> None:
    draft = ContactDraft(name="Again", email="MONA@example.com")
    with pytest.raises(errors.AlreadyInBook):
        services.add_contact(owner=seller, draft=draft, now=now)
    other = services.add_contact(owner=client_member, draft=draft, now=now)
    assert other.owner == client_member
    assert contact.owner == seller


def test_nobody_reads_anothers_book(contact: Contact, client_member: Member, now: datetime) -> None:
    note = services.add_note(contact=contact, text="Secret", now=now)
    with pytest.raises(NotFound):
        queries.get_contact_for(client_member, contact.public_id)
    with pytest.raises(NotFound):
        queries.get_note_for(client_member, note.public_id)
    assert list(queries.contacts_of(client_member)) == []


def test_how_a_client_came_cant_be_rewritten(
    client_member: Member, seller: Member, now: datetime
) -> None:
    meet(seller, client_member, now=now, source=Source.ARTICLE)
    found = queries.contact_of_member(seller, client_member)
    assert found is not None
    draft = ContactDraft(name="Omar", source=Source.WORD_OF_MOUTH)
    assert services.edit_contact(contact=found, draft=draft).source == Source.ARTICLE


def test_removing_hides_a_member_and_deletes_the_rest(
    contact: Contact, client_member: Member, seller: Member, now: datetime
) -> None:
    services.add_note(contact=contact, text="Secret", now=now)
    services.remove_contact(contact=contact, now=now)
    assert (Contact.objects.count(), Note.objects.count()) == (0, 0)
    meet(seller, client_member, now=now)
    found = queries.contact_of_member(seller, client_member)
    assert found is not None
    services.remove_contact(contact=found, now=now)
    assert list(queries.contacts_of(seller)) == []
    meet(seller, client_member, now=now + DAY)
    assert [one.member for one in queries.contacts_of(seller)] == [client_member]


def test_reminders_are_told_at_their_moment_once(
    contact: Contact, seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    with pytest.raises(errors.ReminderInThePast):
        services.add_reminder(contact=contact, text="Ask", due_at=now, now=now)
    at = now + DAY
    reminder = services.add_reminder(contact=contact, text="Ask", due_at=at, now=now)
    assert services.tell_due_reminders(now=at - timedelta(seconds=1), limit=9) == 0
    assert services.tell_due_reminders(now=at, limit=9) == 1
    assert services.tell_due_reminders(now=at + DAY, limit=9) == 0
    run_outbox(at)
    assert Notification.objects.get(member=seller).kind == "relationships.reminder"
    assert queries.due_reminders_of(seller, now=at) == [reminder]
    services.finish_reminder(reminder=reminder, now=at)
    with pytest.raises(errors.ReminderDone):
        services.finish_reminder(reminder=reminder, now=at)
    assert queries.due_reminders_of(seller, now=at) == []


def test_a_done_reminder_is_never_told(contact: Contact, now: datetime) -> None:
    reminder = services.add_reminder(contact=contact, text="Ask", due_at=now + DAY, now=now)
    services.finish_reminder(reminder=reminder, now=now)
    assert services.tell_due_reminders(now=now + 2 * DAY, limit=9) == 0


def test_money_here_and_money_elsewhere_stay_apart(
    client_member: Member, seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    completed(client_member, seller, now=now)
    run_outbox(now)
    found = queries.contact_of_member(seller, client_member)
    assert found is not None
    deal = services.record_deal(
        contact=found,
        amount=Money(99_000, "SAR"),
        made_on=now.date(),
        source=Source.OTHER,
        note="",
        now=now,
    )
    with pytest.raises(errors.DealInTheFuture):
        services.record_deal(
            contact=found,
            amount=Money(1, "SAR"),
            made_on=now.date() + timedelta(days=2),
            source=Source.OTHER,
            note="",
            now=now,
        )
    (row,) = queries.contact_rows([found], seller)
    assert (row.worth, row.orders, row.deals) == ((("USD", 30_000),), 1, (("SAR", 99_000),))
    services.remove_deal(deal=deal)
    (row,) = queries.contact_rows([found], seller)
    assert row.deals == ()


FILE = """name;email;company;source;tags;note
منى صالح;mona@example.com;Qahwa 27;word_of_mouth;مقهى، شهري;قابلتها في المعرض
Lena;;;;;
"""


def test_a_file_comes_in_whole(seller: Member, now: datetime) -> None:
    made = services.import_contacts(owner=seller, content=FILE.encode("utf-8-sig"), now=now)
    assert [(one.name, one.source, one.tags) for one in made] == [
        ("منى صالح", Source.WORD_OF_MOUTH, ["مقهى", "شهري"]),
        ("Lena", Source.OTHER, []),
    ]
    assert Note.objects.get().text == "قابلتها في المعرض"


def test_a_file_says_what_is_wrong_with_each_line(
    contact: Contact, seller: Member, now: datetime
) -> None:
    rows = [
        "name,email,source",
        ",a@example.com,",
        "Bad,no address,",
        "Same,b@example.com,",
        "Twin,B@example.com,",
        "Known,mona@example.com,",
        "Odd,,moon",
        "Long,,,,",
    ]
    with pytest.raises(errors.LinesWrong) as caught:
        services.import_contacts(owner=seller, content="\n".join(rows).encode(), now=now)
    assert [line for line, _text in caught.value.lines] == [2, 3, 5, 6, 7, 8]
    assert list(Contact.objects.all()) == [contact]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\xff\xfe\x00", errors.FileUnreadable),
        (b"a\x00b", errors.FileUnreadable),
        (b"", errors.ColumnsUnknown),
        (b"email\na@example.com", errors.ColumnsUnknown),
        (b"name\n\n , \n", errors.FileEmpty),
        (b"name\n" + b"x\n" * 501, errors.FileTooLong),
        (b"name\n" + b"x" * 1_000_001, errors.FileTooLong),
    ],
)
def test_files_that_are_no_table_are_refused(
    content: bytes, error: type[Exception], seller: Member, now: datetime
) -> None:
    with pytest.raises(error):
        services.import_contacts(owner=seller, content=content, now=now)


def test_an_invitation_is_mailed_once(contact: Contact, seller: Member, now: datetime) -> None:
    from marketplace.notifications.models import OutgoingMail  # noqa: PLC0415

    services.invite_client(contact=contact, language="ar", message="أهلًا", now=now)
    with pytest.raises(errors.AlreadyInvited):
        services.invite_client(contact=contact, language="ar", message="", now=now)
    mail = OutgoingMail.objects.get(to="mona@example.com")
    assert "/clients/join/" in mail.text
    assert "أهلًا" in mail.text
    bare = services.add_contact(owner=seller, draft=ContactDraft(name="No"), now=now)
    with pytest.raises(errors.InvitationNeedsAddress):
        services.invite_client(contact=bare, language="ar", message="", now=now)


def test_pulses_are_asked_in_their_time(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    assert services.plan_pulses(order=order, now=now) == 3
    services.plan_pulses(order=order, now=now)
    assert Pulse.objects.count() == 3
    assert services.ask_due_pulses(now=now, limit=9) == 1
    assert services.ask_due_pulses(now=now + 30 * DAY - timedelta(seconds=1), limit=9) == 0
    assert services.ask_due_pulses(now=now + 30 * DAY, limit=9) == 1
    assert services.ask_due_pulses(now=now + 90 * DAY, limit=9) == 1
    assert services.ask_due_pulses(now=now + 900 * DAY, limit=9) == 0


def test_a_newer_order_is_asked_about_instead(
    client_member: Member, seller: Member, now: datetime
) -> None:
    for step in (0, 10):
        services.plan_pulses(order=completed(client_member, seller, now=now + step * DAY), now=now)
    assert services.ask_due_pulses(now=now + 31 * DAY, limit=9) == 2
    assert services.ask_due_pulses(now=now + 40 * DAY, limit=9) == 1


def test_an_answer_is_given_once_and_stands_in_the_book(
    client_member: Member, seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    order = completed(client_member, seller, now=now)
    run_outbox(now)
    services.ask_due_pulses(now=now, limit=9)
    (pulse,) = queries.open_pulses_of(client_member)
    services.answer_pulse(pulse=pulse, feeling=Feeling.SURPRISED, now=now + HOUR)
    with pytest.raises(errors.PulseAnswered):
        services.answer_pulse(pulse=pulse, feeling=Feeling.HAPPY, now=now + HOUR)
    found = queries.contact_of_member(seller, client_member)
    assert found is not None
    (row,) = queries.contact_rows([found], seller)
    assert (row.feeling, queries.open_pulses_of(client_member)) == ("surprised", [])
    assert [one.feeling for one in queries.answers_about(order.public_id, seller)] == ["surprised"]


def test_sources_add_up_over_any_days(
    client_member: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
) -> None:
    meet(seller, client_member, now=now, source=Source.ARTICLE)
    meet(seller, stranger, now=now, source=Source.PROPOSAL)
    completed(client_member, seller, now=now)
    completed(client_member, seller, now=now + 40 * DAY)
    completed(stranger, seller, now=now + DAY, amount=10_000)
    report = queries.report_sources(seller, since=None, until=None)
    assert [(line.source, line.clients, line.orders, line.income) for line in report.lines] == [
        ("article", 1, 2, 24_000 + 24_600),
        ("proposal", 1, 1, 8_000),
    ]
    assert (report.total.orders, report.total.income) == (3, 56_600)
    assert (report.free_clients_bp, report.free_orders_bp) == (5_000, 6_667)
    later = queries.report_sources(seller, since=now + 2 * DAY, until=None)
    assert [(line.source, line.clients, line.orders) for line in later.lines] == [("article", 0, 1)]
    assert queries.report_sources(seller, since=None, until=now).lines == []
    assert queries.share(0, 0) == 0
    assert date(2026, 11, 23) == now.date()


def removed(owner: Member, client: Member, now: datetime) -> Contact:
    """Return a client on the platform whom the owner has taken out of the book."""
    meet(owner, client, now=now)
    found = queries.contact_of_member(owner, client)
    assert found is not None
    draft = ContactDraft(name="Omar", email="omar@example.com")
    services.edit_contact(contact=found, draft=draft)
    services.add_reminder(contact=found, text="Ask", due_at=now + DAY, now=now)
    services.remove_contact(contact=found, now=now)
    return found


def test_a_removed_client_is_no_reminder(
    client_member: Member, seller: Member, now: datetime
) -> None:
    removed(seller, client_member, now)
    assert services.tell_due_reminders(now=now + 2 * DAY, limit=10) == 0
    assert queries.due_reminders_of(seller, now=now + 2 * DAY) == []


def test_adding_a_removed_client_brings_them_back(
    client_member: Member, seller: Member, now: datetime
) -> None:
    gone = removed(seller, client_member, now)
    draft = ContactDraft(name="Omar again", email="Omar@example.com", company="Qahwa")
    back = services.add_contact(owner=seller, draft=draft, now=now)
    assert (back.pk, back.name, back.company, back.hidden_at) == (
        gone.pk,
        "Omar again",
        "Qahwa",
        None,
    )
    assert back.source == Source.SEARCH
    assert services.tell_due_reminders(now=now + 2 * DAY, limit=10) == 1
