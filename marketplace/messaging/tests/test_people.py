"""Blocks, saved replies, reading, archive, search, and what a writer agreed to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import override_settings

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.models import AuditRecord
from marketplace.core.scanners import SCANNERS, Found, ScannerAway
from marketplace.core.scanning import FileNotServed
from marketplace.messaging import errors, queries, services
from marketplace.messaging.models import Attachment, Conversation, ToldDetail
from marketplace.messaging.queries import InboxBox
from marketplace.messaging.tests.world import say, talk, text_file
from marketplace.notifications.models import Notification
from marketplace.orders.tests.world import make_order

NUMBER = "رقمي ٠٥٥١٢٣٤٥٦٧"


@pytest.fixture
def conversation(client_member: Member, seller: Member, now: datetime) -> Conversation:
    return talk(client_member, seller, now=now, ref="none", title="About a logo")


def write(talk_: Conversation, by: Member, body: str, now: datetime, as_is: str = "") -> Any:
    return services.write_message(conversation=talk_, author=by, body=body, as_is=as_is, now=now)


def test_a_writer_is_told_and_decides(
    conversation: Conversation, client_member: Member, seller: Member, now: datetime
) -> None:
    with pytest.raises(errors.ContactDetailsFound) as found:
        write(conversation, seller, NUMBER, now)
    assert [detail.text for detail in found.value.details] == ["0551234567"]
    as_is = found.value.as_is
    with pytest.raises(errors.ContactDetailsFound):
        write(conversation, seller, f"{NUMBER} 0561234567", now, as_is)
    with pytest.raises(errors.ContactDetailsFound):
        write(conversation, client_member, NUMBER, now, as_is)
    assert write(conversation, seller, NUMBER, now, as_is).source == NUMBER
    # The same thing in other words isn't pointed out again; another one is.
    write(conversation, seller, "call 055 123 4567", now)
    with pytest.raises(errors.ContactDetailsFound):
        write(conversation, seller, "or 0561234567", now)
    with pytest.raises(errors.ContactDetailsFound):
        write(conversation, client_member, "call 055 123 4567", now)


def test_what_is_kept_of_a_consent_says_nothing(
    conversation: Conversation, seller: Member, now: datetime
) -> None:
    with pytest.raises(errors.ContactDetailsFound) as found:
        write(conversation, seller, NUMBER, now)
    write(conversation, seller, NUMBER, now, found.value.as_is)
    (row,) = ToldDetail.objects.all()
    assert "0551234567" not in row.digest
    assert not AuditRecord.objects.filter(actor=seller.public_id).exists()


def test_a_block_closes_conversations_to_both_and_orders_go_on(
    conversation: Conversation, client_member: Member, seller: Member, now: datetime
) -> None:
    order = make_order(client_member, seller, now=now)
    in_order = queries.conversation_of("order", order.public_id)
    assert in_order is not None
    services.block_member(member=seller, other=client_member, now=now)
    services.block_member(member=seller, other=client_member, now=now)
    for writer in (client_member, seller):
        with pytest.raises(errors.MemberBlocked):
            say(conversation, writer, now=now)
        say(in_order, writer, now=now)
    with pytest.raises(errors.MemberBlocked):
        talk(client_member, seller, now=now, ref="new")
    assert talk(client_member, seller, now=now, ref="none") == conversation
    with pytest.raises(errors.MemberBlocked):
        make_order(client_member, seller, now=now)
    # The other side can't lift it.
    assert not services.unblock_member(member=client_member, other=seller, now=now)
    assert services.unblock_member(member=seller, other=client_member, now=now)
    say(conversation, client_member, now=now)
    with pytest.raises(errors.OwnBlock):
        services.block_member(member=seller, other=seller, now=now)


def test_a_finished_order_is_no_way_around_a_block(
    client_member: Member, seller: Member, now: datetime
) -> None:
    from marketplace.orders.services import cancel_order  # noqa: PLC0415  one test's need

    order = make_order(client_member, seller, now=now)
    cancel_order(order=order, actor=client_member, now=now)
    in_order = queries.conversation_of("order", order.public_id)
    assert in_order is not None
    services.block_member(member=client_member, other=seller, now=now)
    with pytest.raises(errors.MemberBlocked):
        say(in_order, seller, now=now)


@override_settings(WAZZIFNI={"saved_replies_max": "1"})
def test_saved_replies_are_filled_and_limited(
    seller: Member, stranger: Member, now: datetime
) -> None:
    row = services.save_reply(member=seller, title=" Hi ", body="{name} {me} {x} {title}", now=now)
    filled = queries.fill_reply(row.body, name="{me}", me="Salma", title="Logo")
    assert (row.title, filled) == ("Hi", "Salma Salma {x} Logo")
    with pytest.raises(errors.TooManyReplies):
        services.save_reply(member=seller, title="Two", body="x", now=now)
    services.save_reply(member=seller, title="Hi", body="Other", reply=row, now=now)
    with pytest.raises(errors.ReplyNotFound):
        queries.get_reply_for(stranger, row.public_id)
    services.delete_reply(reply=row)
    assert queries.saved_replies_of(seller) == []


@pytest.mark.parametrize("who", ["writer", "reader"])
def test_reading_is_hidden_both_ways(
    who: str, conversation: Conversation, client_member: Member, seller: Member, now: datetime
) -> None:
    said = say(conversation, seller, now=now)
    conversation.refresh_from_db()
    services.mark_conversation_read(
        conversation=conversation, member=client_member, up_to=said, now=now
    )
    assert queries.read_thread(conversation, seller).is_seen
    services.set_reading(member=seller if who == "writer" else client_member, shows=False)
    assert not queries.read_thread(conversation, seller).is_seen


def test_an_archived_conversation_comes_back_by_what_others_write(
    conversation: Conversation, client_member: Member, seller: Member, now: datetime
) -> None:
    say(conversation, client_member, now=now)

    def listed(box: InboxBox) -> list[str]:
        _page, rows = queries.inbox_page(seller, number="1", box=box)
        return [row.latest.public_id for row in rows]

    services.archive_conversation(conversation=conversation, member=seller, archived=True, now=now)
    assert (listed(InboxBox.ALL), listed(InboxBox.ARCHIVED)) == ([], [conversation.public_id])
    say(conversation, seller, now=now)
    assert listed(InboxBox.ALL) == []
    say(conversation, client_member, now=now)
    assert (listed(InboxBox.ALL), listed(InboxBox.ARCHIVED)) == ([conversation.public_id], [])


def test_the_inbox_is_by_person_with_what_they_share(
    client_member: Member, seller: Member, member_factory: MakeMember, now: datetime
) -> None:
    third = member_factory("third")
    first, second = (talk(client_member, seller, now=now, ref=ref) for ref in ("a", "b"))
    talk(third, seller, now=now + timedelta(hours=2), ref="c")
    for conversation_ in (first, second):
        say(conversation_, client_member, now=now + timedelta(hours=1))
    order = make_order(client_member, seller, now=now)
    _page, rows = queries.inbox_page(seller, number="1")
    assert [(row.latest.people[0].name, row.talks, row.unread_count) for row in rows] == [
        ("Third", 1, 0),
        ("Omar", 3, 2),
    ]
    assert [thing.title for thing in rows[1].things] == [order.title]
    others = queries.other_talks(second, seller)
    assert {one.title for one in others} == {"A logo", order.title}


def test_search_finds_folded_words_in_ones_own_conversations_only(
    conversation: Conversation, client_member: Member, seller: Member, stranger: Member
) -> None:
    now = conversation.created_at
    say(conversation, seller, "أرسلتُ الشِّعار، ورقمه ١٢٣", now=now)
    said = say(conversation, seller, "x" * 200 + " الشعار الثاني " + "y" * 200, now=now)
    for text in ("ارسلت", "الشعار", "123"):
        assert queries.search_messages(client_member, text).count() >= 1
    rows = list(queries.search_messages(client_member, "الشعار"))
    hits = queries.show_hits(rows, client_member, "الشعار")
    assert (hits[0].message_id, len(hits)) == (said.public_id, 2)
    assert "الشعار الثاني" in hits[0].excerpt
    assert hits[0].excerpt.startswith("…")
    assert queries.search_messages(client_member, "ا").count() == 0
    assert queries.search_messages(stranger, "الشعار").count() == 0


class Slow:
    """A scanner that takes its time, and is away at first."""

    is_instant = False
    says: list[Found | None] = []

    def scan(self, stream: Any, /) -> Found:
        """Return what comes next."""
        stream.read()
        found = self.says.pop(0)
        if found is None:
            raise ScannerAway("away")
        return found

    def answers(self) -> bool:
        """Return that it is there."""
        return True


@pytest.fixture
def slow(settings: Any) -> Any:
    SCANNERS["slow"] = Slow
    settings.FILE_SCANNER = "slow"
    yield Slow
    del SCANNERS["slow"]


@pytest.mark.parametrize("malware", ["", "Eicar"])
def test_a_file_is_served_only_once_it_is_known(
    malware: str,
    slow: Any,
    conversation: Conversation,
    seller: Member,
    run_outbox: Callable[..., int],
    django_capture_on_commit_callbacks: Any,
) -> None:
    now = conversation.created_at
    slow.says = [None, Found(malware=malware)]
    say_file = services.send_message(
        conversation=conversation.public_id,
        author=seller,
        body="",
        files=[text_file()],
        now=now,
    )
    file = Attachment.objects.get(message=say_file)
    assert file.scan_state == "waiting"
    with pytest.raises(FileNotServed):
        queries.get_attachment_for(seller, file.public_id)
    assert services.scan_files(now=now, limit=5) == 0
    assert services.scan_files(now=now, limit=5) == 0  # leased: not asked again at once
    later = now + timedelta(minutes=3)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.scan_files(now=later, limit=5) == 1
    file.refresh_from_db()
    run_outbox(later)
    told = list(Notification.objects.values_list("kind", "member__username"))
    if malware:
        assert file.scan_state == "infected"
        assert not storages["private"].exists(file.file.name or "")
        assert ("messaging.file_refused", "salma") in told
        with pytest.raises(FileNotServed):
            queries.get_attachment_for(seller, file.public_id)
    else:
        assert queries.get_attachment_for(seller, file.public_id) == file
    assert services.scan_files(now=later, limit=5) == 0
