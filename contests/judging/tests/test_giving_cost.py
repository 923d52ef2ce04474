"""Giving entries out costs as many queries for many entries as for few."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contests.judging import services
from contests.judging.models import Sheet
from contests.judging.tests import world

pytestmark = pytest.mark.django_db


def queries(now: datetime) -> tuple[int, int]:
    """Return how many queries one sweep makes, and how many sheets it gives."""
    with CaptureQueriesContext(connection) as found:
        given = services.give_waiting_sheets(now=now, limit=10)
    return len(found), given


def test_many_entries_are_given_and_left_alone_with_as_many_queries_as_few(now: datetime) -> None:
    admin, people = world.member("boss", "admin"), world.four_judges()
    costs = []
    for number, count in enumerate((4, 12)):
        contest = world.contest(admin, now=now, slug=f"contest-{number}")
        world.judges(contest, people, now=now)
        world.entries(contest, count, now=now)
        first, again = queries(now), queries(now)
        assert (first[1], again[1]) == (count * 3, 0)
        costs.append((first[0], again[0]))
        Sheet.objects.filter(entry__contest=contest).delete()
        contest.entries.all().delete()
        contest.judging.delete()
        contest.state = "cancelled"
        contest.cancelled_at = now
        contest.save()
    assert costs[0] == costs[1]
    assert costs[0][1] <= 7
