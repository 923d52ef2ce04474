"""What the screen of growth and the redirect of a referral cost, over millions of visits."""

from __future__ import annotations

import http.client
import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from config.bench import pages
from config.bench.machine import Figure, children_of, cpu_seconds, figure

if TYPE_CHECKING:
    from config.supervisor import Child

# In thousands of visits.
SCALE: Final = 10_000
LINKS, DAYS, CHECKED, AT_ONCE = 2_000, 365, 25, 1_000_000
PERSON: Final = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
DAY: Final = timedelta(days=1)

# Straight into the tables: what a visit of a person leaves behind, spread over links and days.
_LINKS: Final = """
INSERT INTO links_link (code, kind, ref, path, label, created_at)
SELECT 'b' || lpad(n::text, 7, '0'),
       (ARRAY['article', 'contest', 'entry', 'campaign', 'sponsorship'])[1 + n %% 5],
       'bench' || n, '/', '', %(first)s
  FROM generate_series(1, %(links)s) AS n
"""
_VISITS: Final = """
INSERT INTO links_visit (at, link_id, kind, visitor, country, device, medium)
SELECT %(first)s + make_interval(days => (n / %(links)s)::int %% %(days)s,
                                 secs => (n %% 86399)::int),
       link.id, 'person', lpad(to_hex(n), 26, '0'), 'SA', 'phone', 'whatsapp'
  FROM generate_series(%(begin)s, %(end)s - 1) AS n
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM links_link
         WHERE code LIKE 'b0%%' AND ref LIKE 'bench%%') AS link ON link.place = n %% %(links)s
"""
_DAYS: Final = """
INSERT INTO links_linkday (link_id, "on", visits, people, own, programs)
SELECT link_id, (at AT TIME ZONE 'UTC')::date, count(*), count(DISTINCT visitor), 0, 0
  FROM links_visit WHERE visitor <> '' AND at >= %(first)s
 GROUP BY 1, 2
ON CONFLICT (link_id, "on") DO NOTHING
"""


def seed(thousands: int) -> datetime:
    """Make so many thousand visits over a year, and add up their days; returns the first day."""
    from django.db import connection  # noqa: PLC0415  settings need the services first

    from marketplace.core import clock  # noqa: PLC0415
    from referrals.growth.services import days_between, recount_day  # noqa: PLC0415
    from referrals.links.services import make_months  # noqa: PLC0415

    today = clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    first = today - DAYS * DAY
    for month in range(0, DAYS + 31, 28):
        make_months(now=first + month * DAY)
    values: dict[str, datetime | int] = {"first": first, "links": LINKS, "days": DAYS}
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, values)
        # In parts: every row's foreign key is looked up at the end of its statement.
        for begin in range(0, thousands * 1_000, AT_ONCE):
            end = min(begin + AT_ONCE, thousands * 1_000)
            cursor.execute(_VISITS, {**values, "begin": begin, "end": end})
        cursor.execute(_DAYS, values)
        cursor.execute("ANALYZE links_visit; ANALYZE links_linkday; ANALYZE links_link")
    for day in days_between(first.date(), today.date()):
        recount_day(on=day)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE growth_channelday; ANALYZE growth_kindday")
    return first


def drift(first: datetime) -> Figure:
    """Hold what the screen reads against the visits themselves: all together, and day by day."""
    from django.db.models import Sum  # noqa: PLC0415

    from referrals.growth.models import KindDay  # noqa: PLC0415
    from referrals.growth.services import days_between, drifts_of  # noqa: PLC0415
    from referrals.links.models import Visit  # noqa: PLC0415

    raw = Visit.objects.filter(at__gte=first, kind="person").count()
    days = KindDay.objects.filter(on__gte=first.date())
    differ = abs(raw - (days.aggregate(n=Sum("visits"))["n"] or 0))
    chosen = list(days_between(first.date(), (first + (DAYS - 1) * DAY).date()))
    differ += sum(len(drifts_of(day)) for day in chosen[:: max(1, DAYS // CHECKED)])
    return figure("G1", f"figures of growth that differ from {raw:,} raw visits", "0", [differ])


def _insertion(web: Child, postgres_pid: int) -> Figure:
    """Measure recording alone, in this process, against hello."""
    from marketplace.core import clock  # noqa: PLC0415
    from referrals.links.services import Coming, record_visit  # noqa: PLC0415

    def pids() -> list[int]:
        return [os.getpid(), postgres_pid, *children_of(postgres_pid)]

    ratios = []
    for turn in range(pages.ROUNDS):
        hello = pages.hello_cost(web, postgres_pid)
        before, began, count = cpu_seconds(pids()), time.perf_counter(), 0
        while time.perf_counter() - began < pages.SLICE:
            count += 1
            coming = Coming(visitor=f"{turn:06d}{count:06d}".ljust(26, "z"))
            record_visit(key=f"b{1 + count % LINKS:07d}", coming=coming, now=clock.now())
        ratios.append((cpu_seconds(pids()) - before) / count / hello)
    return figure("R1", "insertion of a visit alone, in hellos", "", ratios)


def _seconds_of_a_scan(first: datetime) -> float:
    """Return how long one pass over an index of a year's visits takes, which counts them."""
    from django.db import connection, transaction  # noqa: PLC0415

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        began = time.perf_counter()
        cursor.execute("SELECT count(*) FROM links_visit WHERE at >= %s", [first])
        return time.perf_counter() - began


def _of_a_scan(page: pages.Page, first: datetime) -> Figure:
    """Measure the year's screen against one pass over an index of its visits, in turn."""
    connection = http.client.HTTPConnection("127.0.0.1", pages.PORT, timeout=60)
    ratios = []
    for _ in range(pages.ROUNDS):
        scan, began = _seconds_of_a_scan(first), time.perf_counter()
        pages.get(connection, page)
        ratios.append((time.perf_counter() - began) / scan)
    connection.close()
    what = "growth, a year: its screen, of one index scan of the visits"
    return figure("G1", what, "at most 0.05", ratios)


def measure(web: Child, postgres_pid: int, cookie: str, first: datetime) -> list[Figure]:
    """Measure the screen over twelve weeks and a year, the redirect, and the insertion."""
    since, until = first.date().isoformat(), (first + (DAYS - 1) * DAY).date().isoformat()
    aim = "at most 20 hellos"
    year = f"/growth/?since={since}&until={until}"
    asked = [
        pages.Page("growth, twelve weeks", "/growth/", cookie, aim=aim, id="G1"),
        pages.Page("growth, a year", year, cookie, aim=aim, id="G1"),
        pages.Page(
            "redirect with its visit recorded",
            "/r/b0000001",
            "wz_visitor=" + "0" * 26,
            aim="at most 2 hellos",
            id="R1",
            status=302,
            agent=PERSON,
        ),
    ]
    # First: what is measured below makes visits of its own.
    proved = drift(first)
    found = pages.ratios_of(web, postgres_pid, asked)
    return [*found, _of_a_scan(asked[1], first), _insertion(web, postgres_pid), proved]
