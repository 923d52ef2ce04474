"""The trophies that come with the platform are kept in place.

Called by the demo seed and by `manage.py sync_trophies`, which `bin/dev` runs after migrations. Not
by a migration: words are mended with every release, and a migration runs once. Not after each
`migrate` either: dozens of rules would then be looked at in every database that tests make.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.reputation.models import Contribution
from community.trophies.choices import TrophyState
from community.trophies.models import Trophy
from community.trophies.queries.rules import parse_rule
from community.trophies.services.shipped import SHIPPED, Shipped


@transaction.atomic
def sync_shipped(*, now: datetime) -> int:
    """Add the shipped trophies that are missing and mend the words of the others; returns how many.

    What a manager has edited stays as it is, and a rule is never changed here: another rule comes
    under another address. On an empty record they are on from the start, as there is nobody whom a
    simulation could name; where there is a record they come as drafts.
    """
    state = TrophyState.DRAFT if Contribution.objects.exists() else TrophyState.ON
    known = {row.slug: row for row in Trophy.objects.select_for_update(no_key=True)}
    added = 0
    for position, one in enumerate(SHIPPED):
        values = _values(one, position)
        row = known.get(one.slug)
        if row is None:
            _trophy, is_new = Trophy.objects.get_or_create(
                slug=one.slug,
                defaults=values
                | {
                    "rule": parse_rule(one.rule).to_json(),
                    "season": one.season,
                    "policy": one.policy,
                    "is_hidden": one.is_hidden,
                    "is_shipped": True,
                    "state": state,
                    "created_at": now,
                },
            )
            added += is_new
        elif row.is_shipped and row.edited_at is None:
            Trophy.objects.filter(pk=row.pk).update(**values)
    return added


def _values(one: Shipped, position: int) -> dict[str, object]:
    return {
        "names": dict(one.names),
        "lines": dict(one.lines),
        "tier": one.tier,
        "drawing": one.drawing,
        "position": position,
    }
