"""The ranking against a plain working-out of it, on hundreds of contests of every kind."""

# ruff: noqa: S311  contests that can be made again, not secrets

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

import pytest
from django.db import connection, transaction

from contests.judging.queries.scoring import Mark, Outcome, Source, rank_in_database, rank_marks
from contests.judging.tests import oracle
from contests.judging.tests.oracle import Row

WEIGHTS: Final = {"idea": 40, "truth": 30, "language": 20, "use": 10}
CONTESTS: Final = 500
CLOSE: Final = 1e-9


def marks_of(rows: Sequence[Row]) -> list[Mark]:
    return [Mark(e, j, c, float(score), float(weight)) for e, j, c, score, weight in rows]


def clamp(value: float) -> int:
    return max(1, min(5, round(value)))


def usual(draw: random.Random) -> list[Row]:
    """Three judges for each entry, some of them harsh or mild."""
    bent = {f"j{n}": draw.choice([-1.5, 0, 0, 0, 1]) for n in range(draw.randint(3, 7))}
    rows: list[Row] = []
    for number in range(draw.randint(2, 10)):
        true = draw.uniform(1.5, 4.5)
        for judge in draw.sample(sorted(bent), 3):
            rows += [
                (f"e{number}", judge, name, clamp(true + bent[judge] + draw.gauss(0, 0.7)), weight)
                for name, weight in WEIGHTS.items()
            ]
    return rows


def with_gaps(draw: random.Random) -> list[Row]:
    """Sheets and criteria are missing, entries are read by different numbers."""
    rows = [row for row in usual(draw) if draw.random() > 0.25]
    return rows or [("e0", "j0", "idea", 3, 40)]


def one_judge(draw: random.Random) -> list[Row]:
    return [
        (f"e{n}", "j0", name, draw.randint(1, 5), weight)
        for n in range(draw.randint(1, 8))
        for name, weight in WEIGHTS.items()
    ]


def all_equal(draw: random.Random) -> list[Row]:
    score = draw.randint(1, 5)
    return [
        (f"e{n}", f"j{m}", name, score, weight)
        for n in range(draw.randint(1, 6))
        for m in range(draw.randint(1, 4))
        for name, weight in WEIGHTS.items()
    ]


def harsh_and_mild(draw: random.Random) -> list[Row]:
    """One gives 1 and 2, one gives 4 and 5, the others all."""
    rows: list[Row] = []
    for number in range(draw.randint(3, 9)):
        for judge in draw.sample(["harsh", "mild", "j1", "j2", "j3"], draw.randint(2, 5)):
            low, high = {"harsh": (1, 2), "mild": (4, 5)}.get(judge, (1, 5))
            rows += [
                (f"e{number}", judge, name, draw.randint(low, high), weight)
                for name, weight in WEIGHTS.items()
            ]
    return rows


def one_entry_judge(draw: random.Random) -> list[Row]:
    return [
        *usual(draw),
        *[("e0", "once", name, draw.randint(1, 5), weight) for name, weight in WEIGHTS.items()],
    ]


def many_readers(draw: random.Random) -> list[Row]:
    """Five to eight read each entry, so that the lowest and the highest are left out."""
    return [
        (f"e{n}", f"j{m}", name, draw.randint(1, 5), weight)
        for n in range(draw.randint(2, 6))
        for m in draw.sample(range(8), draw.randint(4, 8))
        for name, weight in WEIGHTS.items()
    ]


def two_blocks(draw: random.Random) -> list[Row]:
    """Two groups of judges that share no entry."""
    second = [(f"x{e}", f"y{j}", c, s, w) for e, j, c, s, w in usual(draw)]
    return [*usual(draw), *second]


KINDS: Final[tuple[Callable[[random.Random], list[Row]], ...]] = (
    usual,
    with_gaps,
    one_judge,
    all_equal,
    harsh_and_mild,
    one_entry_judge,
    many_readers,
    two_blocks,
)


def generated() -> list[list[Row]]:
    return [KINDS[seed % len(KINDS)](random.Random(seed)) for seed in range(CONTESTS)]


def test_memory_and_plain_working_out_agree() -> None:
    for number, rows in enumerate(generated()):
        found = rank_marks(marks_of(rows)).standings
        wanted = oracle.rank(rows)
        assert [one.entry for one in found] == [entry for entry, _raw, _fair in wanted], number
        for one, (_entry, raw, adjusted) in zip(found, wanted, strict=True):
            assert abs(one.raw - raw) <= CLOSE
            assert abs(one.adjusted - adjusted) <= CLOSE


