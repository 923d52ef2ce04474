"""One request of one actor: what came back, and what it changed in the database."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from config.tests.permissions.rules import Data
from config.tests.permissions.world import MACHINE, World
from marketplace.core.ids import new_public_id

# Sessions and remembered answers belong to whoever asks, also to who is refused.
NOT_COUNTED = (
    "django_session",
    "usersessions_usersession",
    "core_idempotencyrecord",
    "links_visit_default",
)
# What the view pg_stat_xact_user_tables counts, without the indexes that it joins to each table.
_TOUCHED = """
SELECT relname, written FROM pg_class,
LATERAL (SELECT pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
  + pg_stat_get_xact_tuples_deleted(oid) AS written) AS counted
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND written > 0
"""
# Long tables that most writes touch: they are looked at when nothing else has changed.
_LONG = ("core_auditrecord", "core_delivery", "core_outboxevent")
# Which rows a transaction wrote is counted by the server, which takes longer than to answer most
# requests; so it is asked only after a statement that may write. A lock writes nothing.
_MAY_WRITE = re.compile(
    r"\b(?:INSERT|(?<!FOR )(?<!KEY )UPDATE|DELETE|MERGE|COPY|TRUNCATE|ledger_post\w*)\b",
    re.IGNORECASE,
)
Prints = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What came back, and the first table found that it changed."""

    status: int
    location: str
    text: str
    changed: tuple[str, ...]

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether it sends to a page for signing in."""
        path = urlsplit(self.location).path
        return self.status == 302 and path.endswith("/login/")


class Pen:
    """Notices whether a statement was sent that may write."""

    def __init__(self) -> None:
        """Begin with a clean page."""
        self.has_written = False

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Look at one statement, and let it through."""
        self.has_written = self.has_written or _MAY_WRITE.search(sql) is not None
        return execute(sql, *rest)


def _touched() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED)
        return dict(cursor.fetchall())


def look(world: World) -> None:
    """Take what was written so far as known."""
    world.touched = _touched()


def fingerprint(table: str) -> str:
    """Return one text for all that stands in a table."""
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t")  # noqa: S608
        return str(cursor.fetchone()[0])


def fingerprints() -> Prints:
    """Return the fingerprint of every table."""
    return {table: fingerprint(table) for table in connection.introspection.table_names()}


def _resolve(world: World, given: object) -> object:
    if isinstance(given, Mapping):
        return {name: _resolve(world, value) for name, value in given.items()}
    if isinstance(given, list):
        return [_resolve(world, value) for value in given]
    return world.value(given)


def _send(browser: Client, method: str, url: str, data: Any, headers: dict[str, str]) -> Any:
    has_file = any(isinstance(value, SimpleUploadedFile) for value in data.values())
    if method == "GET":
        return browser.get(url, data, headers=headers)
    if not headers or (has_file and method == "POST"):
        return browser.post(url, data, headers=headers)
    body = json.dumps(data)
    return browser.generic(method, url, body, "application/json", headers=headers)


def ask(
    world: World, prints: Prints, *, actor: str, method: str, url: str, data: Data, key: str = "-"
) -> Answer:
    """Send a request and take back whatever it did.

    `key` is the token to show, "" for none; "-" is a page, where the session says who asks.
    """
    headers: dict[str, str] = {}
    browser = world.browsers[actor]
    if key != "-":
        browser = world.browsers[MACHINE]
        headers = {"Idempotency-Key": new_public_id()}
        headers |= {"Authorization": f"Bearer {key}"} if key else {}
    cookies = deepcopy(browser.cookies)
    save, pen = transaction.savepoint(), Pen()
    try:
        with connection.execute_wrapper(pen):
            response = _send(browser, method, url, _resolve(world, data), headers)
            content = response.getvalue() if response.streaming else response.content
        connection.needs_rollback = False
        changed = _changed(world, prints) if pen.has_written else ()
    finally:
        transaction.savepoint_rollback(save)
        browser.cookies = cookies
    text = f"{response.headers}\n{response.cookies}\n{content.decode(errors='replace')}"
    return Answer(response.status_code, response.headers.get("Location", ""), text, changed)


def _changed(world: World, prints: Prints) -> tuple[str, ...]:
    """Look closely at the tables that were written to, until one is found that has changed."""
    before, world.touched = world.touched, _touched()
    touched = [
        name
        for name, count in world.touched.items()
        if count != before.get(name) and name not in NOT_COUNTED
    ]
    touched.sort(key=lambda name: name in _LONG)
    changed = (name for name in touched if fingerprint(name) != prints[name])
    return tuple(islice(changed, 1))
