"""Django's own Redis cache, which keeps its client.

Django makes a client anew for each question it asks; making one costs as much as the question.
redis-py's clients are safe to share between threads: each takes a connection out of the pool.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache as DjangoRedisCache
from django.core.cache.backends.redis import RedisCacheClient
from typing_extensions import override


class _KeptClient(RedisCacheClient):
    """Asks each server through one client."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self._kept: dict[Any, Any] = {}

    @override
    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        known: Any = self
        pool = known._get_connection_pool(write)  # noqa: SLF001
        client = self._kept.get(pool)
        if client is None:
            client = self._kept[pool] = known._client(connection_pool=pool)  # noqa: SLF001
        return client


class RedisCache(DjangoRedisCache):
    """The cache of the site."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        """Take Django's parameters."""
        super().__init__(server, params)
        self._class = _KeptClient
