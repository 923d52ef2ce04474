"""The doors to pulses: by a signed link, or as the client of the order."""

from __future__ import annotations

from typing import Final

from django.core import signing
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.addresses import without_language
from marketplace.core.errors import NotFound
from marketplace.relationships.errors import PulseLinkInvalid
from marketplace.relationships.models import Pulse

_SALT: Final = "relationships.pulse"


def pulse_path(pulse: Pulse) -> str:
    """Return the signed path, without language, that answers without signing in."""
    token = signing.dumps(pulse.public_id, salt=_SALT)
    return without_language(reverse("relationships:pulse", args=[token]))


def get_pulse(public_id: str) -> Pulse:
    """Return a pulse with its order and people. Raises NotFound."""
    rows = Pulse.objects.select_related("order", "seller", "client")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_pulse_by_link(token: str) -> Pulse:
    """Return the pulse of a signed link. Raises PulseLinkInvalid, NotFound."""
    try:
        public_id = str(signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        raise PulseLinkInvalid from None
    return get_pulse(public_id)


def get_pulse_for(client: Member, public_id: str) -> Pulse:
    """Return a pulse that this client was asked. Raises NotFound for all others."""
    found = get_pulse(public_id)
    if found.client_id != client.pk or not found.was_asked:
        raise NotFound
    return found


def open_pulses_of(client: Member, *, limit: int = 20) -> list[Pulse]:
    """Return what the client was asked and hasn't answered, newest first."""
    rows = Pulse.objects.filter(client=client, was_asked=True, answered_at=None)
    return list(rows.select_related("order", "seller").order_by("-due_at", "-id")[:limit])


def open_pulse_about(order_public_id: str, client: Member) -> Pulse | None:
    """Return the newest unanswered question about an order, for its client."""
    rows = Pulse.objects.filter(
        order__public_id=order_public_id, client=client, was_asked=True, answered_at=None
    )
    return rows.select_related("order", "seller").order_by("-due_at", "-id").first()


def answers_about(order_public_id: str, seller: Member) -> list[Pulse]:
    """Return how an order left its client, as its freelancer may read it."""
    rows = Pulse.objects.filter(
        order__public_id=order_public_id, seller=seller, answered_at__isnull=False
    )
    return list(rows.order_by("due_at", "id"))
