"""Facts about webhooks."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EndpointDisabled(Event):
    """The platform switched an endpoint off, because it failed for too long or is gone."""

    endpoint_id: str
    member_id: str
    address: str
    reason: str
