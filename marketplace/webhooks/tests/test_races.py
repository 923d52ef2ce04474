"""Several senders at once, on real connections: each message is sent once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from threading import Barrier

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from marketplace.accounts.models import Member
from marketplace.webhooks.choices import DeliveryState
from marketplace.webhooks.models import Endpoint, WebhookDelivery
from marketplace.webhooks.services import (
    Outcome,
    claim_delivery,
    remove_endpoint,
    settle_delivery,
    write_deliveries,
)
from marketplace.webhooks.tests.conftest import SAMPLE

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SENDERS = 6
MESSAGES = 30


def contend(claim: Callable[[], list[int]]) -> Counter[int]:
    """Let all senders claim at once; return how often each delivery was taken."""

    def run(_number: int) -> list[int]:
        try:
            return claim()
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as pool:
        return Counter(pk for taken in pool.map(run, range(SENDERS)) for pk in taken)


@pytest.fixture
def waiting(seller: Member, make_endpoint: Callable[..., Endpoint], now: datetime) -> int:
    make_endpoint(seller)
    for _number in range(MESSAGES):
        write_deliveries(event=SAMPLE, member_ids=[seller.public_id], data={}, now=now)
    return MESSAGES


def test_each_message_is_claimed_once(waiting: int, now: datetime) -> None:
    def claim() -> list[int]:
        taken: list[int] = []
        while (delivery := claim_delivery(now=now)) is not None:
            taken.append(delivery.pk)
        return taken

    counted = contend(claim)
    assert len(counted) == waiting
    assert set(counted.values()) == {1}
    assert set(WebhookDelivery.objects.values_list("attempts_left", flat=True)) == {7}


def test_without_the_lock_a_message_is_claimed_by_all(waiting: int) -> None:
    """Show that the race is real: the same claim, read without a lock."""
    all_have_read = Barrier(SENDERS)

    def claim() -> list[int]:
        row = WebhookDelivery.objects.filter(state="waiting").order_by("id").first()
        assert row is not None
        all_have_read.wait()
        WebhookDelivery.objects.filter(pk=row.pk).update(state=DeliveryState.SENDING)
        return [row.pk]

    assert list(contend(claim).values()) == [SENDERS]
    assert WebhookDelivery.objects.filter(state="waiting").count() == waiting - 1


def test_an_answer_and_a_removal_wait_for_each_other(
    seller: Member, make_endpoint: Callable[..., Endpoint], now: datetime
) -> None:
    """Both lock the endpoint first: neither holds what the other needs."""
    for _turn in range(6):
        endpoint = make_endpoint(seller)
        write_deliveries(event=SAMPLE, member_ids=[seller.public_id], data={}, now=now)
        claimed = claim_delivery(now=now)
        assert claimed is not None
        both = Barrier(2)

        def settle(delivery: WebhookDelivery = claimed, both: Barrier = both) -> None:
            both.wait()
            with suppress(ObjectDoesNotExist):
                settle_delivery(
                    delivery_id=delivery.pk,
                    attempts_left=delivery.attempts_left,
                    outcome=Outcome(status=200),
                    now=now,
                )

        def remove(public_id: str = endpoint.public_id, both: Barrier = both) -> None:
            both.wait()
            remove_endpoint(public_id=public_id, actor=seller, now=now)

        with ThreadPoolExecutor(2) as pool:
            done = [pool.submit(closing, verb) for verb in (settle, remove)]
        assert [one.exception() for one in done] == [None, None]
    assert not Endpoint.objects.exists()


def closing(verb: Callable[[], None]) -> None:
    """Do something on a connection of its own."""
    try:
        verb()
    finally:
        connection.close()
