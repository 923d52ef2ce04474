"""Queries whose SQL is made once and then asked again and again with other values.

Django builds and compiles a query anew each time, which for a list of the API costs more than
PostgreSQL needs to answer it. What a query looks like depends on few things (its *form*: a tab, a
filter, a limit); the rest are values that stand in it as they are.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, Final, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Model, QuerySet
from psycopg2.extensions import AsIs

Value = int | str | datetime
Row = tuple[Any, ...]
M = TypeVar("M", bound=Model)
FORMS: Final = 256
# Marks that nobody can guess: a form may hold what somebody typed.
_MARKED_INT: Final = 2_000_000_000 + secrets.randbelow(140_000_000)
_MARKED_TEXT: Final = secrets.token_hex(8)
_OPEN: Final = f"\x01{_MARKED_TEXT}\x01"
_MARKED_TIME: Final = datetime(1901, 1, 1, tzinfo=UTC)


# Makes another query of the SQL of one with these columns and this form.
Wrap = Callable[[str, tuple[str, ...], tuple[Hashable, ...]], str]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A query with its own parameters in it, and %s in the places of the values."""

    sql: str
    order: tuple[int, ...]
    using: str


class Compiled:
    """`build(*values, *form)` returns a queryset of `.values()`; it is built once for each form.

    A value may be a whole number, a text or a moment. It has to reach the database as it is: not
    inside a list, a pattern or a sum. `wrap` may make another query of its SQL.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Any, Any]],
        *,
        wrap: Wrap | None = None,
    ) -> None:
        self._build, self._wrap = build, wrap
        self._statement = lru_cache(maxsize=FORMS)(self._compile)

    def rows(self, *values: Value, form: tuple[Hashable, ...] = ()) -> list[Row]:
        """Return the rows as tuples, in one query."""
        made = self._statement(form, *map(type, values))
        if not made.sql:
            return []
        with connections[made.using].cursor() as cursor:
            cursor.execute(made.sql, [values[place] for place in made.order])
            found: list[Row] = cursor.fetchall()
        return found

    def _compile(self, form: tuple[Hashable, ...], *types: type[Value]) -> _Statement:
        marks = [_mark(kind, place) for place, kind in enumerate(types)]
        queryset = self._build(*marks, *form)
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # nothing can be found in this form, whatever the values
            return _Statement("", (), queryset.db)
        if compiler.get_converters([column for column, _sql, _alias in compiler.select]):
            raise TypeError("a compiled query reads plain columns only")
        order = tuple(marks.index(one) for one in params if one in marks)
        if set(order) != set(range(len(marks))):
            raise TypeError("each value of a compiled query has to stand in it as it is")
        query = queryset.query
        names = tuple(query.selected or (*query.values_select, *query.annotation_select))
        if self._wrap is not None:
            sql = self._wrap(str(sql), names, form)
        with connections[queryset.db].cursor() as cursor:
            open_ = [AsIs(_OPEN) if one in marks else one for one in params]
            return _Statement(
                sql=_with(cursor, sql, open_).replace("%", "%%").replace(_OPEN, "%s"),
                order=order,
                using=queryset.db,
            )


class CompiledOne(Generic[M]):
    """`build(*values)` returns a queryset of instances, of which the first is wanted.

    `related` names a foreign key whose instance comes along, as with `select_related`.
    """

    def __init__(
        self, model: type[M], build: Callable[..., QuerySet[M, M]], *, related: str = ""
    ) -> None:
        self._model, self._build, self._related = model, build, related
        self._rows = Compiled(self._of_columns)

    def first(self, *values: Value) -> M | None:
        """Return the instance, or None. One query."""
        rows = self._rows.rows(*values)
        if not rows:
            return None
        using, own = router.db_for_read(self._model), _columns(self._model)
        found = self._model.from_db(using, own, rows[0][: len(own)])
        if self._related:
            other = _target(self._model, self._related)
            setattr(
                found, self._related, other.from_db(using, _columns(other), rows[0][len(own) :])
            )
        return found

    def _of_columns(self, *values: Value) -> QuerySet[M, Any]:
        columns = list(_columns(self._model))
        if self._related:
            other = _columns(_target(self._model, self._related))
            columns += [f"{self._related}__{name}" for name in other]
        return self._build(*values).values(*columns)[:1]


@cache
def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)  # noqa: SLF001  in the order of from_db


def _target(model: type[Model], name: str) -> type[Model]:
    return cast("type[Model]", model._meta.get_field(name).related_model)  # noqa: SLF001


def _with(cursor: Any, sql: str, params: list[Any]) -> str:
    """Return the SQL with these parameters in it; constants decide which index fits."""
    return str(cursor.mogrify(sql, params).decode())


def _mark(kind: type[Value], place: int) -> Value:
    """Return a value that no query holds by itself, to be found again among the parameters."""
    if issubclass(kind, str):
        return f"\x02{_MARKED_TEXT}{place}\x03"
    if issubclass(kind, datetime):
        return _MARKED_TIME + timedelta(seconds=place)
    return _MARKED_INT + place
