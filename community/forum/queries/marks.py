"""What stands beside a post because parts above the forum say so: a guru's badge, paid hours.

They give expressions, not answers: what they say comes with the posts, in the same query.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet, Value

Gurus = Callable[[], QuerySet[Any, Any]]
PaidPosts = Callable[[], Any]
_GURUS: Final[list[Gurus]] = []
_PAID: Final[list[PaidPosts]] = []
_COUNT: Final = [0]


def register_gurus(gurus: Gurus) -> None:
    """Say who are gurus: rows of one column, members' numbers; the last one to register holds."""
    _GURUS[:], _COUNT[0] = [gurus], _COUNT[0] + 1


def register_paid_posts(paid: PaidPosts) -> None:
    """Say which posts were written in paid hours: an expression over a post's columns."""
    _PAID[:], _COUNT[0] = [paid], _COUNT[0] + 1


def marks_known() -> int:
    """Return how often a part has registered: a kept query is made anew after another time."""
    return _COUNT[0]


def is_guru(member: str) -> Any:
    """Return whether the member in a column is a guru, as an expression of SQL."""
    if not _GURUS:
        return Value(False)  # noqa: FBT003  a value of SQL
    rows = _GURUS[0]()
    (column,) = rows.query.values_select
    return Exists(rows.filter(**{column: OuterRef(member)}))


def is_paid() -> Any:
    """Return whether a post was written in paid hours, as an expression of SQL."""
    return _PAID[0]() if _PAID else Value(False)  # noqa: FBT003  a value of SQL
