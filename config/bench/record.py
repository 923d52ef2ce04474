"""What counting the record again costs beside a bare GROUP BY of the same rows, and what boards do.

Members, areas, kinds and days are drawn unevenly: few members hold much of it, half of it are
likes, and four rows in turn belong to one member's day: what was written, and who liked it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from config.bench import pages
from config.bench.machine import Figure, figure

if TYPE_CHECKING:
    from config.supervisor import Child

# In thousands of contributions.
SCALE: Final = 1_000
MEMBERS, DAYS, AT_ONCE, ROUNDS = 20_000, 730, 500_000, 8
WRITES: Final = 400
# The same room to work in for both.
ROOM: Final = "SET LOCAL work_mem = '256MB'; SET LOCAL jit = off"
BARE: Final = """
SELECT count(*), max(points) FROM (
  SELECT receiver_id, day, area, kind, sum(sign) AS count, sum(weight_milli) AS weight,
         sum(points_milli) AS points
    FROM reputation_contribution GROUP BY receiver_id, day, area, kind) AS summed
"""
# A visitor's question without totals: who gained most of all time?
BARE_TOP: Final = """
SELECT receiver_id, sum(points_milli) AS points FROM reputation_contribution
 GROUP BY receiver_id ORDER BY points DESC LIMIT 50
"""
_ROWS: Final = """
INSERT INTO reputation_contribution
  (kind, receiver_id, giver_id, area, subject_kind, subject_id, occurred_at, recorded_at, day, sign,
   weight_milli, points_milli, rule_id, reasons, cause, note, key)
SELECT drawn.kind, receiver.id, CASE WHEN drawn.kind = 'like' THEN giver.id END, drawn.area,
       'post', n, drawn.at, drawn.at, (drawn.at AT TIME ZONE 'UTC')::date, 1,
       drawn.weight, drawn.weight * rule.points_milli / 1000, rule.id, '{}', '', '', 'bench:' || n
  FROM (
    SELECT n, floor(power(one.place, 2.5) * %(members)s)::int AS place,
           floor(random() * %(members)s)::int AS other,
           (ARRAY['reply','like','like','like','reply','like','solution','like','reply','topic'])
             [1 + n %% 10] AS kind,
           (ARRAY['', 'design', 'writing', 'code', 'money'])
             [1 + floor(power(one.area, 2) * 5)::int] AS area,
           (ARRAY[1000, 500, 333, 100])[1 + floor(power(random(), 3) * 4)::int] AS weight,
           %(first)s + make_interval(days => floor(one.day * %(days)s)::int, hours => 9) AS at
      FROM generate_series(%(begin)s, %(end)s - 1) AS n
     CROSS JOIN LATERAL (
       SELECT (hashint8extended(n / 4, 1) & 1048575) / 1048576.0 AS place,
              (hashint8extended(n / 4, 2) & 1048575) / 1048576.0 AS area,
              (hashint8extended(n / 4, 3) & 1048575) / 1048576.0 AS day) AS one) AS drawn
  JOIN bench_people AS receiver ON receiver.place = drawn.place
  JOIN bench_people AS giver
    ON giver.place = (CASE WHEN drawn.other = drawn.place THEN (drawn.place + 1) %% %(members)s
                           ELSE drawn.other END)
  JOIN (SELECT DISTINCT ON (kind) * FROM reputation_pointrule ORDER BY kind, version DESC) AS rule
    ON rule.kind = drawn.kind
