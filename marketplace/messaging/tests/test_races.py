"""Several at once, on real connections."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from marketplace.accounts.models import Member
from marketplace.messaging.models import Conversation, Message, Participant
from marketplace.messaging.tests.world import say, talk

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(contenders: int, act: Callable[[int], object]) -> list[object]:
    """Run `act` in threads that start together."""
    barrier = Barrier(contenders)

    def run(number: int) -> object:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(contenders) as pool:
        return list(pool.map(run, range(contenders)))


def test_opening_at_once_opens_one(client_member: Member, seller: Member, now: datetime) -> None:
    pairs = [(client_member, seller), (seller, client_member)] * 3
    found = at_once(6, lambda number: talk(*pairs[number], now=now))
    assert len(set(found)) == Conversation.objects.count() == 1
    assert Participant.objects.count() == 2


def test_sending_the_same_at_once_sends_one(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    sent = at_once(6, lambda _number: say(conversation, seller, client_key="k1", now=now))
    assert len(set(sent)) == Message.objects.count() == 1
    assert Participant.objects.get(member=client_member).unread_count == 1


def test_writing_to_each_other_at_once_counts_each(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    third = talk(client_member, seller, now=now, ref="o2")
    authors = [client_member, seller] * 4
    at_once(8, lambda number: say(conversation, authors[number], now=now))
    assert Message.objects.count() == 8
    conversation.refresh_from_db()
    last = Message.objects.order_by("-id").first()
    assert conversation.last_message == last
    assert last is not None
    assert third.last_message is None
    writer = last.author
    assert Participant.objects.get(conversation=conversation, member=writer).unread_count == 0
