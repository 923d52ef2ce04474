"""What is seen, what it weighs, and from when on a person is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in
from referrals.guard.choices import SignalKind
from referrals.guard.models import Case, Signal
from referrals.guard.queries import marks_among, plain_address, private_domain, stem_of
from referrals.guard.services import weigh_member, weigh_owner
from referrals.guard.services.signals import WEIGHTS, score_of
from referrals.guard.tests.world import came, held, saves_account, seen
from referrals.links.services import know_visitor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
IBAN = "SA0380000000608010167519"
ONE = "a" * 26
PRINT = "p" * 64
RunOutbox = Callable[..., int]


@pytest.fixture
def friends(member_factory: MakeMember) -> list[Member]:
    """Return six with addresses that have nothing in common."""
    names = ("salwa", "karim", "dina", "yazan", "rula", "hadi")
    return [_with(member_factory(name, language="en"), f"{name}@outlook.com") for name in names]


def _with(member: Member, email: str) -> Member:
    member.email = email
    member.save(update_fields=["email"])
    return member


def buys(client: Member, seller: Member, now: datetime) -> None:
    order_in(
        OrderState.COMPLETED,
        client,
        seller,
        now=now,
        price=Money(1_000, "USD"),
        extras=[],
        questions=(),
    )


def test_strangers_give_no_sign(owner: Member, friends: list[Member], now: datetime) -> None:
    for number, friend in enumerate(friends):
        came(owner, friend, now=now + number * DAY)
    assert held(owner, now) == set()
    assert Signal.objects.count() == 0


def test_a_family_on_one_device_is_seen_and_not_held(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    know_visitor(visitor=ONE, member=owner, now=now)
    row = came(owner, friends[0], now=now, visitor=ONE, day_print=PRINT)
    came(owner, friends[1], now=now + DAY, visitor=ONE, day_print=PRINT)
    assert held(owner, now) == set()
    assert seen(row) == {"device": 40, "network": 20}


def test_one_device_in_many_hands_is_held(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    for number, friend in enumerate(friends[:4]):
        came(owner, friend, now=now + number * DAY, visitor=ONE)
    assert held(owner, now) == {"salwa", "karim", "dina", "yazan"}


def test_an_office_is_seen_and_not_held(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    _with(owner, "laila@agency.example")
    for number, friend in enumerate(friends[:5]):
        _with(friend, f"{friend.username}@agency.example")
        came(owner, friend, now=now + number * timedelta(hours=1), day_print=PRINT)
    assert held(owner, now) == set()
    assert Signal.objects.filter(kind="many", weight=40).count() == 5
    assert Signal.objects.filter(kind="mail_near", weight=10).count() == 5


def test_wiped_cookies_and_a_burst_are_held(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    for number, friend in enumerate(friends[:5]):
        came(owner, friend, now=now + number * timedelta(minutes=2), day_print=PRINT)
    assert len(held(owner, now)) == 5
    row = Signal.objects.filter(kind="burst").first()
    assert row is not None
    assert row.evidence == {"count": 5}


def test_a_burst_alone_is_an_audience(owner: Member, member_factory: MakeMember) -> None:
    now = owner.date_joined
    for number in range(12):
        name = f"{chr(97 + number)}reader"
        came(
            owner,
            _with(member_factory(), f"{name}@outlook.com"),
            now=now + timedelta(seconds=number),
        )
    assert held(owner, now) == set()
    assert Signal.objects.filter(kind="burst").count() == 12


@pytest.mark.parametrize(
    ("address", "kind", "is_held"),
    [
        ("lailah+two@gmail.com", "mail_alias", True),
        ("l.a.i.l.a.h@googlemail.com", "mail_alias", True),
        ("laila.h2@gmail.com", "mail_near", False),
        ("somebody@mailinator.com", "disposable", False),
    ],
)
def test_addresses_are_compared(
    owner: Member, friends: list[Member], now: datetime, address: str, kind: str, *, is_held: bool
) -> None:
    row = came(owner, _with(friends[0], address), now=now)
    assert bool(held(owner, now)) is is_held
    assert set(seen(row)) == {kind}


def test_one_account_for_withdrawals_is_held(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    row = came(owner, friends[0], now=now)
    saves_account(owner, IBAN, now)
    saves_account(friends[0], IBAN, now)
    assert held(owner, now) == {"salwa"}
    assert seen(row) == {"destination": 80}


def test_own_clients_are_no_farm_unless_all_goes_in_a_day(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    slow, quick = came(owner, friends[0], now=now), came(owner, friends[1], now=now)
    buys(friends[0], owner, now + 5 * DAY)
    buys(friends[1], owner, now + timedelta(hours=2))
    assert held(owner, now) == {"karim"}
    assert seen(slow) == {"circle": 35}
    assert seen(quick) == {"circle": 35, "haste": 25}


def test_what_is_bought_from_the_owners_other_account_is_held(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    other, friend = friends[:2]
    came(owner, other, now=now)
    row = came(owner, friend, now=now)
    saves_account(owner, IBAN, now)
    saves_account(other, IBAN, now)
    buys(friend, other, now + 5 * DAY)
    assert held(owner, now) == {"salwa", "karim"}
    assert seen(row) == {"circle": 60}


def test_paid_and_refunded_at_once_is_seen(
    owner: Member, friends: list[Member], seller: Member, now: datetime
) -> None:
    row = came(owner, friends[0], now=now)
    order_in(OrderState.REFUNDED, friends[0], seller, now=now + DAY)
    assert held(owner, now) == set()
    assert seen(row) == {"refund": 20}


def test_who_was_brought_brings_the_owners_other_account(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    know_visitor(visitor=ONE, member=owner, now=now)
    came(owner, friends[0], now=now)
    back = came(friends[0], friends[1], now=now, visitor=ONE)
    assert held(owner, now) == {"salwa"}
    assert held(friends[0], now) == {"karim"}
    assert seen(back) == {"loop": 60}


def test_bad_company_is_looked_at_too(owner: Member, friends: list[Member], now: datetime) -> None:
    for number, friend in enumerate(friends[:3]):
        came(owner, _with(friend, f"lailah+{number}@gmail.com"), now=now)
    row = came(owner, friends[3], now=now)
    assert "yazan" in held(owner, now)
    assert seen(row) == {"company": 60}


def test_signals_that_say_one_thing_twice_count_once() -> None:
    weights = {SignalKind.DEVICE: 40, SignalKind.NETWORK: 20, SignalKind.MANY: 60}
    assert score_of(weights) == 60
    assert score_of({SignalKind.CIRCLE: 35, SignalKind.HASTE: 25}) == 60
    assert set(WEIGHTS) == set(SignalKind)


def test_weighing_again_opens_nothing_new(
    owner: Member, friends: list[Member], now: datetime
) -> None:
    came(owner, _with(friends[0], "lailah+x@gmail.com"), now=now)
    assert [weigh_owner(owner=owner, now=now) for _ in range(2)] == [1, 0]
    assert weigh_member(member=friends[0], now=now) == 0
    assert Case.objects.count() == 1


def test_the_number_of_questions_does_not_grow(
    owner: Member,
    member_factory: MakeMember,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    now = owner.date_joined
    for number in range(25):
        came(owner, member_factory(), now=now + number * DAY)
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        weigh_owner(owner=owner, now=now)
    assert Signal.objects.filter(kind="mail_near").count() == 25


def test_a_sign_up_is_weighed_when_it_happens(
    owner: Member, friends: list[Member], run_outbox: RunOutbox, now: datetime
) -> None:
    came(owner, _with(friends[0], "lailah+x@gmail.com"), now=now)
    run_outbox(now)
    assert Case.objects.get().friend == friends[0]
    assert owner.notifications.filter(kind="guard.opened").count() == 1


def test_marks_among_any_members(owner: Member, friends: list[Member], now: datetime) -> None:
    know_visitor(visitor=ONE, member=friends[0], now=now)
    know_visitor(visitor=ONE, member=friends[1], now=now)
    _with(friends[2], "lailah+y@gmail.com")
    found = marks_among([owner.pk, *(friend.pk for friend in friends)])
    assert [(mark.kind, len(mark.members)) for mark in found] == [("device", 2), ("mail_alias", 2)]


def test_addresses_are_taken_apart() -> None:
    assert plain_address("A.b+c@GoogleMail.com") == "ab@gmail.com"
    assert plain_address("nonsense") == ""
    assert private_domain("a@firm.example") == "firm.example"
    assert private_domain("a@gmail.com") == private_domain("a@mailinator.com") == ""
    assert stem_of("farm-01@x.example") == stem_of("farm2@x.example") == "farm@x.example"
    assert stem_of("farm@x.example") == stem_of("ab1@x.example") == ""
