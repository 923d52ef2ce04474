"""What several people looked for and didn't find."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from marketplace.core.conf import rules
from marketplace.search.models import MissedSearch


def missed_searches(*, since: datetime, until: datetime, limit: int) -> list[tuple[str, int]]:
    """Return texts that found nothing with how many visitors looked for them, most first.

    Only those of at least `missed_search_visitors` different ones in these days (UTC). One query.
    """
    rows = MissedSearch.objects.filter(on__gte=since.date(), on__lt=until.date()).values("text")
    counted = rows.annotate(people=Count("seal", distinct=True))
    enough = counted.filter(people__gte=rules().missed_search_visitors)
    return list(enough.order_by("-people", "text").values_list("text", "people")[:limit])
