"""What people looked for and didn't find: counted by day, without who they are.

A text and a visitor are sealed together: the seal tells whether the same visitor asks for the same
text again, but neither who that is nor what else they looked for.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from marketplace.accounts.queries import client_address, viewer
from marketplace.core.conf import rules
from marketplace.core.text import fold
from marketplace.core.user_agents import is_program
from marketplace.search.models import MissedSearch
from marketplace.search.queries import Filters, Found

LEAST_LETTERS: Final = 3
MISSED_MAX: Final = 60
A_DAY: Final = 86_400
_SALT: Final = "search.missed"
# An address or a number is somebody's; what people want has neither.
_PERSONAL: Final = re.compile(r"@|www\.|://|(?:\d[\s\-.()]*){6}")
_NOTE: Final = """
INSERT INTO search_missedsearch (text, seal, "on") VALUES (%s, %s, %s)
ON CONFLICT (text, seal, "on") DO NOTHING
"""


def wanted_text(filters: Filters) -> str:
    """Return the text as it is counted: folded, without signs; empty for what isn't counted."""
    text = " ".join(re.sub(r"[^\w\s@:/.+#-]", " ", fold(filters.q)).split())
    is_kept = LEAST_LETTERS <= len(text) <= MISSED_MAX and not _PERSONAL.search(text)
    return text if is_kept else ""


def note_missed(*, request: HttpRequest, filters: Filters, found: Found, now: datetime) -> bool:
    """Count a search that found nothing: once a day for each visitor and text.

    Not counted: programs, what filters alone emptied, other pages than the first, texts with an
    address or a number in them, and what one visitor asks beyond `missed_searches_a_day`. One
    statement; returns whether it was counted now.
    """
    text = "" if found.total or filters.active or filters.page > 1 else wanted_text(filters)
    if not text or request.method != "GET" or is_program(request.headers.get("User-Agent", "")):
        return False
    who = _visitor(request)
    day = now.astimezone(UTC).date()
    if not _is_patient(who, day):
        return False
    seal = salted_hmac(_SALT, f"{text}|{who}", algorithm="sha256").hexdigest()[:32]
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [text, seal, day])
        return bool(cursor.rowcount)


def _visitor(request: HttpRequest) -> str:
    member = viewer(request)
    if member is not None:
        return f"member:{member.pk}"
    return f"{client_address(request)}|{request.headers.get('User-Agent', '')}"


def _is_patient(who: str, day: date) -> bool:
    """Whether this visitor hasn't asked too much today; a cache that is away stops nothing."""
    key = f"missed:{day}:{salted_hmac(_SALT, who, algorithm='sha256').hexdigest()[:24]}"
    try:
        cache.add(key, 0, A_DAY)
        return int(cache.incr(key)) <= rules().missed_searches_a_day
    except (OSError, ValueError):
        return True


def forget_missed(*, now: datetime, limit: int) -> int:
    """Delete what was looked for longer ago than is kept; returns how many rows."""
    last = now.astimezone(UTC).date() - timedelta(days=rules().missed_search_days)
    ids = MissedSearch.objects.filter(on__lt=last).order_by("on", "id").values("pk")[:limit]
    gone, _by_model = MissedSearch.objects.filter(pk__in=ids).delete()
    return gone
