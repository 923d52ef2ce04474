"""What is counted equals what the record says, whatever came in whatever order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from community.reputation.choices import Kind, Level, Period
from community.reputation.models import MemberStanding, Score, Tally, Total, Touched
from community.reputation.queries import Board, place_of, places_on, span_of
from community.reputation.services import (
    check_reputation,
    count_everything_touched,
    count_scores,
    recount_reputation,
    reverse_contribution,
)
from community.reputation.tests.test_recording import NOW, like, person

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_days_of_any_age_are_counted_again() -> None:
    salma, omar = person("salma1"), person("omar1")
    old = NOW - timedelta(days=900)
    like(salma, omar, "like:1", occurred_at=old, kind=Kind.SOLUTION)
    like(salma, omar, "like:2")
    assert count_scores(now=NOW, limit=100) == 2
    days = Score.objects.order_by("day").values_list("day", "kind", "points_milli")
    assert list(days) == [(old.date(), "solution", 10_000), (TODAY, "like", 2_000)]
    reverse_contribution(key="like:1", note="", by_id=None, now=NOW)
    assert count_scores(now=NOW, limit=100) == 1
    assert Score.objects.get(day=old.date()).points_milli == 0
    assert check_reputation(now=NOW).rows == 0
    mine = place_of(salma, Board(span_of(Period.ALL, TODAY)), today=TODAY)
    assert mine is not None
    assert mine.points_milli == 2_000


def test_totals_stand_for_all_for_an_area_and_for_a_kind() -> None:
    salma, omar = person("salma1"), person("omar1")
    like(salma, omar, "like:1", area="design")
    like(salma, None, "mission:1", kind=Kind.MISSION)
    count_everything_touched(now=NOW)
    rows = Total.objects.filter(period=Period.WEEK).order_by("area", "kind")
    assert list(rows.values_list("area", "kind", "points_milli")) == [
        ("", "", 12_000),
        ("", "like", 2_000),
        ("", "mission", 10_000),
        ("design", "", 2_000),
    ]


@pytest.mark.parametrize("weeks", [0, 1, 2, 30])
def test_past_boards_say_the_same_as_ready_ones(weeks: int) -> None:
    salma, omar, huda = person("salma1"), person("omar1"), person("huda1")
    then = NOW - timedelta(weeks=weeks)
    like(salma, huda, "like:1", occurred_at=then, area="design")
    like(omar, huda, "like:2", occurred_at=then)
    like(omar, None, "m", occurred_at=then, kind=Kind.MISSION)
    count_everything_touched(now=NOW)
    span = span_of(Period.WEEK, then.date())
    ranks = [(one.rank, one.username) for one in places_on(Board(span), today=TODAY)[0]]
    assert ranks == [(1, "omar1"), (2, "salma1")]
    area = places_on(Board(span, area="design"), today=TODAY)[0]
    assert [(one.username, one.points_milli) for one in area] == [("salma1", 2_000)]
    mine = place_of(salma, Board(span), today=TODAY)
    assert mine is not None
    assert (mine.rank, mine.points_milli) == (2, 2_000)


def test_equal_points_share_a_rank_and_the_suspended_are_left_out() -> None:
    people = [person(name) for name in ("one1", "two2", "three3", "four4")]
    for number, member in enumerate(people):
        kind = Kind.MISSION if number == 3 else Kind.ARTICLE_RATING
        like(member, None, f"key:{number}", kind=kind)
    count_everything_touched(now=NOW)
    board = Board(span_of(Period.MONTH, TODAY))
    assert [one.rank for one in places_on(board, today=TODAY)[0]] == [1, 2, 2, 2]
    people[3].is_active = False
    people[3].save()
    assert [one.rank for one in places_on(board, today=TODAY)[0]] == [1, 1, 1]
    mine = place_of(people[0], board, today=TODAY)
    assert mine is not None
    assert mine.rank == 1


def test_recount_finds_and_mends_drift() -> None:
    salma, omar = person("salma1"), person("omar1")
    like(salma, omar, "like:1")
    count_everything_touched(now=NOW)
    call_command("recount_reputation", "--check")
    Tally.objects.update(points_milli=7)
    Score.objects.all().delete()
    Total.objects.filter(period=Period.ALL).update(count=9)
    with pytest.raises(SystemExit) as stopped:
        call_command("recount_reputation", "--check")
    assert stopped.value.code == 1
    found = {drift.table: drift.rows for drift in recount_reputation(now=NOW).drifts}
    assert found == {"reputation_tally": 1, "reputation_score": 1, "reputation_total": 2}
    assert check_reputation(now=NOW).rows == 0
    assert Tally.objects.get().points_milli == 2_000


def test_what_waits_is_no_drift() -> None:
    salma, omar = person("salma1"), person("omar1")
    like(salma, omar, "like:1")
    found = check_reputation(now=NOW)
    assert (found.rows, found.waiting) == (0, 1)
    assert Touched.objects.count() == 1


def test_standing_rises_falls_slowly_and_names_the_day() -> None:
    salma = person("salma1")
    for day in range(4):
        then = NOW - timedelta(days=day)
        giver = person(f"giver{day}")
        like(salma, giver, f"like:{day}", kind=Kind.SOLUTION, occurred_at=then)
    count_everything_touched(now=NOW)
    row = MemberStanding.objects.get(member=salma)
    assert (row.level, row.givers, row.days) == (Level.KNOWN, 4, 4)
