"""Sessions in the database, each read from the cache for some minutes at a time.

Django's own keep the cached copy as long as the session lives. Here one that ended while the cache
didn't hear of it is over within `KEPT_SECONDS`, so that signing in and out goes on without a cache.
"""

from __future__ import annotations

from typing import Any, Final

import structlog
from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from typing_extensions import override

KEPT_SECONDS: Final = 300

log = structlog.get_logger(__name__)


class SessionStore(CachedStore):
    """A session; the database holds the truth."""

    @override
    def load(self) -> dict[str, Any]:
        known: dict[str, Any] | None = self._cache.get(self.cache_key)  # type: ignore[attr-defined]
        if known is not None:
            return known
        row = self._get_session_from_db()  # type: ignore[attr-defined]
        if row is None:
            return {}
        found: dict[str, Any] = self.decode(row.session_data)
        self._remember(found, self.get_expiry_age(expiry=row.expire_date))
        return found

    @override
    def save(self, must_create: bool = False) -> None:
        DatabaseStore.save(self, must_create)
        self._remember(self._session, self.get_expiry_age())  # type: ignore[attr-defined]

    @override
    def delete(self, session_key: str | None = None) -> None:
        try:
            super().delete(session_key)
        except OSError as error:  # the row is gone already
            log.warning("session_forgotten_late", error=repr(error))

    def _remember(self, session: dict[str, Any], lives: int) -> None:
        kept = min(lives, KEPT_SECONDS)
        self._cache.set(self.cache_key, session, kept)  # type: ignore[attr-defined]
