"""Lists of the API that cost little: a compiled query whose rows PostgreSQL writes as JSON.

REST framework's pages, permissions, throttles and schema stay. What a serializer of plain fields
would say of a row, `Shape` says in SQL, so that neither rows nor fields are made in Python.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Self, cast

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from marketplace.core.api_defaults import CursorPages
from marketplace.core.compiled import Compiled, Value

Rows = QuerySet[Any, dict[str, Any]]
Form = tuple[Hashable, ...]
# What an object says beyond its columns, as JSON members: of the list's values and the columns that
# it needs.
Rest = Callable[[tuple[Value, ...], tuple[Any, ...]], str]
_PLAIN: Final = (serializers.CharField, serializers.IntegerField, serializers.BooleanField)
# As REST framework writes moments: in UTC, with microseconds only where there are some.
_MOMENT: Final = (
    "replace(to_char({} AT TIME ZONE 'UTC', "
    """'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '.000000Z', 'Z')"""
)


class Shape:
    """What a serializer says of a row: its fields are columns, or small serializers of columns.

    Fields that are more than that are left to `rest`, which gets the list's values and the columns
    named in `needs`. They are named in `but`; the schema still knows them from the serializer.
    """

    def __init__(
        self,
        serializer: type[serializers.Serializer[Any]],
        *,
        but: tuple[str, ...] = (),
        rest: Rest | None = None,
        needs: tuple[str, ...] = (),
    ) -> None:
        self.rest, self.needs = rest, needs
        self._fields = {name: one for name, one in serializer().fields.items() if name not in but}
        self.columns = (*dict.fromkeys((*_sources(self._fields), *needs)),)

    def wrap(self, sql: str, names: tuple[str, ...], place: str) -> str:
        """Return the SQL of the columns `place`, the JSON, and what the rest needs."""
        columns = {name: f"r.c{number}" for number, name in enumerate(names)}
        said = ", ".join(f'{one} AS "{name}"' for name, one in _said(self._fields, columns))
        wanted = ", ".join(columns[name] for name in (place, *self.needs))
        return (
            f"SELECT (SELECT row_to_json(said)::text FROM (SELECT {said}) said), {wanted} "  # noqa: S608  names of columns
            f"FROM ({sql}) AS r({', '.join(f'c{number}' for number in range(len(names)))})"
        )


def _sources(fields: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for field in fields.values():
        source = prefix + str(field.source)
        if isinstance(field, serializers.Serializer):
            yield from _sources(field.fields, f"{source}__")
        else:
            yield source


def _said(
    fields: Mapping[str, Any], columns: Mapping[str, str], prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the name of each field and its expression."""
    for name, field in fields.items():
        source = prefix + str(field.source)
        if isinstance(field, serializers.Serializer):
            inner = _said(field.fields, columns, f"{source}__")
            members = ", ".join(f"'{key}', {value}" for key, value in inner)
            yield name, f"json_build_object({members})"
        elif type(field) is serializers.DateTimeField:
            yield name, _MOMENT.format(columns[source])
        elif type(field) in _PLAIN:
            yield name, columns[source]
        else:
            raise TypeError(f"{name} is more than a column")


class ApiList:
    """A list of the API: its named query, the shape of its rows, and their order.

    The query, `build(*values, *form)`, returns a queryset of `.values()`, unordered, that holds the
    shape's columns; what values and a form are is told in `core.compiled`.
    """

    def __init__(
        self, build: Callable[..., Rows], *, shape: Shape, pages: type[CursorPages] = CursorPages
    ) -> None:
        self._build, self._shape, self._pages = build, shape, pages
        self._compiled = Compiled(self._page, wrap=self._wrap)

    def answer(
        self, request: Request, view: APIView, *values: Value, form: Form = ()
    ) -> HttpResponse:
        """Answer with the page that the request asks for."""
        return self._answer(request, view, _Lazy(self._compiled, values, form), values)

    def answer_anew(self, request: Request, view: APIView, *form: Hashable) -> HttpResponse:
        """Answer with a page of a query that depends on more than values and a form."""
        once = Compiled(self._page, wrap=self._wrap)
        return self._answer(request, view, _Lazy(once, (), form), ())

    def _answer(
        self, request: Request, view: APIView, rows: _Lazy, values: tuple[Value, ...]
    ) -> HttpResponse:
        pager = self._pages()
        found = cast("list[_Row]", pager.paginate_queryset(cast("Rows", rows), request, view=view))
        links = (
            f'"next":{_link(pager.get_next_link())},"previous":{_link(pager.get_previous_link())}'
        )
        told = ",".join(self._told(row, values) for row in found)
        return HttpResponse(f'{{{links},"results":[{told}]}}', content_type="application/json")

    def _told(self, row: _Row, values: tuple[Value, ...]) -> str:
        if self._shape.rest is None:
            return row.json
        return f"{row.json[:-1]},{self._shape.rest(values, row.needs)}}}"

    def _page(self, *given: Any) -> Rows:
        *arguments, ordering, lookup, page = given
        if lookup:
            position = arguments.pop(0)
            rows = self._build(*arguments).filter(**{lookup: position})
        else:
            rows = self._build(*arguments)
        return rows.order_by(*ordering)[slice(*page)]

    def _wrap(self, sql: str, names: tuple[str, ...], form: Form) -> str:
        ordering = cast("tuple[str, ...]", form[-3])
        return self._shape.wrap(sql, names, ordering[0].lstrip("-"))


def _link(address: str | None) -> str:
    return json.dumps(address)


class _Row:
    """What a pager and the answer want of a row."""

    __slots__ = ("json", "needs", "place")

    def __init__(self, json: str, place: Any, *needs: Any) -> None:
        self.json, self.place, self.needs = json, place, needs

    def __getattr__(self, _name: str) -> Any:
        return self.place  # the pager asks for the column that it orders by


class _Lazy:
    """Stands where a pager wants a queryset."""

    def __init__(self, compiled: Compiled, values: tuple[Value, ...], form: Form) -> None:
        self._compiled, self._values, self._form = compiled, values, form
        self._ordering: tuple[str, ...] = ()
        self._lookup = ""

    def order_by(self, *ordering: str) -> Self:
        """Take the pager's order."""
        self._ordering = ordering
        return self

    def filter(self, **behind: str) -> Self:
        """Take the place behind which the page begins."""
        ((self._lookup, text),) = behind.items()
        self._values = (_place(self._lookup, text), *self._values)
        return self

    def __getitem__(self, page: slice) -> list[_Row]:
        """Return the page's rows."""
        form = (*self._form, self._ordering, self._lookup, (page.start, page.stop))
        return [_Row(*row) for row in self._compiled.rows(*self._values, form=form)]


def _place(lookup: str, text: str) -> datetime | int:
    """Return the place that a cursor names, a moment or a number."""
    is_number = lookup.startswith("id__")
    try:
        found = int(text) if is_number else parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise NotFound(CursorPages.invalid_cursor_message)
    return found
