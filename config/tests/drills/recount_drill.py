"""The recount drill: 200,000 things happen to the record, and everything counted equals it.

    python config/tests/drills/recount_drill.py [--things N] [--seed N]

Contributions of any age, doubles, likes taken back, posts removed and restored, merges into other
areas, cases and new prices, in an order drawn from one seed, while days are counted in between. At
the end (and at eight points on the way) tallies, scores and totals must be those of a plain recount
in Python of the record's rows, of a recount of every row in SQL, and of the sums. Exit 1 with what
isn't true.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from config.supervisor import SupervisorError, say
from config.tests.drills.ground import ground

SEED, THINGS, POINTS, MEMBERS = 20_261_129, 200_000, 8, 60
BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
# Of a hundred steps; a step that records does so several times.
SHARES = {
    "record": 52,
    "again": 6,
    "back": 22,
    "remove": 4,
    "restore": 4,
    "move": 3,
    "decide": 4,
    "reprice": 1,
    "count": 4,
}
AT_ONCE = 5


def _prove(history: object, done: int) -> None:
    from community.reputation.services import (  # noqa: PLC0415  settings need the services
        check_reputation,
        count_everything_touched,
    )
    from community.reputation.tests.histories import (  # noqa: PLC0415
        History,
        kept,
        plain_recount,
    )

    if not isinstance(history, History):
        raise SupervisorError("no history")
    count_everything_touched(now=history.now)
    today = history.now.date()
    for name, is_kept, is_said in zip(
        ("tallies", "scores", "totals"), kept(today), plain_recount(today), strict=True
    ):
        differ = sum(is_kept.get(key) != said for key, said in is_said.items())
        differ += len(is_kept.keys() - is_said.keys())
        if differ:
            raise SupervisorError(f"after {done} things {differ} {name} differ from the record")
    for every_row in (True, False):
        found = check_reputation(now=history.now, every_row=every_row)
        if found.rows:
            raise SupervisorError(f"after {done} things {found.rows} rows drift: {found.drifts}")


def _run(things: int, seed: int) -> None:
    from community.reputation.models import Contribution  # noqa: PLC0415
    from community.reputation.tests.histories import History  # noqa: PLC0415
    from marketplace.accounts.models import Member, RoleGrant  # noqa: PLC0415

    keeper = Member.objects.create_user("keeper")
    RoleGrant.objects.create(member=keeper, role="community_manager")
    people = [
        Member.objects.create_user(
            f"drill{number}", date_joined=BEGIN - timedelta(days=number * 3)
        ).pk
        for number in range(MEMBERS)
    ]
    history = History(people, keeper, random.Random(seed), BEGIN, at_once=AT_ONCE)  # noqa: S311
    names, weights = list(SHARES), list(SHARES.values())
    done, proved, began = 0, 0, time.perf_counter()
    while done < things:
        name = history.chance.choices(names, weights)[0]
        history.step(name)
        done += AT_ONCE if name in ("record", "decide") else 1
        if done * POINTS // things > proved:
            proved = done * POINTS // things
            _prove(history, done)
            rows, spent = Contribution.objects.count(), time.perf_counter() - began
            say(f"{done} things, {rows} rows of the record, no drift ({spent:.0f} s)")


def main(arguments: list[str]) -> int:
    """Run the drill and say how it ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--things", type=int, default=THINGS)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    try:
        with ground():
            _run(options.things, options.seed)
    except SupervisorError as error:
        say(f"recount drill: {error}")
        return 1
    say("recount drill: everything that is counted equals the record")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
