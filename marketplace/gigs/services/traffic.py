"""Counting who looks at a gig: one statement a visit, no visitor is kept.

A visitor is a digest in the cache that lasts half an hour and remembers where the visit came from,
so that a press of the order button counts for the same source. Programs and sellers aren't counted.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self
from urllib.parse import parse_qs, urlsplit

import structlog
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest

from marketplace.accounts.queries import client_address
from marketplace.core.user_agents import is_program
from marketplace.gigs.choices import VisitSource

log = structlog.get_logger(__name__)
SAME_VISIT_SECONDS: Final = 30 * 60
_COUNT: Final = """
INSERT INTO gigs_gigday (gig_id, "on", source, views, clicks) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (gig_id, "on", source) DO UPDATE
   SET views = gigs_gigday.views + EXCLUDED.views, clicks = gigs_gigday.clicks + EXCLUDED.clicks
"""
_LANGUAGE: Final = re.compile(r"^/(?:en|he|ur)(?=/)")
_PLACES: Final = (
    (re.compile(r"^/search/"), VisitSource.SEARCH),
    (re.compile(r"^/(?:gigs/.*|)$"), VisitSource.BROWSE),
    (re.compile(r"^/articles/"), VisitSource.ARTICLE),
    (re.compile(r"^/u/"), VisitSource.PROFILE),
)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What a request says of itself."""

    address: str
    user_agent: str
    referrer: str
    host: str
    is_prefetch: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Return what this request says."""
        return cls(
            address=client_address(request),
            user_agent=request.headers.get("User-Agent", ""),
            referrer=request.headers.get("Referer", ""),
            host=request.get_host(),
            is_prefetch="prefetch" in request.headers.get("Sec-Purpose", ""),
        )

    @property
    def digest(self) -> str:
        """Stand for the visitor for half an hour; the address can't be read back from it."""
        return hashlib.sha256(f"{self.address}|{self.user_agent}".encode()).hexdigest()[:24]


def source_of(visit: Visit) -> VisitSource:
    """Return where a visit came from, by its referrer."""
    try:
        found = urlsplit(visit.referrer)
    except ValueError:
        return VisitSource.DIRECT
    if not found.netloc:
        return VisitSource.DIRECT
    if found.netloc != visit.host:
        return VisitSource.EXTERNAL
    path = _LANGUAGE.sub("", found.path)
    if path.startswith("/gigs/") and parse_qs(found.query).get("q", [""])[0].strip():
        return VisitSource.SEARCH
    return next((source for place, source in _PLACES if place.match(path)), VisitSource.INSIDE)


def count_gig_view(*, gig_id: int, visit: Visit, now: datetime) -> VisitSource | None:
    """Count one visit of a gig's page on the day in UTC; None for programs and for the same visit.

    Without a cache every look counts: a cache that is away stops nothing.
    """
    if visit.is_prefetch or is_program(visit.user_agent):
        return None
    source = source_of(visit)
    try:
        if not cache.add(_key(gig_id, visit), source.value, SAME_VISIT_SECONDS):
            return None
    except Exception as error:  # noqa: BLE001  a cache that is away costs an exact count, not the page
        log.warning("gig_visits_unavailable", error=repr(error))
    _count(gig_id, source, views=1, clicks=0, now=now)
    return source


def count_gig_click(*, gig_id: int, visit: Visit, now: datetime) -> VisitSource | None:
    """Count one press of the order button a visit, for the source that the visit came from."""
    if is_program(visit.user_agent):
        return None
    try:
        kept = cache.get(_key(gig_id, visit))
        is_new = cache.add(f"{_key(gig_id, visit)}:click", 1, SAME_VISIT_SECONDS)
    except Exception as error:  # noqa: BLE001  as above
        log.warning("gig_visits_unavailable", error=repr(error))
        kept, is_new = None, True
    if not is_new:
        return None
    source = VisitSource(kept) if kept in VisitSource.values else VisitSource.DIRECT
    _count(gig_id, source, views=0, clicks=1, now=now)
    return source


def _key(gig_id: int, visit: Visit) -> str:
    return f"gig-visit:{gig_id}:{visit.digest}"


def _count(gig_id: int, source: VisitSource, *, views: int, clicks: int, now: datetime) -> None:
    day = now.astimezone(UTC).date()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [gig_id, day, source, views, clicks])
