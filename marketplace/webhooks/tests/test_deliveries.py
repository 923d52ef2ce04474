"""Messages are written once, sent until taken or given up, and sent again by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound, TooManyRequests
from marketplace.core.events import publish
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.sealed import unseal
from marketplace.webhooks.choices import DELIVERY_TRANSITIONS, DeliveryState
from marketplace.webhooks.errors import (
    DeliveryTransitionRefused,
    DeliveryUnderWay,
    EndpointIsOff,
)
from marketplace.webhooks.models import Attempt, Endpoint, WebhookDelivery
from marketplace.webhooks.services import (
    Outcome,
    claim_delivery,
    deliveries,
    forget_old_deliveries,
    pause_after,
    redeliver,
    send_due_deliveries,
    send_test,
    settle_delivery,
    sign,
    write_deliveries,
)
from marketplace.webhooks.services.deliveries import transition
from marketplace.webhooks.services.sending import SECONDS
from marketplace.webhooks.services.signing import PURPOSE
from marketplace.webhooks.tests.conftest import SAMPLE, Receiver, SampleHappened

pytestmark = pytest.mark.django_db
MakeEndpoint = Callable[..., Endpoint]


def write(member: Member, now: datetime) -> WebhookDelivery:
    written = write_deliveries(
        event=SAMPLE, member_ids=[member.public_id], data={"amount": 5}, now=now
    )
    assert written == 1
    return WebhookDelivery.objects.latest("id")


def test_one_event_is_one_message_to_each_endpoint_that_listens(
    seller: Member,
    client_member: Member,
    stranger: Member,
    make_endpoint: MakeEndpoint,
    run_outbox: Callable[..., int],
    now: datetime,
) -> None:
    ears = [make_endpoint(seller), make_endpoint(seller), make_endpoint(client_member)]
    make_endpoint(stranger)
    Endpoint.objects.filter(pk=make_endpoint(seller).pk).update(is_active=False)
    Endpoint.objects.filter(pk=make_endpoint(seller).pk).update(events=["other.event"])
    with transaction.atomic():
        publish(
            SampleHappened(
                first_id=seller.public_id, second_id=client_member.public_id, amount=700
            ),
            now=now,
        )
    run_outbox(now)
    run_outbox(now)
    rows = WebhookDelivery.objects.order_by("endpoint_id")
    assert [row.endpoint for row in rows] == ears
    assert rows[0].payload == {
        "type": SAMPLE,
        "timestamp": now.isoformat(),
        "data": {"amount": 700},
    }


def test_a_message_is_signed_and_taken(
    seller: Member, receiver: Receiver, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    endpoint = make_endpoint(seller, receiver.url)
    delivery = write(seller, now)
    assert send_due_deliveries(now=now, limit=10) == 1
    ((headers, body),) = receiver.got
    assert json.loads(body) == delivery.payload
    assert headers["webhook-id"] == f"msg_{delivery.public_id}"
    assert headers["webhook-signature"] == sign(
        unseal(endpoint.secret, purpose=PURPOSE),
        message_id=headers["webhook-id"],
        timestamp=int(headers["webhook-timestamp"]),
        body=body,
    )
    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    assert (delivery.state, delivery.delivered_at) == ("delivered", now)
    assert endpoint.last_success_at == now
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.excerpt, attempt.error) == (200, "thanks", "")
    assert send_due_deliveries(now=now + timedelta(days=1), limit=10) == 0


def test_what_fails_is_tried_again_with_growing_pauses(
    seller: Member, receiver: Receiver, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    make_endpoint(seller, receiver.url)
    delivery = write(seller, now)
    receiver.answers = [(500, b"oops"), (302, b""), (404, b"no")]
    moment, seen = now, []
    for _number in range(4):
        send_due_deliveries(now=moment, limit=1)
        delivery.refresh_from_db()
        seen.append((delivery.state, delivery.due_at - moment))
        assert send_due_deliveries(now=delivery.due_at - timedelta(seconds=1), limit=1) == 0
        moment = delivery.due_at
    assert seen[:3] == [
        ("waiting", timedelta(seconds=30)),
        ("waiting", timedelta(minutes=2)),
        ("waiting", timedelta(minutes=8)),
    ]
    assert seen[3][0] == "delivered"
    assert {headers["webhook-id"] for headers, _body in receiver.got} == {
        f"msg_{delivery.public_id}"
    }
    assert list(Attempt.objects.order_by("id").values_list("status", flat=True)) == [
        500, 302, 404, 200,
    ]  # fmt: skip


def test_pauses_grow_to_half_a_day() -> None:
    pauses = [int(pause_after(count).total_seconds()) for count in range(1, 9)]
    assert pauses == [30, 120, 480, 1920, 7680, 30720, 43200, 43200]


def fail_to_the_end(delivery: WebhookDelivery, now: datetime) -> datetime:
    moment = now
    while delivery.state in ("waiting", "sending"):
        send_due_deliveries(now=moment, limit=1)
        delivery.refresh_from_db()
        moment = max(moment, delivery.due_at)
    return moment


def test_after_eight_failures_the_endpoint_rests_and_its_member_hears_of_it(
    seller: Member, receiver: Receiver, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    endpoint = make_endpoint(seller, receiver.url)
    delivery = write(seller, now)
    receiver.answers = [(500, b"")] * 8
    end = fail_to_the_end(delivery, now)
    endpoint.refresh_from_db()
    assert (delivery.state, len(receiver.got)) == ("failed", 8)
    assert (endpoint.is_active, endpoint.disabled_by) == (False, "failures")
    assert OutboxEvent.objects.get(name="EndpointDisabled").payload == {
        "endpoint_id": endpoint.public_id,
        "member_id": seller.public_id,
        "address": receiver.url,
        "reason": "failures",
    }
    assert AuditRecord.objects.filter(action="webhook_disabled").count() == 1
    assert write_deliveries(event=SAMPLE, member_ids=[seller.public_id], data={}, now=end) == 0


def test_an_endpoint_that_takes_other_messages_stays_on(
    seller: Member, receiver: Receiver, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    endpoint = make_endpoint(seller, receiver.url)
    delivery = write(seller, now)
    receiver.answers = [(500, b"")] * 8
    Endpoint.objects.update(last_success_at=now + timedelta(minutes=1))
    fail_to_the_end(delivery, now)
    endpoint.refresh_from_db()
    assert (delivery.state, endpoint.is_active) == ("failed", True)


def test_who_says_gone_hears_no_more(
    seller: Member, receiver: Receiver, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    endpoint = make_endpoint(seller, receiver.url)
    delivery = write(seller, now)
    receiver.answers = [(410, b"")]
    send_due_deliveries(now=now, limit=1)
    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    assert (delivery.state, endpoint.disabled_by) == ("failed", "gone")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://127.0.0.1/hook", "address_not_public"),
        ("https://10.1.2.3/hook", "address_not_public"),
        ("https://169.254.169.254/latest/meta-data/", "address_not_public"),
        ("https://[::1]/hook", "address_not_public"),
        ("https://[::ffff:127.0.0.1]/hook", "address_not_public"),
        ("https://localhost/hook", "address_invalid"),
        ("http://127.0.0.1:6379/", "address_invalid"),
        ("file:///etc/passwd", "address_invalid"),
    ],
)
def test_an_inner_address_that_slipped_in_is_never_opened(
    url: str, code: str, seller: Member, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    endpoint = make_endpoint(seller)
    Endpoint.objects.filter(pk=endpoint.pk).update(url=url)
    write(seller, now)
    send_due_deliveries(now=now, limit=1)
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.error, attempt.excerpt) == (None, code, "")


def test_loopback_is_closed_outside_development(
    seller: Member,
    receiver: Receiver,
    make_endpoint: MakeEndpoint,
    now: datetime,
    settings: Any,
) -> None:
    make_endpoint(seller, receiver.url)
    write(seller, now)
    settings.WEBHOOKS_TO_LOOPBACK = False
    send_due_deliveries(now=now, limit=1)
    assert receiver.got == []
    assert Attempt.objects.get().error == "address_invalid"


def test_a_sender_that_died_is_taken_over_after_its_lease(
    seller: Member, receiver: Receiver, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    make_endpoint(seller, receiver.url)
    delivery = write(seller, now)
    claimed = claim_delivery(now=now)
    assert claimed is not None
    assert claim_delivery(now=now + deliveries.LEASE - timedelta(seconds=1)) is None
    later = now + deliveries.LEASE
    assert send_due_deliveries(now=later, limit=1) == 1
    late = settle_delivery(
        delivery_id=delivery.pk,
        attempts_left=claimed.attempts_left,
        outcome=Outcome(status=500),
        now=later,
    )
    assert late.state == "delivered"
    assert [one.error or one.status for one in Attempt.objects.order_by("id")] == [
        "sender_gone", 200, 500,
    ]  # fmt: skip


def test_the_last_attempt_of_a_dead_sender_is_given_up(
    seller: Member, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    make_endpoint(seller)
    delivery = write(seller, now)
    WebhookDelivery.objects.update(attempts_left=1)
    claim_delivery(now=now)
    claim_delivery(now=now + timedelta(hours=1))
    delivery.refresh_from_db()
    assert delivery.state == "failed"


def test_a_closed_account_gets_nothing(
    seller: Member, receiver: Receiver, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    make_endpoint(seller, receiver.url)
    write(seller, now)
    Member.objects.filter(pk=seller.pk).update(is_active=False)
    assert send_due_deliveries(now=now, limit=10) == 0
    assert write_deliveries(event=SAMPLE, member_ids=[seller.public_id], data={}, now=now) == 0
    assert receiver.got == []


def test_a_settled_message_is_sent_once_more_under_its_own_id(
    seller: Member, receiver: Receiver, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    make_endpoint(seller, receiver.url)
    delivery = write(seller, now)
    with pytest.raises(DeliveryUnderWay):
        redeliver(public_id=delivery.public_id, actor=seller, now=now)
    send_due_deliveries(now=now, limit=1)
    redeliver(public_id=delivery.public_id, actor=seller, now=now)
    assert send_due_deliveries(now=now, limit=1) == 1
    ids = [headers["webhook-id"] for headers, _body in receiver.got]
    assert ids == [delivery.message_id] * 2


def test_who_may_send_once_more(
    seller: Member,
    stranger: Member,
    receiver: Receiver,
    make_endpoint: MakeEndpoint,
    now: datetime,
) -> None:
    endpoint = make_endpoint(seller, receiver.url)
    delivery = write(seller, now)
    send_due_deliveries(now=now, limit=1)
    with pytest.raises(NotFound):
        redeliver(public_id=delivery.public_id, actor=stranger, now=now)
    Endpoint.objects.filter(pk=endpoint.pk).update(is_active=False)
    with pytest.raises(EndpointIsOff):
        redeliver(public_id=delivery.public_id, actor=seller, now=now)


@pytest.mark.parametrize("source", DeliveryState)
@pytest.mark.parametrize("target", DeliveryState)
def test_a_delivery_moves_as_the_table_says(source: DeliveryState, target: DeliveryState) -> None:
    delivery = WebhookDelivery(state=source)
    if target in DELIVERY_TRANSITIONS[source]:
        transition(delivery, target)
        assert delivery.state == target
    else:
        with pytest.raises(DeliveryTransitionRefused):
            transition(delivery, target)


def test_the_log_is_forgotten_after_a_month(
    seller: Member, make_endpoint: MakeEndpoint, now: datetime
) -> None:
    make_endpoint(seller)
    write(seller, now)
    kept = write(seller, now + timedelta(days=1))
    assert forget_old_deliveries(now=now + timedelta(days=30, seconds=1), limit=100) == 1
    assert WebhookDelivery.objects.get() == kept


def test_an_endpoint_that_is_removed_meanwhile_ends_no_run(
    seller: Member,
    stranger: Member,
    make_endpoint: MakeEndpoint,
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    gone, stays = make_endpoint(seller), make_endpoint(stranger)
    for member in (seller, stranger):
        write(member, now)

    def post(**_given: Any) -> Outcome:
        Endpoint.objects.filter(pk=gone.pk).delete()
        return Outcome(status=200)

    monkeypatch.setattr("marketplace.webhooks.services.deliveries.post_message", post)
    assert send_due_deliveries(now=now, limit=9) == 2
    left = WebhookDelivery.objects.get()
    assert (left.endpoint, left.state) == (stays, DeliveryState.DELIVERED)


def test_messages_by_hand_have_a_limit(
    seller: Member, make_endpoint: MakeEndpoint, now: datetime, settings: Any
) -> None:
    settings.RATE_LIMITS_ON = True
    endpoint = make_endpoint(seller)
    for _turn in range(60):
        send_test(public_id=endpoint.public_id, actor=seller, now=now)
    with pytest.raises(TooManyRequests):
        send_test(public_id=endpoint.public_id, actor=seller, now=now)
    assert WebhookDelivery.objects.count() == 60


def test_a_lease_outlasts_a_run() -> None:
    assert deliveries.LEASE.total_seconds() > deliveries.MOST_IN_A_RUN * SECONDS
