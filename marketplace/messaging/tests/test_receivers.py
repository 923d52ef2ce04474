"""A message becomes a notice, once until it is looked at."""

from __future__ import annotations

from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.messaging import services
from marketplace.messaging.tests.world import RunOutbox, say, talk
from marketplace.notifications.models import Notification, OutgoingMail

pytestmark = pytest.mark.django_db


def test_the_others_are_told_and_the_writer_is_not(
    client_member: Member, seller: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    say(conversation, client_member, now=now)
    assert run_outbox(now) == 1
    row = Notification.objects.get()
    assert (row.member, row.kind, row.group, row.url) == (
        seller,
        "messaging.message",
        "messages",
        f"/inbox/{conversation.public_id}/",
    )
    assert row.params == {"name": "Omar", "title": "A logo"}
    assert OutgoingMail.objects.get().subject == "New message from \u2068Omar\u2069"


def test_more_messages_say_nothing_new_until_the_first_is_read(
    client_member: Member, seller: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    for _turn in range(3):
        last = say(conversation, client_member, now=now)
    run_outbox(now)
    assert Notification.objects.count() == OutgoingMail.objects.count() == 1
    services.mark_conversation_read(conversation=conversation, member=seller, up_to=last, now=now)
    assert Notification.objects.filter(read_at=None).count() == 0
    say(conversation, client_member, now=now)
    run_outbox(now)
    assert Notification.objects.filter(read_at=None).count() == 1


def test_who_has_seen_it_already_is_not_told(
    client_member: Member, seller: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    message = say(conversation, client_member, now=now)
    services.mark_conversation_read(
        conversation=conversation, member=seller, up_to=message, now=now
    )
    run_outbox(now)
    assert Notification.objects.count() == 0


def test_who_muted_it_is_not_told_until_they_want_to(
    client_member: Member, seller: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    for muted, expected in ((True, 0), (True, 0), (False, 1)):
        services.mute_conversation(conversation=conversation, member=seller, muted=muted)
        say(conversation, client_member, now=now)
        run_outbox(now)
        assert Notification.objects.count() == expected


def test_messages_of_the_platform_and_cards_are_told_by_those_who_put_them_there(
    client_member: Member, seller: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    say(conversation, None, now=now)
    services.send_message(
        conversation=conversation.public_id,
        author=seller,
        body="",
        card_kind="offer",
        card_ref="x",
        now=now,
    )
    assert run_outbox(now) == 2
    assert Notification.objects.count() == 0
