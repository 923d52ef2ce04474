"""The only place that reads the clock. Verbs take `now` as an argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return timezone.now()
