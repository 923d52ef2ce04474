"""Pages: whose they are, and that one row more asks the database nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.gurus.models import Ballot, Grant, Membership, Nomination
from community.gurus.services import giving
from community.gurus.services.giving import PrivilegeDraft
from community.gurus.tests import world
from community.gurus.views import desk_privileges, own
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.messaging.services import block_member

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


@pytest.mark.parametrize("address", ["/en/gurus/club/nominate/", "/en/desk/gurus/founders/"])
@pytest.mark.parametrize("who", ["oneself", "blocked"])
def test_the_words_stay_when_this_candidate_is_refused(
    who: str, address: str, gurus: list[Membership], manager: Member, as_member: AsMember
) -> None:
    by, other = manager if "desk" in address else gurus[0].member, gurus[1].member
    block_member(member=other, other=by, now=clock.now())
    before = Nomination.objects.count()
    sent = {
        "candidate": by.username if who == "oneself" else other.username,
        "reason": "Always there.",
        "evidence": world.EVIDENCE,
    }
    answer = as_member(by).post(address, sent)
    assert answer.status_code == 422
    assert "Always there." in answer.content.decode()
    assert Nomination.objects.count() == before


@pytest.mark.parametrize("why", ["blocked", "late", "none"])
def test_a_vote_that_is_refused_keeps_its_reason(
    why: str,
    *,
    gurus: list[Membership],
    candidate: Member,
    manager: Member,
    as_member: AsMember,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = world.brought_to("voting", gurus, candidate, manager, now=now)
    assert one.vote_opened_at is not None
    moment, voter = one.vote_opened_at, gurus[2].member
    monkeypatch.setattr(clock, "now", lambda: moment)
    if why == "blocked":
        block_member(member=candidate, other=voter, now=moment)
    elif why == "late":
        world.due(one)
    else:
        voter = manager
    sent = {"choice": "against", "reason": "Not patient enough yet."}
    answer = as_member(voter).post(f"/en/gurus/club/nominations/{one.public_id}/vote/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Not patient enough yet.</textarea>" in page
    assert "Not saved yet" in page
    assert not Ballot.objects.filter(nomination=one).exclude(choice="").exists()


def test_what_comes_too_late_stands_with_the_reason(
    gurus: list[Membership],
    candidate: Member,
    manager: Member,
    as_member: AsMember,
    now: datetime,
) -> None:
    one = world.brought_to("voting", gurus, candidate, manager, now=now)
    for who, address, name in (
        (gurus[0].member, f"/en/gurus/club/nominations/{one.public_id}/remark/", "text"),
        (candidate, f"/en/gurus/invitations/{one.public_id}/apply/", "text"),
        (manager, f"/en/desk/gurus/nominations/{one.public_id}/confirm/", "reason"),
    ):
        answer = as_member(who).post(address, {name: "Words of an hour."})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Words of an hour.</textarea>" in page
        assert "Not saved yet" in page


def test_a_reason_at_the_desk_stays_with_the_grant_it_is_about(
    gurus: list[Membership], manager: Member, as_member: AsMember, now: datetime
) -> None:
    made = giving.make_privilege(
        actor=manager, draft=PrivilegeDraft(kind="code", title="Ticket"), now=now
    )
    giving.add_codes(privilege=made, actor=manager, text="SECRET-1", now=now)
    one = giving.grant_privilege(privilege=made, membership=gurus[0], actor=manager, now=now)
    address = f"/en/desk/gurus/grants/{one.public_id}/look/"
    answer = as_member(manager).post(address, {"reason": "They lost it."})
    assert answer.status_code == 422
    assert 'value="They lost it."' in answer.content.decode()


def test_pages_of_a_list_lead_to_the_list_after_a_refusal(
    gurus: list[Membership],
    manager: Member,
    as_member: AsMember,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for where in (desk_privileges, own):
        monkeypatch.setattr(where, "PER_PAGE", 1)
    draft = PrivilegeDraft(kind="early_access", title="Beta")
    made, other = (
        giving.make_privilege(actor=manager, draft=draft, now=now) for _number in range(2)
    )
    for one in gurus:
        giving.grant_privilege(privilege=made, membership=one, actor=manager, now=now)
    giving.grant_privilege(privilege=other, membership=gurus[0], actor=manager, now=now)
    desk, member = as_member(manager), as_member(gurus[0].member)
    shown = f"/en/desk/gurus/privileges/{made.public_id}/"
    grant = Grant.objects.order_by("id")[0]
    for browser, address, wanted in (
        (desk, "/en/desk/gurus/privileges/make/", "/en/desk/gurus/privileges/"),
        (desk, f"{shown}grant/", shown),
        (desk, f"/en/desk/gurus/grants/{grant.public_id}/revoke/", shown),
        (member, "/en/gurus/mine/take-break/", "/en/gurus/mine/"),
    ):
        answer = browser.post(address, {})
        assert answer.status_code == 422
        assert f'href="{wanted}?page=2"' in answer.content.decode()
