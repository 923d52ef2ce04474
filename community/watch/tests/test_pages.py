"""The desk and one's own switch: whose they are, and that one row more asks nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.watch.models import Pause, Sighting, WatchAct
from community.watch.services import acting
from community.watch.tests.world import sighted
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]


def statements(client: Client, address: str, **more: str) -> int:
    """Return how many statements a page takes once everything is warm."""
    client.get(address, **more)  # type: ignore[arg-type]
    with CaptureQueriesContext(connection) as found:
        assert client.get(address, **more).status_code == 200  # type: ignore[arg-type]
    return len(found)


def test_lists_take_the_same_for_one_row_and_for_three(
    found: Sighting, noor: Member, as_member: AsMember, now: datetime
) -> None:
    token = create_token(member=noor, name="t", scopes=["watch:read"], now=clock.now()).key
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    browser, machine = as_member(noor), Client()
    acting.record_act(sighting=found, actor=noor, kind="talk", now=now)
    page = f"/en/desk/watch/{found.public_id}/"
    before = (
        statements(browser, "/en/desk/watch/"),
        statements(machine, "/api/v1/watch/", **head),
        statements(browser, page),
        statements(browser, "/en/desk/watch/effect/"),
    )
    for _number in range(2):
        sighted(now=now)
        acting.record_act(sighting=found, actor=noor, kind="talk", now=now)
    after = (
        statements(browser, "/en/desk/watch/"),
        statements(machine, "/api/v1/watch/", **head),
        statements(browser, page),
        statements(browser, "/en/desk/watch/effect/"),
    )
    assert after == before


def test_the_way_by_pages(found: Sighting, noor: Member, as_member: AsMember) -> None:
    browser = as_member(noor)
    page = f"/en/desk/watch/{found.public_id}/"
    shown = browser.get(page).content.decode()
    assert "12 valued contributions in seven days" in shown
    assert f"/gurus/club/nominate/?who={found.member.username}" in shown
    refused = browser.post(f"{page}dismiss/", {"reason": ""})
    assert refused.status_code == 422
    assert browser.post(f"{page}thank/", {"words": "Well said."}).status_code == 302
    assert browser.post(f"{page}act/", {"kind": "thank"}).status_code == 422
    assert browser.post(f"{page}act/", {"kind": "invite", "note": "Club."}).status_code == 302
    assert set(WatchAct.objects.values_list("kind", flat=True)) == {"thank", "invite"}
    story = browser.get(page).content.decode()
    assert "Well said." in story
    assert "Not measured yet" in story
    assert browser.post(f"{page}dismiss/", {"reason": "A class."}).status_code == 302
    assert "A class." in browser.get(page).content.decode()


def test_nobody_else_knows_of_it(found: Sighting, stranger: Member, as_member: AsMember) -> None:
    page = f"/en/desk/watch/{found.public_id}/"
    for who in (stranger, found.member):
        assert as_member(who).get(page).status_code == 404
    public = as_member(None).get(f"/en/u/{found.member.username}/").content.decode().lower()
    assert "ignition" not in public
    assert "supernova" not in public


def test_the_switch_of_ones_own(stranger: Member, as_member: AsMember) -> None:
    browser, address = as_member(stranger), "/en/accounts/settings/break/"
    assert browser.post(address, {"until": "2020-01-01"}).status_code == 422
    until = (clock.now() + timedelta(days=9)).date()
    assert browser.post(address, {"until": until.isoformat()}).status_code == 302
    assert Pause.objects.get().until_on == until
    assert b"I\xe2\x80\x99m back" in browser.get(address).content
    assert browser.post(f"{address}end/").status_code == 302
    assert b"I\xe2\x80\x99m back" not in browser.get(address).content