def in_database(rows: Sequence[Row]) -> tuple[list[tuple[str, float, float, float]], object]:
    """Rank the same rows by the database; return what `ranked` holds and the summary."""
    entries = list(dict.fromkeys(row[0] for row in rows))
    judges = list(dict.fromkeys(row[1] for row in rows))
    sheets = list(dict.fromkeys((row[0], row[1]) for row in rows))
    heavy: dict[str, int] = {}
    for row in rows:
        heavy.setdefault(row[2], row[4])
    top = max(heavy, key=lambda name: heavy[name])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS test_marks, test_given, test_sheets")
        cursor.execute(
            "CREATE TEMPORARY TABLE test_marks ON COMMIT DROP AS SELECT * FROM unnest("
            "%s::bigint[], %s::int[], %s::int[], %s::bool[]) AS m (sheet, weight, value, is_top)",
            [
                [sheets.index((row[0], row[1])) for row in rows],
                [row[4] for row in rows],
                [row[3] for row in rows],
                [row[2] == top for row in rows],
            ],
        )
        cursor.execute(
            "CREATE TEMPORARY TABLE test_given ON COMMIT DROP AS SELECT * FROM unnest("
            "%s::bigint[], %s::bigint[], %s::bigint[]) AS m (sheet, entry, judge)",
            [
                list(range(len(sheets))),
                [entries.index(entry) for entry, _judge in sheets],
                [judges.index(judge) for _entry, judge in sheets],
            ],
        )
        cursor.execute(
            "CREATE TEMPORARY TABLE test_sheets ON COMMIT DROP AS"
            " SELECT entry, judge, sum(weight * value)::float8 / sum(weight) AS score,"
            "        max(value) FILTER (WHERE is_top) AS heaviest"
            "   FROM test_marks JOIN test_given USING (sheet) GROUP BY sheet, entry, judge"
        )
        summary = rank_in_database(
            Source(
                sheets="SELECT entry, judge, score, heaviest FROM test_sheets",
                order="SELECT DISTINCT entry, entry AS place FROM test_sheets",
            )
        )
        cursor.execute("SELECT entry, raw, adjusted, width FROM ranked ORDER BY rank")
        found = [(entries[entry], *rest) for entry, *rest in cursor.fetchall()]
    return found, summary


@pytest.mark.django_db
def test_database_and_memory_agree() -> None:
    for number, rows in enumerate(generated()[::3]):
        found, summary = in_database(rows)
        wanted: Outcome = rank_marks(marks_of(rows))
        assert [one[0] for one in found] == [one.entry for one in wanted.standings], number
        for (_entry, raw, adjusted, _width), one in zip(found, wanted.standings, strict=True):
            assert abs(raw - one.raw) <= CLOSE
            assert abs(adjusted - one.adjusted) <= CLOSE
        for name in ("noise", "alpha", "alpha_raw"):
            mine, theirs = getattr(summary, name), getattr(wanted, name)
            assert (mine is None) == (theirs is None), (number, name)
            assert mine is None or abs(mine - theirs) < 1e-6, (number, name)
        fits = [summary.severities[at] for at in range(len(wanted.judges))]  # type: ignore[attr-defined]
        assert all(abs(a - b.severity) < CLOSE for a, b in zip(fits, wanted.judges, strict=True))
        assert len(set(summary.blocks.values())) == wanted.blocks  # type: ignore[attr-defined]


def test_blocks_are_told_and_each_is_centred() -> None:
    outcome = rank_marks(marks_of(two_blocks(random.Random(1))))
    assert outcome.blocks == 2
    for block in (1, 2):
        assert abs(sum(fit.severity for fit in outcome.judges if fit.block == block)) < 1e-8


