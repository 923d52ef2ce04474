"""What is kept of a sealed sheet for the count is what its paper says, and nothing else."""

from __future__ import annotations

import json
from datetime import datetime
from fractions import Fraction
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from contests.calls.models import Contest
from contests.judging.models import Sheet
from contests.judging.tests import world
from contests.judging.tests.world import open_sheets, seal, seal_all

pytestmark = pytest.mark.django_db
GIVEN = ((5, 4, 3, 2), (None, 4, 3, 1), (1, None, None, None), (2, None, 5, None))


@pytest.fixture
def contest(now: datetime) -> Contest:
    """Return a contest whose sheets are sealed, some with gaps, and its criteria weigh apart."""
    made = world.in_judging(world.member("boss", "admin"), now=now)
    for criterion, weight in zip(made.criteria.order_by("position"), (3, 7, 7, 2), strict=True):
        criterion.weight = weight
        criterion.save()
    for sheet, values in zip(open_sheets(made), GIVEN, strict=False):
        seal(sheet, *values, now=now)
    seal_all(made, now=now)
    return made


def by_paper(sheet: Sheet, weights: dict[str, int]) -> tuple[float, int | None]:
    """Work out what a sheet comes to from its paper alone."""
    scores: dict[str, int] = json.loads(sheet.paper)["scores"]
    weighed = sum(weights[at] * value for at, value in scores.items())
    mean = Fraction(weighed, sum(weights[at] for at in scores))
    # The second criterion weighs as much as the third, and stands before it.
    return float(mean), scores.get("2")


def kept(contest: Contest) -> dict[int, tuple[float | None, int | None]]:
    rows = Sheet.objects.filter(judge__contest=contest)
    return {row.pk: (row.score, row.heaviest) for row in rows}


def test_each_sheet_keeps_what_its_paper_comes_to(contest: Contest) -> None:
    weights = {str(row.position): row.weight for row in contest.criteria.all()}
    sheets = Sheet.objects.filter(judge__contest=contest)
    wanted = {sheet.pk: by_paper(sheet, weights) for sheet in sheets}
    assert len(wanted) == 12
    assert kept(contest) == wanted
    assert {heaviest for _score, heaviest in wanted.values()} >= {None, 4}


def test_sheets_that_were_sealed_before_are_filled_in(contest: Contest) -> None:
    wanted = kept(contest)
    Sheet.objects.filter(judge__contest=contest).update(score=0, heaviest=None)
    migration = import_module("contests.judging.migrations.0003_sheets_keep_their_score")
    with connection.cursor() as cursor:
        cursor.execute(migration.FILL)
    assert kept(contest) == wanted


def test_a_sealed_sheet_has_a_score_and_an_open_one_has_none(now: datetime) -> None:
    contest = world.in_judging(world.member("boss", "admin"), now=now)
    sheet = open_sheets(contest)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(score=3.0)
    sealed = seal(sheet, 3, 3, 3, 3, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sealed.pk).update(score=None)
    assert kept(contest)[sealed.pk] == (3.0, 3)
