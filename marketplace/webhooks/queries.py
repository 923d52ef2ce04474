"""Named reads of webhooks. What is not the member's own does not exist for them."""

from __future__ import annotations

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.webhooks.models import Attempt, Endpoint, WebhookDelivery


def endpoints_of(member: Member) -> QuerySet[Endpoint]:
    """Return the member's endpoints, the newest first."""
    return Endpoint.objects.filter(member=member).order_by("-id")


def get_endpoint_for(member: Member, public_id: str) -> Endpoint:
    """Return one of the member's endpoints. Raises NotFound."""
    endpoint = Endpoint.objects.filter(member=member, public_id=public_id).first()
    if endpoint is None:
        raise NotFound
    return endpoint


def deliveries_of(endpoint: Endpoint) -> QuerySet[WebhookDelivery]:
    """Return what was, or is to be, sent to an endpoint, the newest first."""
    return endpoint.deliveries.order_by("-id")


def get_delivery_for(member: Member, public_id: str) -> WebhookDelivery:
    """Return a delivery to one of the member's endpoints, with the endpoint. Raises NotFound."""
    rows = WebhookDelivery.objects.select_related("endpoint")
    delivery = rows.filter(endpoint__member=member, public_id=public_id).first()
    if delivery is None:
        raise NotFound
    return delivery


def attempts_of(delivery: WebhookDelivery) -> QuerySet[Attempt]:
    """Return what came of each sending, the latest first."""
    return delivery.attempts.order_by("-id")