def planted(draw: random.Random, entries: int, noise: float) -> tuple[str, list[Row], list[Row]]:
    """Return the true winner, the scores of fair judges, and those with one of them harsh.

    Entries of true quality, six judges, three for each entry; the harsh one gives two points less
    on everything, though not less than 1. All else is the same, to the last roll of the dice.
    """
    true = {f"e{n:02}": draw.uniform(2.5, 4.2) for n in range(entries)}
    winner = max(true, key=lambda name: true[name])
    true[winner] = min(4.8, true[winner] + 0.5)
    fair: list[Row] = []
    harsh: list[Row] = []
    for number, name in enumerate(sorted(true)):
        for step in (0, 1 + number % 2, 3):
            judge = f"j{(number + step) % 6}"
            for criterion, weight in WEIGHTS.items():
                said = true[name] + draw.gauss(0, noise)
                fair.append((name, judge, criterion, clamp(said), weight))
                low = clamp(said - 2) if judge == "j0" else clamp(said)
                harsh.append((name, judge, criterion, low, weight))
    return winner, fair, harsh


def firsts(rows: Sequence[Row]) -> tuple[str, str]:
    """Return who is first, and who would be by the raw mean."""
    found = rank_marks(marks_of(rows)).standings
    return found[0].entry, next(one.entry for one in found if one.raw_rank == 1)


# Entries, noise, contests, and what share of the true winners is kept at least: of those whom the
# raw mean loses, all by harshness. With few entries or much noise chance alone hides some of them
# from any ranking; then the winner is still the same as without the harsh judge.
HARSH: Final = [(24, 0.4, 700, 0.95), (12, 0.5, 2_500, 0.95), (8, 0.5, 700, 0), (12, 0.7, 700, 0)]


@pytest.mark.parametrize(("entries", "noise", "count", "share"), HARSH)
def test_a_harsh_judge_takes_the_prize_from_nobody(
    entries: int, noise: float, count: int, share: float
) -> None:
    """Where a harsh judge costs the true winner the first place by raw mean, ours doesn't move."""
    fooled = kept = same = 0
    for seed in range(count):
        winner, fair, harsh = planted(random.Random(seed), entries, noise)
        ours, raw = firsts(fair)
        ours_harsh, raw_harsh = firsts(harsh)
        if raw == winner != raw_harsh:
            fooled += 1
            kept += ours_harsh == winner
            same += ours_harsh == ours
    assert fooled > 100
    assert same / fooled >= 0.95, f"{same} of {fooled}"
    assert kept / fooled >= share, f"{kept} of {fooled}"


def test_no_scores_give_an_empty_ranking() -> None:
    outcome = rank_marks([])
    assert (outcome.standings, outcome.blocks, outcome.alpha) == ([], 0, None)


def test_ties_follow_the_stated_order() -> None:
    """First the higher lowest score, then the heaviest criterion, then the earlier entry."""
    rows: list[Row] = [
        *[("late", "j0", "idea", 3, 3), ("late", "j0", "use", 3, 1)],
        *[("early", "j0", "idea", 3, 3), ("early", "j0", "use", 3, 1)],
    ]
    assert [one.entry for one in rank_marks(marks_of(rows)).standings] == ["late", "early"]
    spread: list[Row] = [
        *[("wide", "j0", "idea", 1, 1), ("wide", "j1", "idea", 5, 1)],
        *[("close", "j0", "idea", 3, 1), ("close", "j1", "idea", 3, 1)],
        *[("other", "j0", "idea", 5, 1), ("other", "j1", "idea", 1, 1)],
    ]
    assert [one.entry for one in rank_marks(marks_of(spread)).standings] == [
        "close",
        "wide",
        "other",
    ]
    heavy: list[Row] = [
        *[("even", "j0", "idea", 3, 2), ("even", "j0", "use", 3, 2), ("even", "j0", "x", 3, 1)],
        *[("idea", "j0", "idea", 4, 2), ("idea", "j0", "use", 2, 2), ("idea", "j0", "x", 3, 1)],
    ]
    assert [one.entry for one in rank_marks(marks_of(heavy)).standings] == ["idea", "even"]


def test_the_interval_narrows_with_more_readers() -> None:
    rows = usual(random.Random(3))
    few = {one.entry: one for one in rank_marks(marks_of(rows)).standings}
    extra = [("e0", f"k{n}", name, 3, w) for n in range(6) for name, w in WEIGHTS.items()]
    both = rank_marks(marks_of([*rows, *extra])).standings
    many = {one.entry: one for one in both}
    assert few["e1"].low is not None
    assert few["e1"].high is not None
    assert few["e1"].low < few["e1"].adjusted < few["e1"].high
    mine = many["e0"]
    assert mine.low is not None
    assert mine.high is not None
    assert mine.high - mine.low < few["e0"].high - few["e0"].low  # type: ignore[operator]
