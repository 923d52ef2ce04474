"""Django's own Redis cache, which keeps its client and does without its server for a while.

Django makes a client anew for each question it asks; making one costs as much as the question.
redis-py's clients are safe to share between threads: each takes a connection out of the pool.

While the server is away nothing is found and nothing is kept, so that pages and sessions go on from
the database. Where that would be wrong (to count, to be the first, to delete) the question raises
`CacheAway`, an OSError.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

import structlog
from django.core.cache.backends.redis import RedisCache as DjangoRedisCache
from django.core.cache.backends.redis import RedisCacheClient
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswer
from typing_extensions import override

T = TypeVar("T")

# A server that doesn't answer isn't asked again at once: each question would wait for its time-out.
PAUSE_SECONDS: Final = 2.0

log = structlog.get_logger(__name__)


class CacheAway(OSError):
    """The cache's server doesn't answer, or takes nothing more."""


class _KeptClient(RedisCacheClient):
    """Asks each server through one client."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self._kept: dict[Any, Any] = {}
        self._asks_again_at = 0.0

    @override
    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        known: Any = self
        pool = known._get_connection_pool(write)  # noqa: SLF001
        client = self._kept.get(pool)
        if client is None:
            client = self._kept[pool] = known._client(connection_pool=pool)  # noqa: SLF001
        return client

    def _ask(self, question: Callable[[], T]) -> T:
        if time.monotonic() < self._asks_again_at:
            raise CacheAway
        try:
            return question()
        except RedisError as error:
            if isinstance(error, NotConnected | NoAnswer):
                self._asks_again_at = time.monotonic() + PAUSE_SECONDS
            log.warning("cache_away", error=repr(error))
            raise CacheAway(str(error)) from error

    def _ask_or(self, question: Callable[[], T], otherwise: T) -> T:
        try:
            return self._ask(question)
        except CacheAway:
            return otherwise

    @override
    def get(self, key: Any, default: Any) -> Any:
        return self._ask_or(lambda: super(_KeptClient, self).get(key, default), default)

    @override
    def get_many(self, keys: Any) -> dict[Any, Any]:
        return self._ask_or(lambda: super(_KeptClient, self).get_many(keys), {})

    @override
    def has_key(self, key: Any) -> bool:
        return self._ask_or(lambda: super(_KeptClient, self).has_key(key), otherwise=False)

    @override
    def set(self, key: Any, value: Any, timeout: Any) -> Any:
        return self._ask_or(lambda: super(_KeptClient, self).set(key, value, timeout), None)

    @override
    def set_many(self, data: Any, timeout: Any) -> Any:
        return self._ask_or(lambda: super(_KeptClient, self).set_many(data, timeout), None)

    @override
    def touch(self, key: Any, timeout: Any) -> Any:
        return self._ask_or(lambda: super(_KeptClient, self).touch(key, timeout), otherwise=False)

    @override
    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        return self._ask(lambda: super(_KeptClient, self).add(key, value, timeout))

    @override
    def incr(self, key: Any, delta: Any) -> Any:
        return self._ask(lambda: super(_KeptClient, self).incr(key, delta))

    @override
    def delete(self, key: Any) -> bool:
        return self._ask(lambda: super(_KeptClient, self).delete(key))

    @override
    def delete_many(self, keys: Any) -> Any:
        return self._ask(lambda: super(_KeptClient, self).delete_many(keys))

    @override
    def clear(self) -> bool:
        return self._ask(lambda: super(_KeptClient, self).clear())


class RedisCache(DjangoRedisCache):
    """The cache of the site."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        """Take Django's parameters."""
        super().__init__(server, params)
        self._class = _KeptClient
