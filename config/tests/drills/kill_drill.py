"""The kill drill: worker, relay and Valkey are killed while money moves; nothing is lost.

    python config/tests/drills/kill_drill.py [--short]

Orders fall due for completion and approved payouts wait to be sent; beat, relay and a worker do it
all, and one of worker, relay and Valkey is killed with SIGKILL again and again. Afterwards every
order must be completed once, every payout sent once and paid, every event delivered, and the books
must add up. Exit 1 with the sentence that isn't true.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from config.supervisor import SupervisorError, say
from config.tests.drills.ground import (
    Ground,
    ground,
    one,
    prove,
    wait_until_settled,
)

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
LEFT = """
SELECT (SELECT count(*) FROM orders_order WHERE state <> 'completed')
     + (SELECT count(*) FROM ledger_payout WHERE state <> 'paid')
     + (SELECT count(*) FROM core_delivery WHERE done_at IS NULL)
"""


def kill_and_start(place: Ground, size: Size) -> None:
    """Kill one of the three, start it again at once, and so on."""
    chance = random.Random(SEED)  # noqa: S311  the same order each time
    for number in range(size.kills):
        wait_for_progress(chance.uniform(0.0, 0.4))
        name = chance.choice(["worker", "worker", "relay", "valkey"])
        place.kill(name)
        say(f"kill {number + 1}: {name}, {one(LEFT)} left")


def wait_for_progress(more: float) -> None:
    """Wait until something was done since the last kill, and a little more: mid-flight is worst."""
    before, began = one(LEFT), time.monotonic()
    while one(LEFT) >= before and time.monotonic() - began < LONGEST_WAIT:
        time.sleep(0.02)
    time.sleep(more)


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
    return [
        ("each order is completed once", one(completed), size.orders),
        ("no order is completed twice", one(by_order), size.orders),
        ("each escrow is released once", one(releases), size.orders),
        ("each payout is sent once", one(sent), size.payouts),
        ("the provider sent exactly what was asked", one(total), one(wanted)),
    ]


def run(size: Size) -> None:
    """Run the drill; SupervisorError says what isn't true."""
    with ground() as place:
        from config.tests.drills.work import make_orders, make_payouts  # noqa: PLC0415

        make_orders(size.orders)
        make_payouts(size.payouts)
        with place.at_work():
            kill_and_start(place, size)
            seconds = wait_until_settled(LEFT)
        prove(promises(size))
        say(f"Settled {seconds:.0f} s after the last of {size.kills} kills.")


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
