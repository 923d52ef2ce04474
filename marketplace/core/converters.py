"""Parts of addresses. What can't be right never reaches a view: `<public_id:order_id>`."""

from __future__ import annotations

from django.urls import register_converter

from marketplace.core.ids import PUBLIC_ID_PATTERN


class PublicIdConverter:
    """Twelve letters and digits, as `core.ids` makes them."""

    regex = PUBLIC_ID_PATTERN

    def to_python(self, value: str) -> str:
        """Return the id as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id as it goes into an address."""
        return value


register_converter(PublicIdConverter, "public_id")
