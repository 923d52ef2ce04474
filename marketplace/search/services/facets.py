"""Values of entries that change by themselves: ratings, levels, counts of orders."""

from __future__ import annotations

from typing import Any, Final

from django.db import connection, transaction

from marketplace.search.choices import WITHOUT_LEVEL, Kind
from marketplace.search.models import Entry
from marketplace.search.queries import tokens
from marketplace.search.services.scores import shelf_floors, shelf_for, static_score

_SWAP: Final = """
UPDATE search_entry SET
  words = ts_delete(words, %(old)s) || array_to_tsvector(%(new)s),
  level = %(level)s, rating = %(rating)s, rating_count = %(rating_count)s,
  orders_count = %(orders_count)s, price = %(price)s, days = %(days)s,
  score = %(score)s, shelf = %(shelf)s
WHERE id = %(id)s
"""


@transaction.atomic
def update_facets(
    *,
    kind: Kind,
    ref: int,
    level: int | None = None,
    rating: int | None = None,
    rating_count: int | None = None,
    orders_count: int | None = None,
    price: int | None = None,
    days: int | None = None,
) -> bool:
    """Change some values of an entry, without reading its texts again.

    `rating` in hundredths of a star, `price` in minor units; None leaves a value as it is. Locks
    the entry. False where it isn't in the index: whatever enters later is loaded with its values.
    """
    entry = Entry.objects.select_for_update(no_key=True).filter(kind=kind, ref=ref).first()
    if entry is None:
        return False
    old = _tokens(entry)
    given = {
        "level": level,
        "rating": rating,
        "rating_count": rating_count,
        "orders_count": orders_count,
        "price": price,
        "days": days,
    }
    for name, value in given.items():
        if value is not None:
            setattr(entry, name, value)
    _write(entry, old)
    return True


@transaction.atomic
def update_owner_level(*, owner_id: int, level: int) -> int:
    """Give a member's level to what they sell and write; returns how many entries."""
    rows = Entry.objects.select_for_update(no_key=True).filter(owner_id=owner_id)
    rows = rows.exclude(kind__in=WITHOUT_LEVEL)
    entries = list(rows.order_by("id"))
    for entry in entries:
        old = _tokens(entry)
        entry.level = level
        _write(entry, old)
    return len(entries)


def _tokens(entry: Entry) -> list[str]:
    return tokens.value_tokens(
        kind=entry.kind,
        root=entry.root,
        category=entry.category,
        language=entry.language,
        level=entry.level,
        rating=entry.rating,
        price=entry.price,
        days=entry.days,
    )


def _write(entry: Entry, old: list[str]) -> None:
    score = static_score(
        orders_count=entry.orders_count,
        rating=entry.rating,
        rating_count=entry.rating_count,
        level=entry.level,
        published_at=entry.published_at,
    )
    values: dict[str, Any] = {
        "id": entry.pk,
        "old": old,
        "new": _tokens(entry),
        "level": entry.level,
        "rating": entry.rating,
        "rating_count": entry.rating_count,
        "orders_count": entry.orders_count,
        "price": entry.price,
        "days": entry.days,
        "score": score,
        "shelf": shelf_for(score, shelf_floors(Kind(entry.kind))),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SWAP, values)
