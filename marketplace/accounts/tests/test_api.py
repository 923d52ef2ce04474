"""Tokens, their scopes, and what they open."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from config.testing import MakeMember
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.errors import (
    NoScope,
    ScopeNotHeld,
    TokenAlreadyRevoked,
    TooManyTokens,
    UnknownScope,
)
from marketplace.accounts.models import ApiToken, Member
from marketplace.accounts.queries import find_token, profile_of
from marketplace.accounts.services import create_token, note_token_use, revoke_token, suspend_member
from marketplace.core import clock
from marketplace.core.api import HasScope
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord

pytestmark = pytest.mark.django_db


def key_for(member: Member, *scopes: str) -> str:
    return create_token(member=member, name="test", scopes=scopes, now=clock.now()).key


def ask(key: str, path: str, method: str = "get", body: Any = None, **headers: str) -> Any:
    browser = Client(headers={"Authorization": f"Bearer {key}", **headers})
    return getattr(browser, method)(f"/api/v1{path}", body, content_type="application/json")


def test_every_scope_that_a_door_asks_for_can_be_given() -> None:
    import_module("config.urls")
    asked = {
        scope
        for door in HasScope.__subclasses__()
        for scope in (door.read_scope, door.write_scope)
        if scope
    }
    assert len(asked) > 10
    assert asked <= SCOPES


def test_me_is_the_member_of_the_token(seller: Member) -> None:
    answer = ask(key_for(seller, "me:read"), "/me/")
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["username"]) == (seller.public_id, "salma")


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("get", "/me/", "me:read"),
        ("patch", "/me/", "me:write"),
        ("post", "/me/set_preferences/", "me:write"),
        ("post", "/me/set_taking_work/", "me:write"),
        ("get", "/tokens/", "tokens:read"),
        ("post", "/tokens/", "tokens:write"),
        ("get", "/tokens/nothere00000/", "tokens:read"),
        ("post", "/tokens/nothere00000/revoke/", "tokens:write"),
    ],
)
def test_each_door_asks_for_its_scope(
    method: str, path: str, scope: str, member_factory: MakeMember
) -> None:
    member = member_factory("salma")
    others = sorted(SCOPES - {scope})
    refused = ask(key_for(member, *others), path, method, {})
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")
    assert ask(key_for(member, scope), path, method, {}).status_code != 403


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x y", "Bearer wz_unknown", "Token abc"])
def test_without_a_good_token_nothing_opens(header: str) -> None:
    browser = Client(headers={"Authorization": header} if header else {})
    answer = browser.get("/api/v1/me/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert set(answer.json()) == {"code", "message", "fields"}


def test_a_session_is_no_token(seller: Member) -> None:
    browser = Client()
    browser.force_login(seller, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/api/v1/me/").status_code == 401


def test_revoked_expired_and_closed_doors(seller: Member, member_factory: MakeMember) -> None:
    now = clock.now()
    made = create_token(member=seller, name="a", scopes=["me:read"], now=now)
    revoke_token(member=seller, public_id=made.token.public_id, now=now)
    expired = create_token(
        member=seller,
        name="b",
        scopes=["me:read"],
        now=now - timedelta(hours=1),
        expires_at=now - timedelta(seconds=1),
    )
    kept = key_for(seller, "me:read")
    assert [ask(key, "/me/").status_code for key in (made.key, expired.key, kept)] == [
        401,
        401,
        200,
    ]
    boss = member_factory("boss", roles=("admin",))
    suspend_member(member=seller, reason="spam", actor=boss, now=now)
    refused = ask(kept, "/me/")
    assert (refused.status_code, refused.json()["code"]) == (403, "account_limited")


def test_only_a_digest_is_kept(seller: Member, now: datetime) -> None:
    made = create_token(member=seller, name="a", scopes=["me:read"], now=now)
    row = ApiToken.objects.values().get()
    assert made.key not in str(row)
    assert made.key.startswith(row["prefix"])
    found = find_token(made.key, now=now)
    assert found == made.token
    assert find_token(row["digest"], now=now) is None


def test_use_is_noted_every_five_minutes(seller: Member, now: datetime) -> None:
    token = create_token(member=seller, name="a", scopes=["me:read"], now=now).token
    seen = []
    for minutes in (0, 4, 5):
        token.refresh_from_db()
        note_token_use(token=token, now=now + timedelta(minutes=minutes))
        token.refresh_from_db()
        seen.append(token.last_used_at)
    assert seen == [now, now, now + timedelta(minutes=5)]


def test_making_a_token_refuses_with_the_reason(seller: Member, now: datetime) -> None:
    def make(*scopes: str, within: list[str] | None = None) -> None:
        create_token(member=seller, name="a", scopes=scopes, within=within, now=now)

    with pytest.raises(NoScope):
        make()
    with pytest.raises(UnknownScope):
        make("everything:write")
    with pytest.raises(ScopeNotHeld):
        make("orders:write", within=["orders:read", "tokens:write"])
    for _number in range(20):
        make("me:read")
    with pytest.raises(TooManyTokens):
        make("me:read")


def test_a_token_hands_on_no_more_than_it_holds(seller: Member) -> None:
    key = key_for(seller, "tokens:write", "me:read")
    more = ask(key, "/tokens/", "post", {"name": "x", "scopes": ["orders:write"]})
    assert (more.status_code, more.json()["code"]) == (403, "scope_not_held")
    made = ask(key, "/tokens/", "post", {"name": "x", "scopes": ["me:read"]})
    assert made.status_code == 201
    assert ask(made.json()["key"], "/me/").status_code == 200


def test_tokens_are_listed_and_revoked_by_their_owner(seller: Member, stranger: Member) -> None:
    mine = create_token(member=seller, name="mine", scopes=["tokens:write"], now=clock.now())
    theirs = key_for(stranger, "tokens:read", "tokens:write")
    path = f"/tokens/{mine.token.public_id}/"
    assert ask(theirs, path).status_code == 404
    assert ask(theirs, f"{path}revoke/", "post").status_code == 404
    assert mine.token.public_id not in ask(theirs, "/tokens/").content.decode()
    assert ask(mine.key, f"{path}revoke/", "post").json()["revoked_at"] is not None
    assert ask(mine.key, f"{path}revoke/", "post").status_code == 401


def test_a_token_is_revoked_once(seller: Member, stranger: Member, now: datetime) -> None:
    token = create_token(member=seller, name="a", scopes=["me:read"], now=now).token
    with pytest.raises(NotFound):
        revoke_token(member=stranger, public_id=token.public_id, now=now)
    revoke_token(member=seller, public_id=token.public_id, now=now)
    with pytest.raises(TokenAlreadyRevoked):
        revoke_token(member=seller, public_id=token.public_id, now=now)
    acts = AuditRecord.objects.filter(subject=f"token:{token.public_id}").order_by("id")
    assert [record.action for record in acts] == ["token_created", "token_revoked"]


def test_a_part_of_the_profile_is_changed(seller: Member) -> None:
    key = key_for(seller, "me:write")
    answer = ask(key, "/me/", "patch", {"headline": "Writer", "skills": ["copy"]})
    assert answer.status_code == 200
    assert (answer.json()["headline"], answer.json()["display_name"]) == ("Writer", "Salma")
    wrong = ask(key, "/me/", "patch", {"country": "XX"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "unknown_country")
    assert list(wrong.json()["fields"]) == ["country"]


def test_preferences_and_work_are_set(seller: Member) -> None:
    key = key_for(seller, "me:write")
    ask(key, "/me/set_preferences/", "post", {"language": "he", "digits": "arab"})
    ask(key, "/me/set_taking_work/", "post", {"is_taking_work": False})
    seller.refresh_from_db()
    assert (seller.language, seller.digits) == ("he", "arab")
    assert profile_of(seller).is_taking_work is False


def test_refusals_speak_the_callers_language(seller: Member) -> None:
    key = key_for(seller, "me:write")
    english = ask(key, "/me/", "patch", {"country": "XX"}).json()["message"]
    header = {"Accept-Language": "en"}
    asked = ask(key, "/me/", "patch", {"country": "XX"}, **header).json()["message"]
    assert english == asked == "There is no country with this code. Choose one from the list."


def test_the_console_makes_a_token(seller: Member) -> None:
    out = StringIO()
    call_command("create_token", "salma", scopes="me:read,orders:read", stdout=out)
    key = out.getvalue().strip()
    assert ask(key, "/me/").status_code == 200
    assert ApiToken.objects.get(member=seller).scopes == ["me:read", "orders:read"]
    with pytest.raises(CommandError):
        call_command("create_token", "salma", scopes="nothing:read")
    with pytest.raises(CommandError):
        call_command("create_token", "nobody", scopes="me:read")
