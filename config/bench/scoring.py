"""What ranking a million scores costs beside reading and sorting the same rows."""

from __future__ import annotations

import time

from config.bench.machine import Figure, figure

ROUNDS = 5
CRITERIA, READERS, JUDGES = 4, 3, 100
ENTRIES = 1_000_000 // (CRITERIA * READERS) + 1
WEIGHTS = "ARRAY[40, 30, 20, 10]"

# Entry e is read by three of the judges, over all distances, and each score has its judge's bent.
MAKE = f"""
DROP SCHEMA IF EXISTS bench_scores CASCADE;
CREATE SCHEMA bench_scores;
CREATE TABLE bench_scores.score AS
SELECT e * {READERS} + r AS sheet, e AS entry,
       ((e * 7 + r * (1 + e % 97)) % {JUDGES}) AS judge, c AS criterion,
       ({WEIGHTS})[c] AS weight,
       (1 + abs(hashint8(e * 31 + r * 7 + c)) % 4 + (e * 7 + r) % 2)::smallint AS value
  FROM generate_series(0, {ENTRIES - 1}) AS e, generate_series(0, {READERS - 1}) AS r,
       generate_series(1, {CRITERIA}) AS c
 WHERE NOT (r > 0 AND (r * (1 + e % 97)) % {JUDGES} = 0);
CREATE TABLE bench_scores.sheet AS
SELECT DISTINCT sheet, entry, judge FROM bench_scores.score;
ANALYZE bench_scores.score, bench_scores.sheet;
"""  # noqa: S608  numbers of this module
SCORES = "SELECT sheet, weight, value, criterion = 1 AS is_heaviest FROM bench_scores.score"
SHEETS = "SELECT sheet, entry, judge FROM bench_scores.sheet"
ORDER = f"SELECT e AS entry, e AS place FROM generate_series(0, {ENTRIES - 1}) AS e"  # noqa: S608
# The same room to work in for both.
ROOM = "SET LOCAL work_mem = '256MB'; SET LOCAL jit = off"
BARE = """
SELECT max(place), max(value) FROM (
  SELECT entry, judge, criterion, value, row_number() OVER (ORDER BY value DESC, entry) AS place
    FROM bench_scores.score) AS sorted
"""


def _sort() -> float:
    from django.db import connection, transaction  # noqa: PLC0415

    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute(BARE)
        cursor.fetchone()
    return time.perf_counter() - began


def _rank() -> float:
    from django.db import transaction  # noqa: PLC0415

    from contests.judging.queries.scoring import Source, rank_in_database  # noqa: PLC0415

    began = time.perf_counter()
    with transaction.atomic():
        rank_in_database(Source(scores=SCORES, sheets=SHEETS, order=ORDER))
    return time.perf_counter() - began


def measure() -> list[Figure]:
    """Rank and sort in turn, in one run."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        cursor.execute("SELECT count(*) FROM bench_scores.score")
        rows = cursor.fetchone()[0]
    ratios = []
    for _ in range(ROUNDS):
        sorting = _sort()
        ratios.append(_rank() / sorting)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA bench_scores CASCADE")
    return [figure("S1", f"ranking {rows} scores, of sorting the same rows", "<= 1.5", ratios)]
