"""Edges: what was left to tell, late looks, accounts that are closed, likes on old words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from community.reputation.models import Touched
from community.reputation.services import count_everything_touched
from community.watch.choices import Stage
from community.watch.models import DailyLook, Outcome, Sighting
from community.watch.services import acting, leaving, looking, measuring, telling
from community.watch.tests.world import DAY, burst, gifts, look, member, people, sighted
from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member, RoleGrant
from marketplace.accounts.services.sessions import set_standing
from marketplace.orders.tests.world import race

pytestmark = pytest.mark.django_db


def test_news_that_were_left_do_not_stand_for_the_days_look(now: datetime) -> None:
    """Told first thing after midnight, they would keep the day from being looked at."""
    early = now.replace(hour=0, minute=5) + DAY
    sighted(now=now)
    assert telling.tell_managers(now=early, limit=9) == 0
    assert not DailyLook.objects.filter(day=early.date()).exists()
    burst(member(joined=now - 40 * DAY), people(4, now=now), now=now)
    count_everything_touched(now=now)
    assert looking.look_due(now=early.replace(hour=3), limit=1) == 1
    assert telling.tell_managers(now=early.replace(hour=4), limit=9) == 2


def test_a_late_hour_is_waited_for_within_its_day(now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "watch_look_hour": 22}
    burst(member(joined=now - 40 * DAY), people(4, now=now), now=now)
    assert Touched.objects.exists()
    assert looking.look_due(now=now.replace(hour=22, minute=59), limit=1) == 0
    assert not DailyLook.objects.exists()
    looking.look_due(now=now.replace(hour=23), limit=1)
    assert DailyLook.objects.count() == 1


def test_a_suspended_account_does_not_fade(now: datetime) -> None:
    found = sighted(now=now)
    set_standing(found.member, Standing.SUSPENDED)
    for day in (8, 20, 60):
        look(now + day * DAY)
    assert Sighting.objects.get().stage == Stage.IGNITION
    set_standing(found.member, Standing.OPEN)
    look(now + 61 * DAY)
    assert Sighting.objects.get().stage == Stage.DIMMING


@pytest.mark.parametrize("kind", ["like", "solution"])
def test_thanks_for_old_words_are_no_sign_of_life(kind: str, now: datetime) -> None:
    givers = people(4, now=now)
    star = member(joined=now - 40 * DAY)
    burst(star, givers, now=now)
    look(now)
    for day in (10, 20, 32):
        gifts(star, {0: 1}, givers, now=now + day * DAY, kind=kind)
    look(now + 32 * DAY)
    assert Sighting.objects.get().figures["silent_for"] == 32


def test_likes_on_old_words_are_no_sign_of_life(noor: Member, now: datetime) -> None:
    givers = people(4, now=now)
    star = member(joined=now - 40 * DAY)
    burst(star, givers, now=now)
    gifts(star, dict.fromkeys((5, 6, 8, 9), 1), givers, now=now)
    look(now)
    for day in range(1, 33):
        gifts(star, {0: 1}, givers, now=now + day * DAY, kind="like")
        look(now + day * DAY)
    found = Sighting.objects.get()
    assert (found.stage, found.figures["silent_for"]) == (Stage.DIMMING, 32)
    measuring.measure_outcomes(now=now + 32 * DAY, limit=9)
    assert Outcome.objects.get(occasion="burst").is_kept_30 is False
    assert acting.record_act(sighting=found, actor=noor, kind="talk", now=now).pk


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_leaving_while_it_is_laid_aside(now: datetime) -> None:
    """Whoever waited for the other's lock sees what became of it: leaving never fails."""
    noor = member(joined=now - 500 * DAY, username="noor")
    RoleGrant.objects.create(member=noor, role="community_manager")
    found = sighted(now=now)

    def either(number: int) -> object:
        if number:
            return leaving.forget_member(member=found.member, now=now)
        return acting.dismiss_sighting(sighting=found, actor=noor, reason="x", now=now)

    failed = [each for each in race(2, either) if isinstance(each, Exception)]
    row = Sighting.objects.get()
    # Only who lays aside what is closed already is refused.
    assert (row.stage, len(failed)) == (Stage.CLOSED, int(row.closed_as == "left"))
