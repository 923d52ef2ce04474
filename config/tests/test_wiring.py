"""Parts that don't know each other meet: events go outside, panels stand on profiles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client

from config.wiring import INTERNAL, PUBLIC
from marketplace.accounts.models import Member
from marketplace.core.events import SUBSCRIPTIONS, publish
from marketplace.notifications.models import Notification
from marketplace.orders.events import OrderCompleted
from marketplace.webhooks.events import EndpointDisabled
from marketplace.webhooks.models import WebhookDelivery
from marketplace.webhooks.services import add_endpoint


@pytest.mark.parametrize(("name", "parties"), [(row[0], row[2]) for row in PUBLIC])
def test_each_public_event_has_one_consumer_and_its_parties(
    name: str, parties: tuple[str, ...]
) -> None:
    subscription = SUBSCRIPTIONS[f"webhooks.{name}"]
    known = {field.name for field in fields(subscription.event)}
    assert set(parties) <= known
    assert not set(parties) & INTERNAL


@pytest.mark.django_db
def test_both_sides_of_an_order_hear_of_it_outside(
    seller: Member,
    client_member: Member,
    stranger: Member,
    run_outbox: Callable[..., int],
    now: datetime,
) -> None:
    for member in (seller, client_member, stranger):
        add_endpoint(
            member=member, url="https://a.example.com/", events=["order.completed"], now=now
        )
    with transaction.atomic():
        publish(
            OrderCompleted(
                order_id="abc123abc123",
                client_id=client_member.public_id,
                seller_id=seller.public_id,
                amount=10_000,
                currency="USD",
                fee=2_000,
                clears_at=now.isoformat(),
                entry_id=7,
            ),
            now=now,
        )
    run_outbox(now)
    rows = WebhookDelivery.objects.filter(event="order.completed").order_by("id")
    assert {row.endpoint.member_id for row in rows} == {seller.pk, client_member.pk}
    told = rows[0].payload["data"]
    assert (told["order_id"], told["amount"], told["fee"]) == ("abc123abc123", 10_000, 2_000)
    assert not INTERNAL & set(told)


@pytest.mark.django_db
def test_a_webhook_that_rests_is_told_in_page(
    seller: Member, run_outbox: Callable[..., int], now: datetime
) -> None:
    with transaction.atomic():
        publish(
            EndpointDisabled(
                endpoint_id="abc123abc123",
                member_id=seller.public_id,
                address="https://a.example.com/",
                reason="failures",
            ),
            now=now,
        )
    run_outbox(now)
    told = Notification.objects.get(member=seller)
    assert told.kind == "webhooks.disabled"
    assert told.url == "/accounts/settings/webhooks/abc123abc123/"


@pytest.mark.django_db
def test_an_empty_profile_has_no_panels(seller: Member) -> None:
    text = Client().get(f"/en/u/{seller.username}/").content.decode()
    assert 'id="gigs"' not in text
    assert 'id="articles"' not in text
