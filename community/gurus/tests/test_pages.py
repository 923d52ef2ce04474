"""Pages: whose they are, and that one row more asks the database nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.gurus.models import Grant, Membership
from community.gurus.services import giving
from community.gurus.services.giving import PrivilegeDraft
from community.gurus.tests import world
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]
LISTS = (
    ("", "/en/gurus/"),
    ("guru", "/en/gurus/club/"),
    ("guru", "/en/gurus/mine/"),
    ("manager", "/en/desk/gurus/"),
    ("manager", "/en/desk/gurus/members/"),
    ("manager", "/en/desk/gurus/duties/"),
    ("manager", "/en/desk/gurus/privileges/"),
)


def statements(client: Client, address: str) -> int:
    """Return how many statements a page takes once everything is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def one_more(manager: Member, guru: Membership, now: datetime) -> None:
    """Add a guru, a nomination, something given."""
    other = world.guru(manager, now=now)
    world.nominated(other.member, world.member(), now=now)
    draft = PrivilegeDraft(kind="early_access", title="Beta")
    made = giving.make_privilege(actor=manager, draft=draft, now=now)
    giving.grant_privilege(privilege=made, membership=guru, actor=manager, now=now)


def test_lists_take_the_same_for_one_row_and_for_three(
    manager: Member, as_member: AsMember, now: datetime
) -> None:
    world.put_charter(manager, now=now)
    guru = world.guru(manager, now=now)
    one_more(manager, guru, now)
    people = {"": None, "guru": guru.member, "manager": manager}
    browsers = {name: as_member(who) for name, who in people.items()}
    before = {address: statements(browsers[who], address) for who, address in LISTS}
    for _number in range(2):
        one_more(manager, guru, now)
    after = {address: statements(browsers[who], address) for who, address in LISTS}
    assert after == before


def test_what_was_typed_stays_when_it_is_refused(
    gurus: list[Membership], candidate: Member, as_member: AsMember
) -> None:
    sent = {"candidate": "@nobody", "reason": "They help.", "evidence": "https://x.example/1"}
    answer = as_member(gurus[0].member).post("/en/gurus/club/nominate/", sent)
    assert answer.status_code == 422
    assert "They help." in answer.content.decode()
    hidden = as_member(candidate).get("/en/gurus/club/")
    assert hidden.status_code == 404


def test_a_code_is_shown_once_on_its_page(
    gurus: list[Membership], manager: Member, as_member: AsMember, now: datetime
) -> None:
    draft = PrivilegeDraft(kind="code", title="Ticket")
    made = giving.make_privilege(actor=manager, draft=draft, now=now)
    giving.add_codes(privilege=made, actor=manager, text="SECRET-1", now=now)
    giving.grant_privilege(privilege=made, membership=gurus[0], actor=manager, now=now)
    browser = as_member(gurus[0].member)
    assert "SECRET-1" not in browser.get("/en/gurus/mine/").content.decode()
    address = f"/en/gurus/mine/grants/{Grant.objects.get().public_id}/code/"
    first = browser.post(address)
    assert "SECRET-1" in first.content.decode()
    assert "no-store" in first.headers["Cache-Control"]
    assert "SECRET-1" not in browser.post(address).content.decode()


def test_the_desk_keeps_its_lists_when_a_first_member_is_refused(
    gurus: list[Membership],
    manager: Member,
    candidate: Member,
    as_member: AsMember,
    now: datetime,
) -> None:
    one = world.brought_to("asked", gurus, candidate, manager, now=now)
    sent = {"candidate": "nobody-of-this-name", "reason": "They help."}
    page = as_member(manager).post("/en/desk/gurus/founders/", sent)
    assert page.status_code == 422
    text = page.content.decode()
    assert one.public_id in text
    assert "nobody-of-this-name" in text
