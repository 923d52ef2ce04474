"""Queries that are compiled once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from marketplace.accounts.models import ApiToken, Member
from marketplace.accounts.services import create_token
from marketplace.core.compiled import Compiled, CompiledOne

Names = list[tuple[Any, ...]]


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


def _named(name: str) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(name=name).order_by("-id")


@pytest.mark.django_db
def test_an_instance_is_as_the_manager_makes_it(
    seller: Member, now: datetime, django_assert_num_queries: Any
) -> None:
    tokens = CompiledOne(ApiToken, _named, related="member")
    assert tokens.first("mine") is None
    create_token(member=seller, name="mine", scopes=["gigs:read", "me:read"], now=now)
    newest = create_token(member=seller, name="mine", scopes=["me:read"], now=now).token
    expected = ApiToken.objects.select_related("member").get(pk=newest.pk)
    with django_assert_num_queries(1):
        found = tokens.first("mine")
        assert found is not None
        assert _values(found) == _values(expected)
        assert _values(found.member) == _values(expected.member)
    found.last_used_at = now
    found.save(update_fields=["last_used_at"])
    assert ApiToken.objects.get(pk=newest.pk).last_used_at == now


def _values(row: ApiToken | Member) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
