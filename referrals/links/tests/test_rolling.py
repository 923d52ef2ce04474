"""Days of visits: what is added up equals a recount; months come and go."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from marketplace.accounts.models import Member
from referrals.links import services
from referrals.links.models import Link, LinkDay, Roll, Visit
from referrals.links.queries import figures_of
from referrals.links.services import Coming

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def come(link: Link, at: datetime, visitor: str = "", *, program: bool = False) -> None:
    """Come by a link at a moment."""
    coming = Coming(visitor=visitor, is_program=program)
    services.record_visit(key=link.code, coming=coming, now=at)


def days() -> list[tuple[int, str, int, int, int]]:
    """Return the days as they are kept."""
    rows = LinkDay.objects.order_by("link_id", "on").values_list(
        "link_id", "on", "visits", "people", "programs"
    )
    return [
        (link, str(on), visits, people, programs) for link, on, visits, people, programs in rows
    ]


def test_a_day_is_added_up(seller: Member, now: datetime) -> None:
    link = services.own_link(member=seller, now=now)
    for visitor in ("a" * 26, "b" * 26):
        come(link, now - 2 * HOUR, visitor)
        come(link, now - HOUR, visitor)
    come(link, now - HOUR, program=True)
    assert services.roll_visits(now=now) == 1
    assert days() == [(link.pk, "2026-11-23", 4, 2, 1)]
    assert figures_of([link])[link.pk].visits == 4


def test_rolling_in_steps_equals_a_recount(seller: Member, now: datetime) -> None:
    chance = random.Random(7)  # noqa: S311  a fixed course
    links = [services.add_link(member=seller, path="/", label=str(n), now=now) for n in range(3)]
    moment = now - timedelta(days=3)
    while moment < now:
        for _ in range(chance.randrange(4)):
            come(chance.choice(links), moment, chance.choice("abcd") * 26)
        if chance.random() < 0.3:
            services.roll_visits(now=moment + timedelta(seconds=6))
        moment += timedelta(minutes=chance.randrange(20, 200))
    services.roll_visits(now=now + HOUR)
    rolled = days()
    LinkDay.objects.all().delete()
    services.recount_days(first=(now - timedelta(days=5)).date(), last=now.date())
    assert rolled == days()
    assert sum(row[2] for row in rolled) == Visit.objects.filter(kind="person").count()


def test_a_late_visit_is_seen_by_the_next_roll(seller: Member, now: datetime) -> None:
    link = services.own_link(member=seller, now=now)
    services.roll_visits(now=now)
    come(link, now - timedelta(minutes=2), "a" * 26)
    services.roll_visits(now=now + timedelta(seconds=30))
    assert days() == [(link.pk, "2026-11-23", 1, 1, 0)]


def months() -> set[str]:
    """Return the tables of months."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
            " WHERE inhparent = 'links_visit'::regclass"
        )
        return {name for (name,) in cursor.fetchall() if name != "links_visit_default"}


def test_months_are_made_ahead_and_take_what_came_before(seller: Member) -> None:
    now = datetime(2031, 11, 30, 23, 0, tzinfo=UTC)
    link = services.own_link(member=seller, now=now)
    come(link, now, "a" * 26)
    assert services.make_months(now=now) == 4
    assert services.make_months(now=now) == 0
    wanted = {f"links_visit_y{name}" for name in ("2031m11", "2031m12", "2032m01", "2032m02")}
    assert wanted <= months()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM links_visit_y2031m11")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT count(*) FROM links_visit_default")
        assert cursor.fetchone() == (0,)
    come(link, now + timedelta(hours=2), "b" * 26)
    assert Visit.objects.count() == 2


def test_old_months_go_once_their_days_are_added_up(seller: Member) -> None:
    then = datetime(2031, 1, 15, tzinfo=UTC)
    services.make_months(now=then)
    link = services.own_link(member=seller, now=then)
    come(link, then, "a" * 26)
    later = then + timedelta(days=431)
    Roll.objects.all().delete()
    assert services.drop_months(now=later) == 0
    services.roll_visits(now=later)
    assert services.drop_months(now=later) == 1
    assert "links_visit_y2031m01" not in months()
    assert days() == [(link.pk, "2031-01-15", 1, 1, 0)]
