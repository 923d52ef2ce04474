"""Many at once on real connections: one month, one meeting, one thanks; and the locks' controls."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.ledger.queries import available_balance, wallet_of
from marketplace.messaging.models import Conversation
from marketplace.orders.models import Order
from marketplace.relationships import errors, services
from marketplace.relationships.choices import Source
from marketplace.relationships.models import Commission, Introduction, Retainer, Tie
from marketplace.relationships.services import introductions as introducing
from marketplace.relationships.services.retainers import settling
from marketplace.relationships.tests.world import (
    PRICE,
    completed,
    introduced,
    prove_books,
    race,
    running,
    talk,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
NEXT = datetime(2026, 12, 22, 21, 0, tzinfo=UTC)
CONTENDERS = 12


def test_sweeps_readers_and_verbs_renew_a_month_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now, months=5)

    def contend(number: int) -> object:
        if number % 3 == 0:
            return services.settle_due_retainers(now=NEXT, limit=10)
        if number % 3 == 1:
            return services.open_retainer(
                member=seller, public_id=retainer.public_id, now=NEXT
            ).state
        return services.settle_retainer(retainer=retainer, now=NEXT).state

    results = race(CONTENDERS, contend)

    assert [result for result in results if isinstance(result, Exception)] == []
    assert sum(result for result in results if isinstance(result, int)) <= 1
    assert retainer.periods.count() == 2
    assert Order.objects.count() == 2
    assert available_balance(client_member, "USD") == 3 * PRICE
    prove_books()


def test_control_without_the_lock_the_month_is_begun_more_than_once(
    client_member: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All read before anyone writes: only the unique number of the month stops the others."""
    retainer = running(seller, client_member, now=now, months=9)
    everybody_has_read = Barrier(4)

    def read_unlocked(retainer_pk: int) -> Retainer:
        row = Retainer.objects.select_related("client", "seller").get(pk=retainer_pk)
        everybody_has_read.wait(timeout=30)
        return row

    monkeypatch.setattr(settling, "lock_row", read_unlocked)
    results = race(4, lambda _: services.settle_retainer(retainer=retainer, now=NEXT))

    assert sum(isinstance(result, IntegrityError) for result in results) == 3
    assert retainer.periods.count() == 2


def test_two_who_say_yes_at_once_meet_once(
    member_factory: MakeMember, client_member: Member, seller: Member, now: datetime
) -> None:
    introducer = member_factory("noor")
    talk(introducer, client_member, now=now)
    row = services.propose_introduction(
        introducer=introducer, client=client_member, seller=seller, message="You two!", now=now
    )
    people = (client_member, seller)
    results = race(
        CONTENDERS,
        lambda number: services.accept_introduction(
            introduction=row, actor=people[number % 2], now=now
        ),
    )
    kinds = Counter(type(result) for result in results)
    assert kinds[Introduction] == 2
    assert set(kinds) <= {Introduction, errors.AgreedAlready, errors.IntroductionStateRefuses}
    assert (Tie.objects.count(), Conversation.objects.count()) == (1, 2)


def test_control_without_the_lock_both_yeses_are_the_first(
    member_factory: MakeMember,
    client_member: Member,
    seller: Member,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    introducer = member_factory("noor")
    talk(introducer, client_member, now=now)
    row = services.propose_introduction(
        introducer=introducer, client=client_member, seller=seller, message="You two!", now=now
    )
    everybody_has_read = Barrier(2)

    def read_unlocked(pk: int) -> Introduction:
        found = Introduction.objects.select_related("introducer", "client", "seller").get(pk=pk)
        everybody_has_read.wait(timeout=30)
        return found

    monkeypatch.setattr(introducing, "lock_introduction", read_unlocked)
    people = (client_member, seller)
    race(2, lambda n: services.accept_introduction(introduction=row, actor=people[n], now=now))

    row.refresh_from_db()
    assert (row.state, Tie.objects.count()) == ("proposed", 0)


def test_an_introduction_is_thanked_once(
    member_factory: MakeMember, client_member: Member, seller: Member, now: datetime
) -> None:
    introducer = member_factory("noor")
    introduced(introducer, client_member, seller, now=now)
    order = completed(client_member, seller, now=now)
    race(CONTENDERS, lambda _: services.reward_introduction(order=order, now=now))
    assert Commission.objects.count() == 1
    assert wallet_of(introducer)[0].clearing == 1_500
    prove_books()


def test_two_meet_once_however_many_say_so(
    client_member: Member, seller: Member, now: datetime
) -> None:
    results = race(
        CONTENDERS,
        lambda _: services.record_meeting(
            seller=seller, client=client_member, source=Source.SEARCH, now=now
        ),
    )
    assert {type(result) for result in results} == {Tie}
    assert Tie.objects.count() == 1


def test_a_file_that_is_sent_twice_at_once_comes_in_once(seller: Member, now: datetime) -> None:
    content = b"name,email\nMona,mona@example.com\nOmar,omar@example.com\n"

    def contend(_number: int) -> object:
        return len(services.import_contacts(owner=seller, content=content, now=now))

    results = race(CONTENDERS, contend)
    assert [one for one in results if not isinstance(one, errors.LinesWrong)] == [2]
    assert seller.book_of_clients.count() == 2
