"""The second kill drill: contests are counted, drawn and paid while what works on them is killed.

    python config/tests/drills/contest_drill.py [--short]

Scores of 2,000 entries wait to be counted, 2,000 tickets to be drawn, and the prizes of both to be
paid. First everything is carried out undisturbed, recorded, and taken back. Then relay, beat and a
worker do it, and one of worker, relay and Valkey is killed with SIGKILL at random moments while a
transaction has its hands on it; sometimes only the processes in which the worker works ("hand").
In the end ranking, scores, places, prizes and wallets must be those of the undisturbed run, every
delivery done, no prize paid twice, and the books must add up. Exit 1 with the sentence that isn't
true.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from config.supervisor import SupervisorError, say
from config.tests.drills.ground import Ground, ground, nothing, one, prove, wait_until_settled

if TYPE_CHECKING:
    from config.tests.drills.contest_work import Round, World

SEED = 20_261_124
# Seconds for the steps between; a worker that starts on a busy machine takes its time.
PATIENCE, LONG_PATIENCE = 300.0, 1_800.0
# How long after a transaction began the kill may come.
SPREAD = 0.5
VICTIMS = ("worker", "hand", "worker", "hand", "worker", "hand", "relay", "valkey")


@dataclass(frozen=True)
class Size:
    """How much work, how many kills in each round, and how many at the end of the news."""

    rounds: int
    entries: int
    winners: int
    scoring: int
    drawing: int
    paying: int
    telling: int

    @property
    def kills(self) -> int:
        """How often something is killed."""
        return self.rounds * (self.scoring + self.drawing + self.paying) + self.telling


SHORT = Size(rounds=1, entries=100, winners=40, scoring=1, drawing=2, paying=1, telling=1)
FULL = Size(rounds=1, entries=2_000, winners=300, scoring=16, drawing=14, paying=18, telling=2)
# The last kills come when so few deliveries are left that they show how soon a kill is made good,
# not how long thousands of messages take.
FEW_LEFT = 500

HANDS = """
SELECT count(*) FROM pg_locks
 WHERE relation = '{table}'::regclass AND granted AND pid <> pg_backend_pid()
   AND mode IN ('RowShareLock', 'RowExclusiveLock')
"""
LEFT = """
SELECT (SELECT count(*) FROM calls_contest WHERE state <> 'paid')
     + (SELECT count(*) FROM core_delivery WHERE done_at IS NULL)
"""
NEWS_LEFT = f"""
SELECT greatest(count(*) - {FEW_LEFT}, 0) FROM core_delivery WHERE done_at IS NULL
"""  # noqa: S608  a number of this module
UNPROPOSED = """
SELECT count(*) FROM core_delivery WHERE done_at IS NULL AND consumer LIKE 'prizes.propose%'
"""


@dataclass(frozen=True)
class Stage:
    """Something that is done by itself: the table it writes to, and what of it is left."""

    name: str
    table: str
    left: str


SCORING = Stage(
    "scoring",
    "judging_run",
    """SELECT (SELECT count(*) FROM judging_judging WHERE timer_at <= now())
            + (SELECT count(*) FROM judging_run WHERE state <> 'done')""",
)
DRAWING = Stage(
    "drawing",
    "draws_draw",
    """SELECT count(*) FROM draws_draw
        WHERE next_at IS NOT NULL OR state NOT IN ('committed', 'drawn')""",
)
PAYING = Stage(
    "paying",
    "prizes_award",
    "SELECT count(*) FROM prizes_award WHERE state NOT IN ('done', 'dropped')",
)
TELLING = Stage("telling", "core_delivery", LEFT)


class Storm:
    """Kills at random moments, the same each time, and what they hit."""

    def __init__(self, place: Ground) -> None:
        """Take what runs."""
        self._place = place
        self._chance = random.Random(SEED)  # noqa: S311  the same order each time
        self._saved = 0
        self._number = 0
        self.hits: Counter[str] = Counter()

    def strike(self, kills: int, stage: Stage, act: Callable[[], None] = nothing) -> None:
        """Kill so many times, each while somebody else's transaction is at work in a stage.

        Kills for which a stage was too short are kept for the next one.
        """
        wanted, self._saved = kills + self._saved, 0
        for done in range(wanted):
            if not self._wait_for_hands(stage, act):
                self._saved = wanted - done
                return
            time.sleep(self._chance.uniform(0.0, SPREAD))
            victim = self._chance.choice(VICTIMS)
            self._place.kill(victim)
            self._number += 1
            self.hits[stage.name] += 1
            say(f"kill {self._number}: {victim} while {stage.name}, {one(LEFT)} left")

    def _wait_for_hands(self, stage: Stage, act: Callable[[], None]) -> bool:
        """Wait until somebody is at it; False when nothing is left to be done."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            act()
            if one(HANDS.format(table=stage.table)):
                return True
            if not one(stage.left):
                return False
            time.sleep(0.01)
        raise SupervisorError(f"nobody was {stage.name} for {PATIENCE:.0f} s")


