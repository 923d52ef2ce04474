"""Many at once on real connections: one seal, one count; and the race with the lock off."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from time import sleep

import pytest
from django.db import transaction

from contests.calls.events import ContestExtended
from contests.calls.models import Contest
from contests.judging import services
from contests.judging.choices import RunState
from contests.judging.errors import SheetClosed
from contests.judging.models import Judging, Result, Run, Sheet
from contests.judging.receivers.people import follow_dates
from contests.judging.services import acting, closing, sheets
from contests.judging.tests import world
from contests.judging.tests.world import DAY, SAID, open_sheets, scores, seal_all
from marketplace.core.models import OutboxEvent
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def sealing(sheet: Sheet, value: int, now: datetime) -> Sheet:
    return services.seal_sheet(
        sheet=sheet,
        actor=sheet.judge.member,
        scores=scores(value, value, value, value),
        feedback=SAID,
        now=now,
    )


def test_a_sheet_is_sealed_once(now: datetime) -> None:
    contest = world.in_judging(world.member("boss", "admin"), now=now)
    sheet = open_sheets(contest)[0]
    results = race(4, lambda n: sealing(sheet, 1 + n, now))
    assert sum(isinstance(one, Sheet) for one in results) == 1
    assert sum(isinstance(one, SheetClosed) for one in results) == 3
    assert OutboxEvent.objects.filter(name="SheetSealed").count() == 1


def test_control_without_the_lock_it_is_sealed_twice(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = world.in_judging(world.member("boss", "admin"), now=now)
    sheet = open_sheets(contest)[0]
    everybody_has_read = Barrier(2)

    def read_unlocked(pk: int) -> Sheet:
        row = Sheet.objects.select_related("judge__member", "judge__contest", "entry").get(pk=pk)
        everybody_has_read.wait(timeout=30)
        return row

    def judging_unlocked(of: Contest) -> Judging:
        return Judging.objects.select_related("contest").get(contest=of)

    monkeypatch.setattr(sheets, "lock_sheet", read_unlocked)
    monkeypatch.setattr(sheets, "lock_judging", judging_unlocked)
    results = race(2, lambda n: sealing(sheet, 1 + n, now))
    assert not [one for one in results if isinstance(one, SheetClosed)]
    assert OutboxEvent.objects.filter(name="SheetSealed").count() == 2


def test_two_workers_count_once(now: datetime) -> None:
    contest = world.in_judging(world.member("boss", "admin"), now=now)
    seal_all(contest, now=now)
    results = race(3, lambda _n: services.carry_out_due_counts(now=now, limit=5))
    assert sum(one for one in results if isinstance(one, int)) == 1
    assert (Run.objects.get().state, Result.objects.count()) == ("done", 4)
    assert OutboxEvent.objects.filter(name="ScoresCounted").count() == 1


def test_a_count_that_is_carried_out_is_left_alone_however_long_it_takes(now: datetime) -> None:
    contest = world.in_judging(world.member("boss", "admin"), now=now)
    seal_all(contest, now=now)
    run = Run.objects.get()
    acting.run_transition(run, RunState.COUNTING, held_until=now, attempts=1)
    with transaction.atomic():
        Run.objects.select_for_update(no_key=True).get(pk=run.pk)
        other = race(1, lambda _n: services.carry_out_due_counts(now=now + DAY, limit=5))
    assert other == [0]
    assert services.carry_out_due_counts(now=now + DAY, limit=5) == 1
    assert (Run.objects.get().attempts, Result.objects.count()) == (2, 4)


def test_news_of_moved_dates_undoes_nothing_that_happens_meanwhile(now: datetime) -> None:
    contest = world.in_judging(world.member("boss", "admin"), now=now)
    facts = {"contest_id": contest.public_id, "slug": contest.slug, "kind": contest.kind}
    event = ContestExtended(**facts, closes_at=now.isoformat(), reason="More time.")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            judging = acting.lock_judging(contest)
            news = pool.submit(lambda: race(1, lambda _n: follow_dates(event, now=now)))
            sleep(1)
            closing.close_scoring(judging, now=now)
        assert news.result() == [None]
    after = Judging.objects.get(contest=contest)
    assert (after.stage, after.closed_at) == ("closed", now)


def test_sheets_are_given_once(now: datetime) -> None:
    admin = world.member("boss", "admin")
    contest = world.contest(admin, now=now)
    world.judges(contest, world.four_judges(), now=now)
    world.entries(contest, 4, now=now)
    results = race(3, lambda _n: services.give_waiting_sheets(now=now, limit=5))
    assert sorted(one for one in results if isinstance(one, int)) == [0, 0, 12]
    assert Sheet.objects.count() == 12
