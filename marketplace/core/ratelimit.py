"""Limits on how often somebody may do something; a cache that is away never stops a person."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Final

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


def spend_of_window(*, who: str, rate: int, seconds: int, moment: float) -> float:
    """Count one use by `who` of `rate` in any `seconds`; return the wait before the next, or 0.

    Uses are counted in windows that follow each other. Of the window before, that part counts which
    the last `seconds` still cover, as if its uses were spread evenly. A refused use isn't counted.
    While less than half is used up, a process takes a hundredth of the rate at a time and asks the
    cache again when it has given that out, so the rate is never exceeded.
    """
    if not getattr(settings, "RATE_LIMITS_ON", True):
        return 0
    window, into = divmod(moment, seconds)
    key = _window_key(who, int(window))
    if _give_out(key):
        return 0
    try:
        before = min(_window_before(who, int(window) - 1), rate) * (1 - into / seconds)
        used = _use(key, rate=rate, before=before, seconds=seconds)
    except Exception as error:  # noqa: BLE001  any trouble with the cache lets the person through
        log.warning("rate_limit_unavailable", error=repr(error))
        return 0
    if before + used <= rate:
        return 0
    if used > rate:  # the next window has to open, and some of this one to fade in it
        return seconds - into + seconds / rate
    return (before + used - rate) / before * (seconds - into)


def _use(key: str, *, rate: int, before: float, seconds: int) -> int:
    """Count a use, or several to give out, and return how many the window has with it."""
    storage, many = _limiter().storage, max(rate // _PARTS, 1)
    used = storage.incr(key, seconds * 2, amount=many)
    if before + used <= rate / 2:
        _take(key, many - 1)
        return used
    used = storage.incr(key, seconds * 2, amount=1 - many)
    if before + used > rate:
        storage.incr(key, seconds * 2, amount=-1)
    return used


_PARTS: Final = 100
_MOST_TAKEN: Final = 4096
# {window: uses that this process may still give out}
_taken: dict[str, int] = {}


_lock = Lock()


def _give_out(key: str) -> bool:
    with _lock:
        left = _taken.get(key, 0)
        if left > 0:
            _taken[key] = left - 1
        return left > 0


def _take(key: str, count: int) -> None:
    with _lock:
        if len(_taken) >= _MOST_TAKEN:
            _taken.clear()
        _taken[key] = _taken.get(key, 0) + count


@lru_cache(maxsize=4096)
def _window_before(who: str, window: int) -> int:
    """Return the uses in a window that is over; nothing is added to it, so it is asked once."""
    return int(_limiter().storage.get(_window_key(who, window)))


def _window_key(who: str, window: int) -> str:
    return f"api:{who}:{window}"


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
