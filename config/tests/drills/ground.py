"""What drills stand on: services and processes of their own, which are killed and started again."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from config.bench.machine import children_of
from config.embedded import ROOT, Services
from config.supervisor import Child, Keeper, Program, SupervisorError, say, tail

QUEUES = "money,default,mail,bulk"
SETTLE_SECONDS = 120
# What both drills promise of the outbox, whatever the work: (promise, query of what breaks it).
DELIVERIES = [
    (
        "no event is delivered twice",
        (
            "SELECT count(*) FROM (SELECT event_id, consumer FROM core_delivery"
            " GROUP BY event_id, consumer HAVING count(*) > 1) AS twice"
        ),
    ),
    ("no delivery is set aside", "SELECT count(*) FROM core_delivery WHERE dead_at IS NOT NULL"),
]


def processes(data: Path) -> list[Program]:
    """Return relay, beat and worker, as `bin/dev` starts them."""
    celery = ("-m", "celery", "-A", "config.celery")
    commands: dict[str, tuple[str, ...]] = {
        "relay": ("manage.py", "relay"),
        "beat": (*celery, "beat", "-s", str(data / "beat"), "--pidfile=", "-l", "warning"),
        "worker": (
            *(*celery, "worker", "-Q", QUEUES, "-c", "2", "-l", "warning"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ),
    }
    return [
        Program(
            name=name,
            command=(sys.executable, *command),
            log=data / "logs" / f"{name}.log",
            folder=ROOT,
            env={"WAZZIFNI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        )
        for name, command in commands.items()
    ]


def _load_project(data: Path) -> None:
    os.environ["WAZZIFNI_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    import django  # noqa: PLC0415  settings need the services first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


class Ground:
    """The services of a drill, and the processes that work on them."""

    def __init__(self, data: Path, services: Services, keeper: Keeper) -> None:
        """Take running services; no process runs yet."""
        if services.valkey is None:
            raise SupervisorError("the drill needs its own Valkey")
        self._valkey = services.valkey
        self._children = {item.name: Child(item, keeper) for item in processes(data)}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let relay, beat and worker run, and end them all."""
        for child in self._children.values():
            child.start()
        try:
            yield
        except SupervisorError:
            for name, child in self._children.items():
                say(f"-- the end of the log of {name}:\n{tail(child.program.log)}")
            raise
        finally:
            for child in self._children.values():
                child.kill()

    def kill(self, name: str) -> None:
        """Kill one of worker, relay and Valkey with SIGKILL, and start it again at once.

        "hand" kills the processes in which the worker works; it makes new ones by itself.
        """
        if name == "hand":
            for pid in children_of(self._children["worker"].pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        elif name == "valkey":
            self._valkey.child.kill()
            self._valkey.start()
        else:
            self._children[name].kill()
            self._children[name].start()


@contextmanager
def ground() -> Iterator[Ground]:
    """Start services in a folder that goes away, and load the project on them, migrated."""
    with tempfile.TemporaryDirectory(prefix="wz-drill-") as folder, Keeper() as keeper:
        data = Path(folder)
        data.chmod(0o755)
        with Services(data, keeper) as services:
            _load_project(data)
            from django.db import connection  # noqa: PLC0415

            try:
                yield Ground(data, services, keeper)
            finally:
                connection.close()


def one(sql: str) -> int:
    """Return the number that a query gives; a database that was cut off is asked again."""
    from django.db import OperationalError, connection  # noqa: PLC0415

    for _ in range(3):
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute(sql)
            row: tuple[Any, ...] = cursor.fetchone()
            return int(row[0])
        connection.close()
    raise SupervisorError("the database doesn't answer")


def nothing() -> None:
    """What people do who only wait."""


def wait_until_settled(
    left: str, act: Callable[[], None] = nothing, *, seconds: float = SETTLE_SECONDS
) -> float:
    """Wait until a query finds nothing left to do; return how many seconds that took.

    `act` is what people do meanwhile.
    """
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        act()
        if one(left) == 0:
            return time.monotonic() - began
        time.sleep(0.5)
    raise SupervisorError(f"{one(left)} things were not done after {seconds:.0f} s")


def prove(promises: list[tuple[str, int, int]]) -> None:
    """Compare (what is promised, what was found, what must be), and prove the books."""
    from django.core.management import call_command  # noqa: PLC0415

    kept = [(promise, one(broken), 0) for promise, broken in DELIVERIES]
    for promise, found, expected in [*promises, *kept]:
        say(f"{'ok  ' if found == expected else 'FAIL'} {promise}: {found} of {expected}")
        if found != expected:
            raise SupervisorError(f"broken: {promise}")
    call_command("check_ledger")
