"""The demo world is made once for all processes of a run; each test looks at a copy of its own."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.db import connection, connections
from django.utils import translation

from config.demo.steps import STEPS
from config.demo.world import World
from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.core import clock
from marketplace.gigs.models import Gig


@contextmanager
def copy_of_demo(run: Path) -> Iterator[World]:
    """Connect to a copy of the demo world; `run` is a folder that all processes share.

    Whoever comes first makes the world, out of a database as the tests begin with.
    """
    own = str(connection.settings_dict["NAME"])
    made, copy = f"{own.split('_gw', maxsplit=1)[0]}_demo", f"{own}_demo_copy"
    try:
        with _alone(run / "demo.lock"):
            if not (run / "demo.made").exists():
                _copy(own, made)
                _connect(made)
                _seed()
                (run / "demo.made").touch()
            _copy(made, copy)
        _connect(copy)
        yield _known()
    finally:
        _connect(own)
        _server(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _connect(name: str) -> None:
    connections.close_all()
    # Threads of the live server read the same settings.
    connection.settings_dict["NAME"] = name


def _copy(template: str, name: str) -> None:
    connections.close_all()
    _server(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'"  # noqa: S608
        " AND backend_type = 'client backend'",
        f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
        f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY',
    )


def _server(*statements: str) -> None:
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    parameters.pop("cursor_factory", None)
    server = psycopg2.connect(**parameters)
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        server.close()


def _seed() -> None:
    world = World(now=clock.now())
    with translation.override("ar"):
        for step in STEPS:
            step(world)


def _known() -> World:
    return World(
        now=clock.now(),
        members={member.username: member for member in Member.objects.all()},
        gigs=list(Gig.objects.order_by("id")),
        articles=list(Article.objects.order_by("id")),
    )
