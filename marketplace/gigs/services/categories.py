"""The categories that every installation begins with."""

from __future__ import annotations

from django.db import transaction

from marketplace.core.category_tree import TREE
from marketplace.gigs.models import Category


@transaction.atomic
def plant_categories(*, using: str = "default") -> int:
    """Add the categories that are missing, and return how many were added.

    Safe to run twice; what operators renamed, moved or added stays as it is.
    """
    rows = Category.objects.using(using)
    known = dict(rows.values_list("slug", "pk"))
    before = len(known)
    for position, branch in enumerate(TREE):
        if branch.slug not in known:
            row, _made = rows.get_or_create(
                slug=branch.slug,
                defaults={
                    "parent_id": known.get(branch.parent),
                    "name_ar": branch.ar,
                    "name_en": branch.en,
                    "name_he": branch.he,
                    "name_ur": branch.ur,
                    "position": position,
                },
            )
            known[branch.slug] = row.pk
    return len(known) - before
