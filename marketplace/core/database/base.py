"""The backend named by DATABASES["default"]["ENGINE"]."""

from __future__ import annotations

import select
from collections.abc import Sequence
from itertools import count
from typing import Any, Final

from django.db import NotSupportedError
from django.db.backends.postgresql import base
from typing_extensions import override

MOST_PREPARED: Final = 60
Row = tuple[Any, ...]


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at the socket before it uses a kept connection, and prepares what is asked often.

    Django asks `SELECT 1` once a request, a third of the queries of a list. A server or pooler that
    went away has said so: the socket of a connection that waits for nothing is then readable.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # {query: name of its statement}, of this connection; "" where it was asked once.
        self._asked: dict[str, str] = {}
        self._names = count()

    @override
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self._asked = {}
        return super().get_new_connection(conn_params)

    @override
    def is_usable(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        watch = select.poll()
        watch.register(self.connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
        # Something to read may be a mere notice, so only then the server is asked.
        return not watch.poll(0) or super().is_usable()

    def rows_of(self, text: str, values: Sequence[Any], *, numbered: str) -> list[Row]:
        """Return the rows of a query that is asked often; from the second time on it is prepared.

        `numbered` is the same query with $1, $2 … in the places of the values, "" for one that is
        seldom asked. Behind a pooler no connection is one's own, and in a transaction a plan that
        an upgrade made useless would be an error: there the query is sent as it is.
        """
        with self.cursor() as cursor:
            is_pooled = self.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]
            if self.in_atomic_block or is_pooled or not numbered:
                return _fetched(cursor, text, values)
            if numbered not in self._asked:
                if len(self._asked) < MOST_PREPARED:
                    self._asked[numbered] = ""
                return _fetched(cursor, text, values)
            name = self._asked[numbered] or self._prepare(cursor, numbered)
            places = f"({', '.join(['%s'] * len(values))})" if values else ""
            try:
                return _fetched(cursor, f"EXECUTE {name} {places}", values)
            except NotSupportedError:  # a column has changed its type since
                cursor.execute(f"DEALLOCATE {name}")
                del self._asked[numbered]
                return _fetched(cursor, text, values)

    def _prepare(self, cursor: Any, numbered: str) -> str:
        name = self._asked[numbered] = f"often_{next(self._names)}"
        cursor.execute(f"PREPARE {name} AS {numbered}")
        return name


def _fetched(cursor: Any, text: str, values: Sequence[Any]) -> list[Row]:
    cursor.execute(text, values)
    found: list[Row] = cursor.fetchall()
    return found
