"""Managers hear once a day of all that is new."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.db import transaction

from community.watch.choices import FADING
from community.watch.events import WatchDigestDue
from community.watch.models import DailyLook, Sighting
from community.watch.queries.desk import news_of
from marketplace.core.events import publish

NAMES_MAX: Final = 300
_MOST: Final = 200


@transaction.atomic
def tell_managers(*, now: datetime, limit: int) -> int:
    """Announce one digest of what is new, at most one on each day; returns how many it names.

    It waits for the day's look: what comes to light after a day's digest is told with the next
    day's. Locks the look.
    """
    day = now.astimezone(UTC).date()
    look = DailyLook.objects.select_for_update(no_key=True).filter(day=day, told_at=None).first()
    if look is None:
        return 0
    news = news_of(min(limit, _MOST))
    if not news:
        return 0
    look.told_at = now
    look.save(update_fields=["told_at"])
    Sighting.objects.filter(pk__in=[one.pk for one in news]).update(news_at=None)
    fact = WatchDigestDue(
        day=day.isoformat(),
        names=_names([one.member.display_name for one in news]),
        count=len(news),
        fading=sum(one.stage in FADING for one in news),
    )
    publish(fact, now=now)
    return len(news)


def _names(names: list[str]) -> str:
    """Return all names, or as many as a notice holds and a sign that there are more."""
    said = " · ".join(names)
    if len(said) <= NAMES_MAX:
        return said
    return said[:NAMES_MAX].rpartition(" · ")[0] + " …"
