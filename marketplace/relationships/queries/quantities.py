"""Amounts of a retainer in words: hours are kept in minutes, pieces as they are."""

from __future__ import annotations

from decimal import Decimal

from marketplace.relationships.choices import Unit

MINUTES = 60


def hours_and_minutes(minutes: int) -> tuple[int, int]:
    """Return whole hours and the minutes beyond them; both carry the sign."""
    sign = -1 if minutes < 0 else 1
    hours, rest = divmod(abs(minutes), MINUTES)
    return sign * hours, sign * rest


def typed_quantity(amount: int, unit: str) -> str:
    """Return an amount as one would type it: 90 minutes are 1.5 hours."""
    if unit != Unit.HOURS:
        return str(amount)
    hours = (Decimal(amount) / MINUTES).quantize(Decimal("0.01"))
    return format(hours.normalize(), "f")