def storm_over(world: World, round_: Round, storm: Storm, size: Size) -> None:
    """Let one round be counted, drawn and paid, and kill meanwhile."""
    from config.tests.drills.contest_work import (  # noqa: PLC0415
        begin_drawing,
        begin_scoring,
        count_again,
        enter_public_value,
        sign_results,
    )

    def enter() -> None:
        enter_public_value(world, round_)

    def again() -> None:
        count_again(world, round_)

    begin_scoring(round_)
    storm.strike(size.scoring, SCORING, again)
    wait_until_settled(SCORING.left, seconds=PATIENCE)
    begin_drawing(round_)
    storm.strike(size.drawing, DRAWING, enter)
    wait_until_settled(DRAWING.left, enter, seconds=PATIENCE)
    wait_until_settled(UNPROPOSED, seconds=LONG_PATIENCE)
    sign_results(world, round_)
    storm.strike(size.paying, PAYING)


def promises(world: World) -> list[tuple[str, int, int]]:
    """Return (what is promised, what was found, what must be)."""
    prizes = 2 * len(world.rounds) * world.winners
    paid = "SELECT count(*) FROM ledger_transfer WHERE key LIKE 'award:%:paid'"
    apart = (
        "SELECT count(DISTINCT split_part(key, ':', 2)) FROM ledger_transfer"
        " WHERE key LIKE 'award:%:paid'"
    )
    worth = "SELECT coalesce(sum(amount), 0) FROM prizes_award WHERE state = 'done'"
    reached = (
        "SELECT coalesce(sum(e.amount), 0) FROM ledger_entry AS e"
        " JOIN ledger_transfer AS t ON t.id = e.transfer_id"
        " WHERE t.key LIKE 'award:%:paid' AND e.amount > 0"
    )
    told = "SELECT count(*) FROM core_outboxevent WHERE name = 'PrizeHandedOver'"
    unlike = """
SELECT count(*) FROM judging_sheet AS s WHERE abs(s.score - (
  SELECT sum(r.weight * p.value::int)::float8 / sum(r.weight)
    FROM jsonb_each_text(s.paper::jsonb -> 'scores') AS p (position, value)
    JOIN judging_judge AS j ON j.id = s.judge_id
    JOIN judging_criterion AS r
      ON r.contest_id = j.contest_id AND r.position = p.position::int)) > 1e-12
"""
    late = "SELECT count(*) FROM core_delivery WHERE done_at IS NULL"
    return [
        ("each prize is paid", one(paid), prizes),
        ("no prize is paid twice", one(apart), prizes),
        ("the wallets got what the prizes are worth", one(reached), one(worth)),
        ("each prize is announced once", one(told), prizes),
        ("no sheet counted otherwise than its paper says", one(unlike), 0),
        ("every delivery is done", one(late), 0),
    ]


def compare(calm: dict[str, str], found: dict[str, str]) -> None:
    """Hold the end against that of the undisturbed run."""
    for name, digest in calm.items():
        say(f"{'ok  ' if found[name] == digest else 'FAIL'} {name} as undisturbed: {digest[:16]}")
        if found[name] != digest:
            raise SupervisorError(f"{name} differs from the undisturbed run")


def run(size: Size) -> None:
    """Run the drill; SupervisorError says what isn't true."""
    with ground() as place:
        from config.tests.drills.contest_end import ends, undisturbed  # noqa: PLC0415
        from config.tests.drills.contest_work import make_world  # noqa: PLC0415

        began = time.monotonic()
        world = make_world(rounds=size.rounds, entries=size.entries, winners=size.winners)
        made, began = time.monotonic() - began, time.monotonic()
        calm = undisturbed(world)
        say(f"Made in {made:.0f} s, undisturbed in {time.monotonic() - began:.0f} s.")
        storm = Storm(place)
        with place.at_work():
            for round_ in world.rounds:
                storm_over(world, round_, storm, size)
            storm.strike(0, TELLING)
            wait_until_settled(NEWS_LEFT, seconds=LONG_PATIENCE)
            storm.strike(size.telling, TELLING)
            seconds = wait_until_settled(LEFT)
        compare(calm, ends())
        prove(promises(world))
        hits = ", ".join(f"{count} {name}" for name, count in sorted(storm.hits.items()))
        say(f"Settled {seconds:.0f} s after the last of {storm.hits.total()} kills: {hits}.")
        if storm.hits.total() != size.kills:
            raise SupervisorError(f"only {storm.hits.total()} of {size.kills} kills hit work")


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer entries, prizes and kills")
    size = SHORT if parser.parse_args().short else FULL
    try:
        run(size)
    except SupervisorError as error:
        say(f"contest drill: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
