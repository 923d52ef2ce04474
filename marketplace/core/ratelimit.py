"""Limits on how often somebody may do something; a cache that is away never stops a person."""

from __future__ import annotations

import time
from functools import lru_cache

import structlog
from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter, SlidingWindowCounterRateLimiter

from marketplace.core.errors import TooManyRequests

log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def _limiter() -> MovingWindowRateLimiter:
    location: str = settings.CACHES["default"]["LOCATION"]
    if location.startswith("unix://"):
        location = location.replace("unix://", "redis+unix://", 1)
    storage: Storage = storage_from_string(location)  # type: ignore[assignment]
    return MovingWindowRateLimiter(storage)


@lru_cache(maxsize=1)
def _counter() -> SlidingWindowCounterRateLimiter:
    return SlidingWindowCounterRateLimiter(_limiter().storage)


def wait_for(*, rate: str, name: str, who: str) -> float:
    """Count one use of `name` by `who`; return 0, or the seconds until the next one is let through.

    Counts in windows that follow each other; of the one before, that part counts which the last
    window's length still covers. Made for requests: the moving window of `spend` keeps each moment.
    """
    if not getattr(settings, "RATE_LIMITS_ON", True):
        return 0
    try:
        if _counter().hit(_rate(rate), name, who):
            return 0
        opens_at = _counter().get_window_stats(_rate(rate), name, who).reset_time
    except Exception as error:  # noqa: BLE001  any trouble with the cache lets the person through
        log.warning("rate_limit_unavailable", error=repr(error))
        return 0
    return max(opens_at - time.time(), 1)


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
