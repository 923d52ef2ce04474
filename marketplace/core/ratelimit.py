"""Limits on how often somebody may do something; a cache that is away never stops a person."""

from __future__ import annotations

from functools import lru_cache

import structlog
from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from marketplace.core.errors import TooManyRequests

log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def _limiter() -> MovingWindowRateLimiter:
    location: str = settings.CACHES["default"]["LOCATION"]
    if location.startswith("unix://"):
        location = location.replace("unix://", "redis+unix://", 1)
    storage: Storage = storage_from_string(location)  # type: ignore[assignment]
    return MovingWindowRateLimiter(storage)


@lru_cache(maxsize=64)
def _rate(text: str) -> RateLimitItem:
    return parse(text)


def spend(*, rate: str, name: str, who: str) -> None:
    """Count one use of `name` by `who` against a rate like "20 per hour".

    Raises TooManyRequests when the rate is used up.
    """
    if not getattr(settings, "RATE_LIMITS_ON", True):
        return
    try:
        allowed = _limiter().hit(_rate(rate), name, who)
    except Exception as error:  # noqa: BLE001  any trouble with the cache lets the person through
        log.warning("rate_limit_unavailable", error=repr(error))
        return
    if not allowed:
        raise TooManyRequests
