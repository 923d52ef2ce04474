"""The kill drill: worker, relay and Valkey are killed while money moves; nothing is lost.

    python config/tests/drills/kill_drill.py [--short]

Orders fall due for completion and approved payouts wait to be sent; beat, relay and a worker do it
all, and one of worker, relay and Valkey is killed with SIGKILL again and again. Afterwards every
order must be completed once, every payout sent once and paid, every event delivered, and the books
must add up. Exit 1 with the sentence that isn't true.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path.insert(0, str(ROOT))

from config.embedded import Services  # noqa: E402
from config.supervisor import Child, Keeper, Program, SupervisorError, say  # noqa: E402

QUEUES = "money,default,mail,bulk"
SETTLE_SECONDS = 120
SEED = 20_261_123


@dataclass(frozen=True)
class Size:
    """How much work, and how many kills."""

    orders: int
    payouts: int
    kills: int


SHORT = Size(orders=60, payouts=60, kills=5)
FULL = Size(orders=250, payouts=250, kills=20)
LONGEST_WAIT = 8.0


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


def prepare(data: Path, size: Size) -> None:
    """Migrate, and make the work that falls due."""
    os.environ["WAZZIFNI_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    import django  # noqa: PLC0415  settings need the services first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from config.tests.drills.work import make_orders, make_payouts  # noqa: PLC0415

    make_orders(size.orders)
    make_payouts(size.payouts)


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


LEFT = """
SELECT (SELECT count(*) FROM orders_order WHERE state <> 'completed')
     + (SELECT count(*) FROM ledger_payout WHERE state <> 'paid')
     + (SELECT count(*) FROM core_delivery WHERE done_at IS NULL)
"""


def kill_and_start(services: Services, children: dict[str, Child], size: Size) -> None:
    """Kill one of the three, start it again at once, and so on."""
    chance = random.Random(SEED)  # noqa: S311  the same order each time
    valkey = services.valkey
    if valkey is None:
        raise SupervisorError("the drill needs its own Valkey")
    for number in range(size.kills):
        wait_for_progress(chance.uniform(0.0, 0.4))
        name = chance.choice(["worker", "worker", "relay", "valkey"])
        if name == "valkey":
            valkey.child.kill()
            valkey.start()
        else:
            children[name].kill()
            children[name].start()
        say(f"kill {number + 1}: {name}, {one(LEFT)} left")


def wait_for_progress(more: float) -> None:
    """Wait until something was done since the last kill, and a little more: mid-flight is worst."""
    before, began = one(LEFT), time.monotonic()
    while one(LEFT) >= before and time.monotonic() - began < LONGEST_WAIT:
        time.sleep(0.02)
    time.sleep(more)


def wait_until_settled() -> float:
    """Wait for everything to be done; return how long it took after the last kill."""
    began = time.monotonic()
    while time.monotonic() - began < SETTLE_SECONDS:
        if one(LEFT) == 0:
            return time.monotonic() - began
        time.sleep(0.5)
    raise SupervisorError(
        f"{one(LEFT)} things were not done {SETTLE_SECONDS} s after the last kill"
    )


def promises(size: Size) -> list[tuple[str, int, int]]:
    """Return (what is promised, what was found, what must be)."""
    completed = "SELECT count(*) FROM core_outboxevent WHERE name = 'OrderCompleted'"
    by_order = (
        "SELECT count(DISTINCT payload->>'order_id') FROM core_outboxevent"
        " WHERE name = 'OrderCompleted'"
    )
    releases = "SELECT count(*) FROM ledger_transfer WHERE kind = 'escrow_release'"
    sent = "SELECT count(*) FROM ledger_sandboxpayout"
    total = "SELECT coalesce(sum(amount), 0) FROM ledger_sandboxpayout"
    wanted = "SELECT coalesce(sum(amount), 0) FROM ledger_payout"
    repeated = (
        "SELECT count(*) FROM (SELECT event_id, consumer FROM core_delivery"
        " GROUP BY event_id, consumer HAVING count(*) > 1) AS twice"
    )
    dead = "SELECT count(*) FROM core_delivery WHERE dead_at IS NOT NULL"
    return [
        ("each order is completed once", one(completed), size.orders),
        ("no order is completed twice", one(by_order), size.orders),
        ("each escrow is released once", one(releases), size.orders),
        ("each payout is sent once", one(sent), size.payouts),
        ("the provider sent exactly what was asked", one(total), one(wanted)),
        ("no event is delivered twice", one(repeated), 0),
        ("no delivery is set aside", one(dead), 0),
    ]


def run(size: Size) -> None:
    """Run the drill; SupervisorError says what isn't true."""
    with tempfile.TemporaryDirectory(prefix="wz-drill-") as folder, Keeper() as keeper:
        data = Path(folder)
        data.chmod(0o755)
        with Services(data, keeper) as services:
            prepare(data, size)
            children = {item.name: Child(item, keeper) for item in processes(data)}
            for child in children.values():
                child.start()
            try:
                kill_and_start(services, children, size)
                seconds = wait_until_settled()
            finally:
                for child in children.values():
                    child.kill()
            prove(size)
            say(f"Settled {seconds:.0f} s after the last of {size.kills} kills.")
            from django.db import connection  # noqa: PLC0415

            connection.close()


def prove(size: Size) -> None:
    """Compare what happened with what is promised, and prove the books."""
    from django.core.management import call_command  # noqa: PLC0415

    for promise, found, expected in promises(size):
        say(f"{'ok  ' if found == expected else 'FAIL'} {promise}: {found} of {expected}")
        if found != expected:
            raise SupervisorError(f"broken: {promise}")
    call_command("check_ledger")


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer orders, payouts and kills")
    size = SHORT if parser.parse_args().short else FULL
    try:
        run(size)
    except SupervisorError as error:
        say(f"kill drill: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
