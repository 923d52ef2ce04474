"""What ranking a million scores costs beside reading and sorting the same rows.

The bare sort reads the million scores, a row each, as judges gave them. The ranking reads their
sheets, a row for every four scores, with what each comes to: that was worked out when the sheet was
sealed. Sheets are as wide here as sealed ones are, with their paper and the same index.
"""

from __future__ import annotations

import time

from config.bench.machine import Figure, figure

ROUNDS = 8
CRITERIA, READERS, JUDGES = 4, 3, 100
ENTRIES = 1_000_000 // (CRITERIA * READERS) + 1
# Bytes of a sealed sheet beside its numbers: paper, sentence, hash.
PAPER = 800
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
SELECT sheet, entry, judge, sum(weight * value)::float8 / sum(weight) AS score,
       max(value) FILTER (WHERE criterion = 1) AS heaviest, repeat('paper', {PAPER // 5}) AS paper
  FROM bench_scores.score GROUP BY sheet, entry, judge;
CREATE INDEX ON bench_scores.sheet (entry) INCLUDE (judge, score, heaviest);
"""  # noqa: S608  numbers of this module
SHEETS = "SELECT entry, judge, score, heaviest FROM bench_scores.sheet"
ORDER = f"SELECT e AS entry, e AS place FROM generate_series(0, {ENTRIES - 1}) AS e"  # noqa: S608
# The same room to work in for both.
ROOM = "SET LOCAL work_mem = '256MB'; SET LOCAL jit = off"
BARE = """
SELECT max(place), max(value) FROM (
  SELECT entry, judge, criterion, value, row_number() OVER (ORDER BY value DESC, entry) AS place
    FROM bench_scores.score) AS sorted
"""
BARE_SHEETS = """
SELECT max(place), max(score) FROM (
  SELECT entry, judge, score, row_number() OVER (ORDER BY score DESC, entry) AS place
    FROM bench_scores.sheet) AS sorted
"""


def _sort(bare: str) -> float:
    from django.db import connection, transaction  # noqa: PLC0415

    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute(bare)
        cursor.fetchone()
    return time.perf_counter() - began


def _rank() -> float:
    from django.db import transaction  # noqa: PLC0415

    from contests.judging.queries.scoring import Source, rank_in_database  # noqa: PLC0415

    began = time.perf_counter()
    with transaction.atomic():
        rank_in_database(Source(sheets=SHEETS, order=ORDER))
    return time.perf_counter() - began


def measure() -> list[Figure]:
    """Rank and sort in turn, in one run."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        cursor.execute("VACUUM ANALYZE bench_scores.score, bench_scores.sheet")
        cursor.execute("SELECT count(*) FROM bench_scores.score")
        rows = cursor.fetchone()[0]
    of_scores, of_sheets = [], []
    for _ in range(ROUNDS):
        scores, ranking, sheets = _sort(BARE), _rank(), _sort(BARE_SHEETS)
        of_scores.append(ranking / scores)
        of_sheets.append(ranking / sheets)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA bench_scores CASCADE")
    return [
        figure("S1", f"ranking {rows} scores, of sorting the same rows", "<= 1.5", of_scores),
        figure("S1", "… of sorting only their sheets, a quarter of the rows", "", of_sheets),
    ]
