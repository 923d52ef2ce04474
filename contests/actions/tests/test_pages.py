"""The panel, the proof page, the appeal, the desk and the API of actions."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contests.actions.models import Claim, Entrant
from contests.actions.services import exclude_entrant, reject_claim, weigh_contest
from contests.actions.tests.world import action_of, drafted, joined, opened, picture, shown, visited
from contests.calls.models import Contest
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
CANARY = "canary-5f2a"


@pytest.fixture
def moment() -> datetime:
    return clock.now() - timedelta(minutes=2)


@pytest.fixture
def contest(admin: Member, moment: datetime) -> Contest:
    return opened(admin, now=moment)


def text_at(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_a_member_joins_and_does_actions_from_the_page(
    contest: Contest, entrants: list[Member], as_member: SignIn
) -> None:
    page = f"/en/contests/{contest.slug}/"
    assert "Sign in to take part" in text_at(as_member(None), page)
    browser = as_member(entrants[0])
    assert "I have read the terms" in text_at(browser, page)
    assert browser.post(f"{page}join/", {}).status_code == 422
    assert browser.post(f"{page}join/", {"accepts_terms": "on"}).status_code == 302
    entrant = Entrant.objects.get()
    assert len(entrant.day_print) == 64

    visit = action_of(contest, "visit")
    assert browser.post(f"{page}actions/{visit.public_id}/").status_code == 302
    shot = action_of(contest, "follow", "screenshot")
    form = f"{page}actions/{shot.public_id}/"
    assert "Picture of your screen" in text_at(browser, form)
    assert browser.post(form, {}).status_code == 422
    assert browser.post(form, {"picture": picture(), "text": CANARY}).status_code == 302
    found = text_at(browser, page)
    for word in ("Your tickets", "Waits for a look", "Verified", "1 in 1", "Done for today"):
        assert word in found, word
    own = f"{page}proofs/{Claim.objects.get(action=shot).public_id}/picture/"
    assert browser.get(own).headers["Content-Type"] == "image/webp"
    assert as_member(entrants[1]).get(own).status_code == 404


def test_a_rejection_is_read_and_appealed_on_the_page(
    contest: Contest, admin: Member, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    joined(contest, entrants[0], now=moment)
    claim = shown(contest, entrants[0], now=moment)
    reject_claim(claim=claim, actor=admin, reason="not_yours", note="Whose is it?", now=moment)
    page = f"/en/contests/{contest.slug}/"
    browser = as_member(entrants[0])
    found = text_at(browser, page)
    assert "Whose is it?" in found
    appeal = f"{page}proofs/{claim.public_id}/appeal/"
    assert appeal in found
    assert "Why it was rejected" in text_at(browser, appeal)
    assert browser.post(appeal, {"text": ""}).status_code == 422
    assert browser.post(appeal, {"text": CANARY}).status_code == 302
    assert browser.post(appeal, {"text": CANARY}).status_code == 422
    desk = f"/en/desk/contests/{contest.public_id}/actions/"
    staff = as_member(admin)
    assert CANARY in text_at(staff, f"{desk}?tab=appeals")
    grant = f"{desk}proofs/{claim.public_id}/grant/"
    assert staff.post(grant, {"tab": "appeals"}).status_code == 302
    assert "Counts" in text_at(browser, page)


def test_a_hold_is_told_and_answered_and_decided(
    contest: Contest, admin: Member, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    for member in entrants:
        joined(contest, member, now=moment, day_print="c" * 64)
    weigh_contest(contest=contest, now=moment)
    page, browser = f"/en/contests/{contest.slug}/", as_member(entrants[0])
    found = text_at(browser, page)
    assert "Your tickets are on hold" in found
    assert "Same device and network" in found
    assert browser.post(f"{page}hold/", {"text": CANARY}).status_code == 302
    desk, staff = f"/en/desk/contests/{contest.public_id}/actions/", as_member(admin)
    queue = text_at(staff, f"{desk}?tab=holds")
    assert (CANARY in queue, "weight 60" in queue) == (True, True)
    entrant = Entrant.objects.get(member=entrants[0])
    one = f"{desk}entrants/{entrant.public_id}/"
    assert staff.post(f"{one}exclude/", {"reason": ""}).status_code == 422
    assert staff.post(f"{one}exclude/", {"reason": "A farm."}).status_code == 302
    assert "A farm." in text_at(browser, page)
    assert staff.post(f"{one}clear/").status_code == 302
    entrant.refresh_from_db()
    assert entrant.hold == "cleared"


def test_long_words_and_what_no_database_takes_are_refused_and_kept(
    contest: Contest, admin: Member, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    for member in entrants:
        joined(contest, member, now=moment, day_print="c" * 64)
    weigh_contest(contest=contest, now=moment)
    answer, browser = f"/en/contests/{contest.slug}/hold/", as_member(entrants[0])
    for wrong in ("x" * 1001, "x\x00", " "):
        sent = browser.post(answer, {"text": wrong})
        assert sent.status_code == 422, wrong[:3]
    assert "x" * 1001 in browser.post(answer, {"text": "x" * 1001}).content.decode()
    assert browser.post(answer, {"text": "xx\r\n" * 333}).status_code == 302
    assert browser.post(answer, {"text": CANARY}).status_code == 422
    staff, one = as_member(admin), Entrant.objects.get(member=entrants[0]).public_id
    desk = f"/en/desk/contests/{contest.public_id}/actions/entrants/{one}/"
    assert staff.post(f"{desk}exclude/", {"reason": "x" * 1001}).status_code == 302
    assert staff.post(f"{desk}clear/", {"note": "x" * 1001}).status_code == 302
    assert Entrant.objects.get(public_id=one).hold == "held"
    assert staff.post(f"{desk}exclude/", {"reason": "xx\r\n" * 333}).status_code == 302
    assert Entrant.objects.get(public_id=one).hold == "excluded"
    claim = shown(contest, entrants[1], now=moment)
    grant = f"/en/desk/contests/{contest.public_id}/actions/proofs/{claim.public_id}/grant/"
    assert staff.post(grant, {"note": "x" * 1001}).status_code == 302
    assert Claim.objects.get().state == "waiting"


def test_a_draft_s_actions_are_set_up_at_the_desk(
    admin: Member, as_member: SignIn, moment: datetime
) -> None:
    draft = drafted(admin, now=moment, actions=())
    desk, staff = f"/en/desk/contests/{draft.public_id}/actions/", as_member(admin)
    assert "No action yet" in text_at(staff, desk)
    good = {
        "kind": "post",
        "verifier": "screenshot",
        "tickets": "٣",
        "times": "1",
        "network": "instagram",
        "friends": "2",
    }
    for broken in ({"verifier": "platform"}, {"tickets": "0"}, {"friends": "0"}, {"kind": "x"}):
        assert staff.post(f"{desk}add/", {**good, **broken}).status_code == 422, broken
    assert staff.post(f"{desk}add/", good).status_code == 302
    found = text_at(staff, desk)
    assert "names 2 friends" in found
    assert "https://help.instagram.com/" in found
    made = draft.actions.get()
    assert made.tickets == 3
    assert staff.post(f"{desk}{made.public_id}/remove/").status_code == 302
    assert not draft.actions.exists()


@pytest.mark.parametrize("tab", ["proofs", "appeals", "holds", "entrants"])
def test_the_desk_asks_as_often_with_one_row_as_with_four(
    contest: Contest,
    admin: Member,
    entrants: list[Member],
    as_member: SignIn,
    moment: datetime,
    tab: str,
) -> None:
    staff, counts = as_member(admin), []
    desk = f"/en/desk/contests/{contest.public_id}/actions/?tab={tab}"
    staff.get(desk)
    for number, member in enumerate(entrants):
        joined(contest, member, now=moment, day_print="d" * 64)
        shown(contest, member, now=moment, colour=("red", "blue", "green", "black")[number])
        if tab == "holds":
            Entrant.objects.update(hold="held")
        if tab == "appeals":
            Claim.objects.update(state="appealed")
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(desk).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[-1]


def test_the_contest_page_asks_as_often_however_much_was_done(
    contest: Contest, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    joined(contest, entrants[0], now=moment)
    browser, counts = as_member(entrants[0]), []
    for begun, days in ((0, 1), (1, 4)):
        visited(contest, entrants[0], days=days, now=moment + timedelta(days=begun))
        browser.get(f"/en/contests/{contest.slug}/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/en/contests/{contest.slug}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_api_says_and_does_the_same(
    contest: Contest, admin: Member, entrants: list[Member], settings: Any, moment: datetime
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    def api(member: Member) -> Callable[..., Any]:
        key = create_token(member=member, name="all", scopes=SCOPES, now=clock.now()).key
        client = Client(headers={"Authorization": f"Bearer {key}"})

        def ask(method: str, path: str, body: Any = None) -> Any:
            answer = client.generic(
                method,
                f"/api/v1/{path}",
                json.dumps(body) if body is not None else "",
                content_type="application/json",
            )
            return answer.status_code, answer.json() if answer.content else None

        return ask

    ask, staff, one = api(entrants[0]), api(admin), f"contests/{contest.public_id}/"
    assert ask("POST", f"{one}join/", {"accepts_terms": False})[0] == 422
    status, told = ask("POST", f"{one}join/", {"accepts_terms": True})
    assert (status, told["tickets"], len(told["actions"])) == (200, 0, 7)
    assert len(Entrant.objects.get().day_print) == 64
    hand = action_of(contest, "other", "desk").public_id
    status, made = ask("POST", f"{one}actions/{hand}/do/", {"text": CANARY})
    assert (status, made[0]["state"]) == (201, "waiting")
    assert ask("GET", f"{one}proofs/")[0] == 404
    status, queue = staff("GET", f"{one}proofs/")
    assert (status, [row["id"] for row in queue["results"]]) == (200, [made[0]["id"]])
    proof = f"{one}proofs/{made[0]['id']}/"
    status, done = staff("POST", f"{proof}reject/", {"reason": "unreadable"})
    assert (status, done["state"]) == (200, "rejected")
    own = f"contest-proofs/{made[0]['id']}/"
    assert ask("POST", f"{own}appeal/", {"text": "Look."})[1]["state"] == "appealed"
    assert staff("POST", f"{proof}grant/")[1]["state"] == "granted"
    assert staff("POST", f"{proof}grant/")[0] == 409
    assert ask("GET", f"{one}standing/")[1]["tickets"] == 2
    (found,) = staff("GET", f"{one}entrants/")[1]["results"]
    assert found["tickets"] == 2
    person = f"{one}entrants/{found['participant']}/"
    assert staff("POST", f"{person}exclude/", {"reason": "A farm."})[1]["hold"] == "excluded"
    assert ask("POST", f"{one}answer_hold/", {"text": "No."})[1]["hold"] == "held"
    assert staff("POST", f"{person}clear/")[1]["hold"] == "cleared"
    draft = drafted(admin, now=moment, actions=())
    body = {"kind": "visit", "verifier": "platform"}
    status, action = staff("POST", f"contests/{draft.public_id}/actions/", body)
    assert (status, action["label"]) == (201, "verified")
    assert staff("DELETE", f"contests/{draft.public_id}/actions/{action['id']}/")[0] == 204


def test_an_excluded_entrant_reads_why(
    contest: Contest, admin: Member, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    entrant = joined(contest, entrants[0], now=moment)
    exclude_entrant(entrant=entrant, actor=admin, reason=CANARY, now=moment)
    assert CANARY in text_at(as_member(entrants[0]), f"/en/contests/{contest.slug}/")
