"""Signals of one hand behind many entries: held, told, answered, decided by a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from contests.actions.errors import (
    AlreadyAnswered,
    Excluded,
    ReasonMissing,
    StateRefuses,
)
from contests.actions.models import Entrant, Signal
from contests.actions.queries import count_undecided, ticket_counts
from contests.actions.services import (
    answer_hold,
    claim_action,
    clear_entrant,
    exclude_entrant,
    weigh_contest,
    weigh_due_contests,
)
from contests.actions.services.weighing import plain_address
from contests.actions.tests.world import action_of, joined, opened, visited
from contests.calls.models import Contest
from contests.calls.services import record_arrival
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("email", "plain"),
    [
        ("Lina.K+win@gmail.com", "linak@gmail.com"),
        ("linak@googlemail.com", "linak@gmail.com"),
        ("lina.k+a@example.com", "lina.k@example.com"),
        ("lina@example.com", "lina@example.com"),
    ],
)
def test_the_mailbox_behind_an_address(email: str, plain: str) -> None:
    assert plain_address(email) == plain


def holds(contest: Contest) -> list[str]:
    rows = Entrant.objects.filter(contest=contest, hold="held").order_by("id")
    return list(rows.values_list("member__username", flat=True))


def test_a_family_is_not_held_and_a_crowd_on_one_device_is(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    for member in entrants[:2]:
        joined(contest, member, now=now, day_print="a" * 64)
    assert weigh_contest(contest=contest, now=now) == 0
    assert Signal.objects.count() == 2
    for member in entrants[2:]:
        joined(contest, member, now=now, day_print="a" * 64)
    assert weigh_due_contests(now=now, limit=10) == 4
    assert weigh_contest(contest=contest, now=now) == 0
    assert Signal.objects.count() == 4


def test_aliases_on_one_network_are_held_and_the_entrant_is_told_and_answers(
    admin: Member, stranger: Member, member_factory: Any, now: datetime
) -> None:
    contest = opened(admin, now=now)
    pair = [member_factory("one"), member_factory("two")]
    Member.objects.filter(pk=pair[0].pk).update(email="a.b@gmail.com")
    Member.objects.filter(pk=pair[1].pk).update(email="ab+2@gmail.com")
    first, _second = (joined(contest, member, now=now, day_print="b" * 64) for member in pair)
    for member in pair:
        visited(contest, member, days=1, now=now)
    assert weigh_contest(contest=contest, now=now) == 2
    deliver_due(now=now)
    assert Notification.objects.filter(kind="actions.held").count() == 2
    assert (ticket_counts(contest), count_undecided(contest, now=now)) == ([], 2)

    with pytest.raises(NotFound):
        answer_hold(entrant=first, member=stranger, text="Mine.", now=now)
    with pytest.raises(ReasonMissing):
        answer_hold(entrant=first, member=pair[0], text=" ", now=now)
    answer_hold(entrant=first, member=pair[0], text="My sister uses my laptop.", now=now)
    with pytest.raises(AlreadyAnswered):
        answer_hold(entrant=first, member=pair[0], text="Again.", now=now)
    with pytest.raises(NotFound):
        clear_entrant(entrant=first, actor=stranger, now=now)
    clear_entrant(entrant=first, actor=admin, note="Plausible.", now=now)
    assert ticket_counts(contest) == [(first.public_id, "verified", 1)]
    assert weigh_contest(contest=contest, now=now) == 0
    assert holds(contest) == ["two"]


def test_an_excluded_entrant_reads_why_and_may_answer_once(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    entrant = joined(contest, entrants[0], now=now)
    with pytest.raises(ReasonMissing):
        exclude_entrant(entrant=entrant, actor=admin, reason=" ", now=now)
    with pytest.raises(StateRefuses):
        answer_hold(entrant=entrant, member=entrants[0], text="Hello.", now=now)
    exclude_entrant(entrant=entrant, actor=admin, reason="Twenty accounts.", now=now)
    with pytest.raises(StateRefuses):
        exclude_entrant(entrant=entrant, actor=admin, reason="Again.", now=now)
    with pytest.raises(Excluded):
        claim_action(action=action_of(contest, "visit"), member=entrants[0], now=now)
    deliver_due(now=now)
    assert Notification.objects.get(kind="actions.excluded").params["reason"] == "Twenty accounts."
    back = answer_hold(entrant=entrant, member=entrants[0], text="A school class.", now=now)
    assert (back.hold, count_undecided(contest, now=now)) == ("held", 1)


def farm(contest: Contest, host: Member, guests: list[Member], now: datetime, mark: str) -> None:
    """Let a host register many accounts of their own within minutes, from one machine."""
    owner = joined(contest, host, now=now, day_print=mark)
    for number, guest in enumerate(guests):
        moment = now + number * MINUTE
        Member.objects.filter(pk=guest.pk).update(date_joined=moment)
        guest.refresh_from_db()
        record_arrival(code=owner.link.code, member=guest, came_at=now, now=moment)
        joined(contest, guest, now=moment, day_print=mark)


def test_farms_are_held_and_honest_members_are_not(
    admin: Member, member_factory: Any, now: datetime
) -> None:
    contest = opened(admin, now=now)
    farmed, honest = 0, 0
    for number in range(10):
        host = member_factory(f"host{number}")
        guests = [member_factory(f"farm{number}x{n}") for n in range(5)]
        farm(contest, host, guests, now, f"{number:064d}")
        farmed += 6
    for number in range(60):
        # Some share a home with one other.
        member = member_factory(f"honest{number}")
        joined(contest, member, now=now, day_print=f"h{number // 2 if number < 20 else number}")
        honest += 1
    weigh_contest(contest=contest, now=now)
    held = set(holds(contest))
    caught = sum(not name.startswith("honest") for name in held)
    wronged = len(held) - caught
    assert caught / farmed >= 0.95
    assert wronged / honest <= 0.02
    kinds = set(Signal.objects.filter(entrant__hold="held").values_list("kind", flat=True))
    assert {"shared_network", "burst", "circle"} <= kinds
