"""`manage.py rank_scores`: what it prints, what it refuses, and the example of the docs."""

from __future__ import annotations

import io
import json
import re
from math import exp
from pathlib import Path

import pytest
from django.core.management import call_command

from contests.judging.queries.files import BadLine, marks_from
from contests.judging.queries.scoring import Pair, rank_marks, strengths

HEAD = "entry,judge,criterion,score,weight\n"
GOOD = HEAD + "a,x,idea,5,2\na,y,idea,4,2\nb,x,idea,3,2\nb,y,idea,1,2\n"
DOCS = Path(__file__).resolve().parents[3] / "docs" / "judging.md"


def ranked(path: Path, **options: bool) -> str:
    out = io.StringIO()
    call_command("rank_scores", str(path), stdout=out, **options)
    return out.getvalue()


def test_json_lists_the_best_first(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(GOOD, encoding="utf-8")
    rows = json.loads(ranked(path, json=True))
    assert [(row["entry"], row["rank"]) for row in rows] == [("a", 1), ("b", 2)]
    assert [set(row) for row in rows] == [{"entry", "rank", "raw", "adjusted"}] * 2
    assert rows[0]["raw"] == 4.5
    assert "severity" in ranked(path)


BAD = {
    "no head": ("a,x,idea,5\n", 1),
    "empty": ("", 1),
    "only a head": (HEAD, 1),
    "no score column": ("entry,judge,criterion\na,x,idea\n", 1),
    "words": (HEAD + "a,x,idea,5,1\nb,x,idea,good,1\n", 3),
    "nothing": (HEAD + "a,x,idea,,1\n", 2),
    "infinite": (HEAD + "a,x,idea,inf,1\n", 2),
    "no judge": (HEAD + "a,,idea,5,1\n", 2),
    "twice": (HEAD + "a,x,idea,5,1\na,x,idea,5,1\n", 3),
    "no weight": (HEAD + "a,x,idea,5,0\n", 2),
    "two weights": (HEAD + "a,x,idea,5,1\nb,x,idea,5,2\n", 3),
    "short": (HEAD + "a,x,idea\n", 2),
    "long": (HEAD + "a,x,idea,5,1,9\n", 2),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, line = BAD[name]
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("rank_scores", str(path))
    assert stopped.value.code == 2
    assert f"line {line}:" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("rank_scores", str(tmp_path / "no.csv"))
    assert stopped.value.code == 2


def test_weights_may_be_left_out_and_columns_stand_in_any_order() -> None:
    marks = marks_from(["Score,Judge,Entry,Criterion,Note\n", "4,x,a,idea,so\n"])
    assert [(m.entry, m.judge, m.value, m.weight) for m in marks] == [("a", "x", 4.0, 1.0)]
    with pytest.raises(BadLine):
        marks_from([])


def test_the_example_of_the_docs_is_what_comes_out() -> None:
    text = DOCS.read_text(encoding="utf-8")
    source = re.search(r"```csv\n(.*?)```", text, re.DOTALL)
    assert source is not None
    outcome = rank_marks(marks_from(source.group(1).splitlines(keepends=True)))
    table = re.findall(r"^\| (\w+) \| ([\d.]+) \| ([\d.]+) \| (\d) \| (\d) \|$", text, re.MULTILINE)
    wanted = [
        (one.entry, f"{one.raw:.4f}", f"{one.adjusted:.4f}", str(one.raw_rank), str(one.rank))
        for one in outcome.standings
    ]
    assert table == wanted
    judges = re.findall(r"^\| (\w+) \| ([+−]\d\.\d{4}) \|$", text, re.MULTILINE)
    assert judges == [
        (one.judge, f"{one.severity:+.4f}".replace("-", "−")) for one in outcome.judges
    ]


def test_strengths_depend_on_wins_and_not_on_their_order() -> None:
    duels = [Pair("a", "b"), Pair("a", "c"), Pair("b", "c"), Pair("c", "a"), Pair("a", "b")]
    found = strengths(["a", "b", "c"], duels)
    assert found["a"] > found["b"]
    assert strengths(["a", "b", "c"], reversed(duels)) == found
    assert strengths(["a", "b"], []) == {"a": 0.0, "b": 0.0}
    always = strengths(["a", "b"], [Pair("a", "b")] * 9)
    assert always["a"] == -always["b"]
    power = {one: exp(value) for one, value in found.items()}
    for name in ("a", "b", "c"):
        wins = sum(duel.winner == name for duel in duels) + 1
        expected = 2 * power[name] / (power[name] + 1)
        for duel in duels:
            if name in (duel.winner, duel.loser):
                other = str(duel.loser if duel.winner == name else duel.winner)
                expected += power[name] / (power[name] + power[other])
        assert abs(wins - expected) < 1e-6
