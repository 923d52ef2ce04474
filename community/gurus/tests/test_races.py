"""On real connections: one outcome, each code to one member; and the races with the locks off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from community.gurus.choices import Choice, GrantState
from community.gurus.errors import (
    CharterMoved,
    NominationStateRefuses,
    TooFewMembers,
    VoteIsOver,
)
from community.gurus.models import (
    Ballot,
    CharterVersion,
    Grant,
    Membership,
    Nomination,
    Privilege,
)
from community.gurus.services import charter, deciding, giving, voting
from community.gurus.services.giving import PrivilegeDraft
from community.gurus.tests import world
from marketplace.accounts.models import Member
from marketplace.core.errors import Conflict
from marketplace.core.models import OutboxEvent
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def ground(now: datetime, state: str) -> tuple[Nomination, list[Membership], Member]:
    """Return a nomination in a state, the club and its manager."""
    manager = world.member("noor", "community_manager")
    gurus = world.club(manager, now=now)
    return world.brought_to(state, gurus, world.member("layla"), manager, now=now), gurus, manager


def test_a_vote_while_it_closes_is_counted_or_refused(now: datetime) -> None:
    one, gurus, _manager = ground(now, "voting")
    assert one.due_at is not None
    before, end = one.due_at - world.DAY / 100, one.due_at

    def act(number: int) -> object:
        if number == 3:
            return deciding.move_due_nominations(now=end, limit=1)
        return voting.cast_vote(
            nomination=one, member=gurus[number].member, choice=Choice.FOR, now=before
        )

    done = race(4, act)
    cast = sum(isinstance(one_done, Ballot) for one_done in done)
    assert cast + sum(isinstance(one_done, VoteIsOver) for one_done in done) == 3
    # The sweep leaves a row alone that somebody holds, and comes again.
    deciding.move_due_nominations(now=end, limit=1)
    row = Nomination.objects.get(pk=one.pk)
    assert row.votes_for == cast == Ballot.objects.exclude(choice="").count()


def decided(one: Nomination) -> int:
    """Return how often it was announced that somebody decided."""
    names = ("NominationConfirmed", "NominationRefused")
    rows = OutboxEvent.objects.filter(name__in=names, payload__nomination_id=one.public_id)
    return rows.count()


def test_two_managers_decide_once(now: datetime) -> None:
    one, _gurus, manager = ground(now, "confirming")
    other = world.member("zain", "community_manager")

    def act(number: int) -> object:
        if number:
            return deciding.refuse_nomination(nomination=one, actor=other, reason="No.", now=now)
        return deciding.confirm_nomination(nomination=one, actor=manager, now=now)

    done = race(2, act)
    assert sum(isinstance(one_done, NominationStateRefuses) for one_done in done) == 1
    assert decided(one) == 1


def test_control_without_the_lock_both_decide(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _gurus, manager = ground(now, "confirming")
    other = world.member("zain", "community_manager")
    both_have_read = Barrier(2)

    def read_unlocked(pk: int) -> Nomination:
        row = Nomination.objects.select_related("candidate", "nominator").get(pk=pk)
        both_have_read.wait(timeout=30)
        return row

    monkeypatch.setattr(deciding, "lock_nomination", read_unlocked)

    def act(number: int) -> object:
        if number:
            return deciding.refuse_nomination(nomination=one, actor=other, reason="No.", now=now)
        return deciding.confirm_nomination(nomination=one, actor=manager, now=now)

    done = race(2, act)
    assert [one_done for one_done in done if isinstance(one_done, Exception)] == []
    assert decided(one) == 2


def test_two_managers_at_once_ask_no_more_than_there_may_be(
    now: datetime, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "guru_founders_max": 1}
    managers = [world.member(name, "community_manager") for name in ("noor", "zain")]
    people = [world.member(), world.member()]
    world.put_charter(managers[0], now=now)
    real: Callable[..., None] = vars(deciding)["refuse_candidate"]

    def slowly(*given: Any, **named: Any) -> None:
        real(*given, **named)
        sleep(0.5)

    monkeypatch.setattr(deciding, "refuse_candidate", slowly)
    done = race(2, lambda number: world.founder(managers[number], people[number], now=now))
    assert sum(isinstance(one, TooFewMembers) for one in done) == 1
    assert Nomination.objects.filter(is_founding=True).count() == 1


def waits_for_a_lock() -> bool:
    """Whether some connection waits for a row that another one holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("other", ["sign", "publish"])
def test_whoever_waited_for_another_version_sees_it(other: str, now: datetime) -> None:
    manager = world.member("noor", "community_manager")
    one = world.club(manager, 1, now=now)[0]
    is_published = Barrier(2)

    def act(number: int) -> object:
        if number:
            with transaction.atomic():
                made = world.put_charter(manager, now=now)
                is_published.wait(timeout=30)
                for _moment in range(200):
                    if waits_for_a_lock():
                        break
                    sleep(0.02)
            return made
        is_published.wait(timeout=30)
        if other == "sign":
            Membership.objects.filter(pk=one.pk).update(signed_version=0)
            return charter.sign_charter(membership=one, actor=one.member, number=1, now=now)
        draft = charter.CharterDraft(
            texts=world.texts("other"), note="", sign_by=now + 30 * world.DAY, seen_number=1
        )
        return charter.publish_charter(actor=manager, draft=draft, now=now)

    refused, made = race(2, act)
    assert isinstance(made, CharterVersion)
    assert isinstance(refused, CharterMoved if other == "sign" else Conflict)


def stock(now: datetime, codes: int = 3) -> tuple[Privilege, list[Membership], Member]:
    """Return a licence with codes, a club, its manager."""
    manager = world.member("noor", "community_manager")
    gurus = world.club(manager, now=now)
    draft = PrivilegeDraft(kind="licence", title="Editor")
    made = giving.make_privilege(actor=manager, draft=draft, now=now)
    text = "\n".join(f"CODE-{number}" for number in range(codes))
    giving.add_codes(privilege=made, actor=manager, text=text, now=now)
    return made, gurus, manager


def test_two_at_once_get_two_codes_and_one_twice_gets_one(now: datetime) -> None:
    made, gurus, manager = stock(now)
    done = race(
        6,
        lambda number: giving.grant_privilege(
            privilege=made, membership=gurus[number % 3], actor=manager, now=now
        ),
    )
    assert [one for one in done if isinstance(one, Exception)] == []
    held = Grant.objects.filter(state=GrantState.HELD)
    assert held.count() == len(set(held.values_list("code", flat=True))) == 3


def test_control_without_the_lock_both_reach_for_one_code(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, gurus, manager = stock(now)
    together = Barrier(2)
    real = giving._next_code

    def reach_together(row: Privilege) -> object:
        code = real(row)
        together.wait(timeout=30)
        return code

    monkeypatch.setattr(giving, "lock_privilege", lambda pk: Privilege.objects.get(pk=pk))
    monkeypatch.setattr(giving, "_next_code", reach_together)
    done = race(
        2,
        lambda number: giving.grant_privilege(
            privilege=made, membership=gurus[number], actor=manager, now=now
        ),
    )
    # The database itself refuses to give one code to two.
    assert sum(isinstance(one, IntegrityError) for one in done) == 1