"""


def seed(thousands: int) -> None:
    """Make so many thousand contributions over two years, and count them for the first time."""
    from django.db import connection  # noqa: PLC0415  settings need the services first

    from community.reputation.services import recount_reputation  # noqa: PLC0415
    from marketplace.accounts.models import Member  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    Member.objects.bulk_create(
        [Member(username=f"bench{n:06d}", display_name=f"Bench {n}") for n in range(MEMBERS)],
        batch_size=2_000,
    )
    today = clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    values: dict[str, Any] = {"members": MEMBERS, "days": DAYS}
    values["first"] = today - timedelta(days=DAYS - 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(
            "CREATE TEMP TABLE bench_people AS"
            " SELECT id, (row_number() OVER (ORDER BY id) - 1)::int AS place"
            "   FROM accounts_member WHERE username LIKE 'bench%'"
        )
        cursor.execute("CREATE INDEX ON bench_people (place)")
        cursor.execute("ANALYZE bench_people")
        # In parts: every row's foreign keys are looked up at the end of its statement.
        for begin in range(0, thousands * 1_000, AT_ONCE):
            end = min(begin + AT_ONCE, thousands * 1_000)
            cursor.execute(_ROWS, {**values, "begin": begin, "end": end})
        cursor.execute("VACUUM ANALYZE reputation_contribution")
    recount_reputation(now=clock.now())
    with connection.cursor() as cursor:
        for table in ("tally", "score", "total"):
            cursor.execute(f"VACUUM ANALYZE reputation_{table}")


def _timed(run: Callable[[Any], object]) -> float:
    from django.db import connection, transaction  # noqa: PLC0415

    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ROOM)
        run(cursor)
    return time.perf_counter() - began


def _said(cursor: Any, sql: str) -> None:
    cursor.execute(sql)
    cursor.fetchall()


def _recounts(rows: int) -> list[Figure]:
    """Count everything again and group barely, in turn; and read a board from its totals."""
    from community.reputation.choices import Period  # noqa: PLC0415
    from community.reputation.queries import Board, places_on, span_of  # noqa: PLC0415
    from community.reputation.services import recount_reputation  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    now = clock.now()
    today = now.astimezone(UTC).date()
    board = Board(span_of(Period.ALL, today))
    ratios, tops, drift = [], [], 0
    for _ in range(ROUNDS):
        bare = _timed(lambda cursor: _said(cursor, BARE))
        began = time.perf_counter()
        drift += recount_reputation(now=now).rows
        ratios.append((time.perf_counter() - began) / bare)
        bare_top = _timed(lambda cursor: _said(cursor, BARE_TOP))
        began = time.perf_counter()
        for _again in range(20):
            places_on(board, today=today)
        tops.append(bare_top / ((time.perf_counter() - began) / 20))
    what = f"full recount of {rows:,} contributions, of a bare GROUP BY"
    return [
        figure("P1", what, "at most 1.5", ratios),
        figure("P1", "top 50 from totals, times faster than GROUP BY", "at least 250", tops),
        figure("P1", "rows that a recount found to differ", "0", [drift]),
    ]


def _writing() -> Figure:
    """Record likes with their tallies and marks, and without, in turn."""
    from django.db import transaction  # noqa: PLC0415

    from community.reputation.services import recording  # noqa: PLC0415
    from marketplace.accounts.models import Member  # noqa: PLC0415

    people = list(
        Member.objects.filter(username__startswith="bench")
        .order_by("id")
        .values_list("pk", flat=True)
    )
    whole = recording.WRITE
    now = datetime.now(UTC)

    def write(turn: str) -> float:
        began = time.perf_counter()
        with transaction.atomic():
            for number in range(WRITES):
                recording.record_contribution(
                    kind="like",
                    receiver_id=people[number % 997],
                    giver_id=people[1_000 + number % 1_009],
                    subject_kind="post",
                    subject_id=number,
                    key=f"bench:{turn}:{number}",
                    occurred_at=now,
                    now=now,
                )
            transaction.set_rollback(True)
        return time.perf_counter() - began

    ratios = []
    for turn in range(ROUNDS):
        recording.WRITE = recording.ROW_ONLY
        bare = write(f"{turn}:row")
        recording.WRITE = whole
        ratios.append(write(f"{turn}:all") / bare - 1)
    share = [ratio * 100 for ratio in ratios]
    return figure("P1", "keeping totals while writing, per cent more", "at most 10", share)


def measure(web: Child, postgres_pid: int, cookie: str) -> list[Figure]:
    """Measure the recount, the board and its page, and what keeping totals adds to a write."""
    from community.reputation.models import Contribution  # noqa: PLC0415

    rows = Contribution.objects.count()
    asked = [
        pages.Page("leaderboard of the month", "/leaderboards/", id="P1"),
        pages.Page("leaderboard of all time", "/leaderboards/?period=all", id="P1"),
        pages.Page("leaderboard, signed in", "/leaderboards/", cookie, id="P1"),
        pages.Page("leaderboard of an area", "/leaderboards/?area=design", id="P1"),
    ]
    return [*_recounts(rows), _writing(), *pages.ratios_of(web, postgres_pid, asked)]
