"""Queries that are compiled once, and the connection that prepares them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import ApiToken, Member
from marketplace.accounts.services import create_token
from marketplace.core.compiled import Compiled

Names = list[tuple[Any, ...]]


def _of_name(username: str) -> QuerySet[Member, Any]:
    # A constant of its own, with signs that mean something to a driver.
    people = Member.objects.filter(username=username).exclude(display_name="50% %s")
    rows: QuerySet[Member, Any] = people.values("id", "email")
    return rows


def _in_force(member_id: int, moment: datetime, limit: int) -> QuerySet[ApiToken, Any]:
    return ApiToken.objects.in_force(moment).filter(member_id=member_id).values("name")[:limit]


@pytest.mark.django_db
def test_values_take_the_places_of_their_marks(
    client_member: Member, seller: Member, now: datetime
) -> None:
    for member, name in ((client_member, "one"), (seller, "two")):
        create_token(member=member, name=name, scopes=["gigs:read"], now=now)
    tokens = Compiled(_in_force)

    found = [tokens.rows(member.pk, now, form=(5,)) for member in (client_member, seller)]
    assert found == [[("one",)], [("two",)]]
    ApiToken.objects.update(expires_at=now + timedelta(days=1))
    assert tokens.rows(seller.pk, now + timedelta(days=2), form=(5,)) == []


@pytest.mark.django_db
def test_each_form_is_built_once(client_member: Member) -> None:
    built = []

    def count(username: str, *form: str) -> QuerySet[Member, Any]:
        built.append(form)
        rows: QuerySet[Member, Any] = Member.objects.filter(username=username).values(*form)
        return rows

    names = Compiled(count)
    for username in (client_member.username, "nobody", "a%sb'"):
        names.rows(username, form=("id",))
    names.rows(client_member.username, form=("id", "email"))
    assert built == [("id",), ("id", "email")]


def _like(name: str) -> QuerySet[Member, Any]:
    rows: QuerySet[Member, Any] = Member.objects.filter(username__contains=name).values("id")
    return rows


@pytest.mark.django_db
def test_a_value_that_is_changed_on_its_way_is_refused() -> None:
    patterns = Compiled(_like)
    with pytest.raises(TypeError):
        patterns.rows("omar")


@pytest.mark.django_db(transaction=True)
def test_a_query_is_prepared_when_it_comes_again(client_member: Member) -> None:
    people = Compiled(_of_name)
    with CaptureQueriesContext(connection) as asked:
        answers = [people.rows(client_member.username) for _time in range(3)]
    assert answers == [[(client_member.pk, client_member.email)]] * 3
    verbs = [query["sql"].split()[0] for query in asked.captured_queries]
    assert verbs == ["SELECT", "PREPARE", "EXECUTE", "EXECUTE"]


@pytest.mark.django_db(transaction=True)
def test_a_column_that_changes_its_type_is_no_fault(client_member: Member) -> None:
    people = Compiled(_of_name)
    expected = [(client_member.pk, client_member.email)]
    assert [people.rows(client_member.username) for _time in range(2)] == [expected] * 2
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_member ALTER COLUMN email TYPE text")
        try:
            assert [people.rows(client_member.username) for _time in range(3)] == [expected] * 3
        finally:
            cursor.execute("ALTER TABLE accounts_member ALTER COLUMN email TYPE varchar(254)")


@pytest.mark.django_db(transaction=True)
def test_behind_a_pooler_nothing_is_prepared(
    client_member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", value=True)
    people = Compiled(_of_name)
    with CaptureQueriesContext(connection) as asked:
        for _time in range(3):
            people.rows(client_member.username)
    assert {query["sql"].split()[0] for query in asked.captured_queries} == {"SELECT"}


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_seen() -> None:
    connection.ensure_connection()
    assert connection.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        other.close()
    assert not connection.is_usable()
    connection.close()
