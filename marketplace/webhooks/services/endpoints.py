"""Endpoints: added, changed, switched on and off, their secrets renewed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.fetch import FetchError, parse_target
from marketplace.core.ratelimit import spend
from marketplace.webhooks.choices import PING, DisabledBy
from marketplace.webhooks.errors import (
    EndpointAddressRefused,
    EndpointIsOff,
    EndpointIsOn,
    NoEvents,
    TooManyEndpoints,
    UnknownEvent,
)
from marketplace.webhooks.models import Endpoint, WebhookDelivery
from marketplace.webhooks.services.registry import PUBLIC_EVENTS, new_delivery
from marketplace.webhooks.services.signing import new_secret, seal_secret

MOST_ENDPOINTS = 10
# Tests, and messages that a member sends once more.
BY_HAND = "60 per hour"
OLD_SECRET_COUNTS_FOR = timedelta(hours=24)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class NewSecret:
    """An endpoint with its secret, which nobody can read again."""

    endpoint: Endpoint
    secret: str


def is_own_machine(url: str) -> bool:
    """Whether an address leads to this machine, where the settings allow that (development)."""
    parts = urlsplit(url)
    is_allowed = bool(settings.WEBHOOKS_TO_LOOPBACK)
    return is_allowed and parts.scheme == "http" and parts.hostname in LOOPBACK


def check_address(url: str) -> str:
    """Return the address if it is https on a public host. Raises EndpointAddressRefused."""
    if is_own_machine(url):
        return url
    try:
        target = parse_target(url)
    except FetchError as refusal:
        raise EndpointAddressRefused(field="url") from refusal
    if target.scheme != "https":
        raise EndpointAddressRefused(field="url")
    return url


def _check_events(events: Collection[str]) -> list[str]:
    wanted = sorted(set(events))
    if not wanted:
        raise NoEvents(field="events")
    for name in wanted:
        if name not in PUBLIC_EVENTS or name == PING:
            raise UnknownEvent(field="events", event=name)
    return wanted


def _lock(member: Member, public_id: str) -> Endpoint:
    rows = Endpoint.objects.select_for_update(no_key=True)
    endpoint = rows.filter(member=member, public_id=public_id).first()
    if endpoint is None:
        raise NotFound
    return endpoint


def _record(endpoint: Endpoint, actor: Member, action: str, now: datetime) -> None:
    record_audit(
        actor=actor.public_id,
        action=action,
        subject=f"webhook:{endpoint.public_id}",
        after={"url": endpoint.url, "events": endpoint.events, "is_active": endpoint.is_active},
        now=now,
    )


@transaction.atomic
def add_endpoint(
    *, member: Member, url: str, events: Collection[str], description: str = "", now: datetime
) -> NewSecret:
    """Add an endpoint with a fresh secret.

    Locks the member's row. Raises EndpointAddressRefused, NoEvents, UnknownEvent, TooManyEndpoints.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    address, wanted = check_address(url.strip()), _check_events(events)
    if Endpoint.objects.filter(member=member).count() >= MOST_ENDPOINTS:
        raise TooManyEndpoints(count=MOST_ENDPOINTS)

    secret = new_secret()
    endpoint = Endpoint.objects.create(
        member=member,
        url=address,
        events=wanted,
        description=description.strip(),
        secret=seal_secret(secret),
        created_at=now,
    )

    _record(endpoint, member, "webhook_added", now)
    return NewSecret(endpoint, secret)


@transaction.atomic
def change_endpoint(
    *,
    public_id: str,
    url: str,
    events: Collection[str],
    description: str,
    actor: Member,
    now: datetime,
) -> Endpoint:
    """Change where an endpoint is and what it hears; the secret stays.

    Locks it. Raises NotFound, EndpointAddressRefused, NoEvents, UnknownEvent.
    """
    endpoint = _lock(actor, public_id)

    address, wanted = check_address(url.strip()), _check_events(events)

    endpoint.url, endpoint.events = address, wanted
    endpoint.description = description.strip()
    endpoint.save(update_fields=["url", "events", "description"])

    _record(endpoint, actor, "webhook_changed", now)
    return endpoint


@transaction.atomic
def disable_endpoint(*, public_id: str, actor: Member, now: datetime) -> Endpoint:
    """Switch an endpoint off; what waits stays. Locks it. Raises NotFound, EndpointIsOff."""
    endpoint = _lock(actor, public_id)

    if not endpoint.is_active:
        raise EndpointIsOff

    endpoint.is_active, endpoint.disabled_by = False, DisabledBy.MEMBER
    endpoint.save(update_fields=["is_active", "disabled_by"])

    _record(endpoint, actor, "webhook_disabled", now)
    return endpoint


@transaction.atomic
def enable_endpoint(*, public_id: str, actor: Member, now: datetime) -> Endpoint:
    """Switch an endpoint on; what waited is sent. Locks it. Raises NotFound, EndpointIsOn."""
    endpoint = _lock(actor, public_id)

    if endpoint.is_active:
        raise EndpointIsOn

    endpoint.is_active, endpoint.disabled_by = True, DisabledBy.NOBODY
    endpoint.save(update_fields=["is_active", "disabled_by"])

    _record(endpoint, actor, "webhook_enabled", now)
    return endpoint


@transaction.atomic
def rotate_secret(*, public_id: str, actor: Member, now: datetime) -> NewSecret:
    """Give an endpoint a new secret; for a day the old one signs beside it.

    Locks the endpoint. Raises NotFound.
    """
    endpoint = _lock(actor, public_id)

    secret = new_secret()
    endpoint.old_secret, endpoint.secret = endpoint.secret, seal_secret(secret)
    endpoint.old_secret_until = now + OLD_SECRET_COUNTS_FOR
    endpoint.save(update_fields=["secret", "old_secret", "old_secret_until"])

    _record(endpoint, actor, "webhook_secret_rotated", now)
    return NewSecret(endpoint, secret)


@transaction.atomic
def remove_endpoint(*, public_id: str, actor: Member, now: datetime) -> None:
    """Remove an endpoint with its log. Locks it. Raises NotFound."""
    endpoint = _lock(actor, public_id)

    _record(endpoint, actor, "webhook_removed", now)
    endpoint.delete()


@transaction.atomic
def send_test(*, public_id: str, actor: Member, now: datetime) -> WebhookDelivery:
    """Send a test message to an endpoint. Locks it.

    Raises NotFound, EndpointIsOff, TooManyRequests.
    """
    spend(rate=BY_HAND, name="webhook_by_hand", who=actor.public_id)
    endpoint = _lock(actor, public_id)

    if not endpoint.is_active:
        raise EndpointIsOff

    delivery = new_delivery(endpoint, event=PING, data={"webhook_id": endpoint.public_id}, now=now)
    delivery.save(force_insert=True)
    return delivery
