"""The draw's page, its files, its desk and its API."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contests.actions.tests.world import drafted
from contests.calls.models import Contest
from contests.calls.tests.world import DAY
from contests.draws.models import Draw
from contests.draws.queries import get_drawn, receipt_of, verify_receipt, winners_of
from contests.draws.tests.world import DECLARED, SIGNATURE, draw_of, drawn, frozen, step
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def moment() -> datetime:
    """Return when these contests opened: all is over by now."""
    return clock.now() - 60 * DAY


def text_at(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_the_seal_stands_on_the_page_from_the_beginning_and_the_secret_does_not(
    admin: Member, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    contest = frozen(admin, entrants, now=moment)
    draw = draw_of(contest)
    visitor = as_member(None)
    for page in (f"/en/contests/{contest.slug}/", f"/en/contests/{contest.slug}/draw/"):
        found = text_at(visitor, page)
        assert draw.commitment in found
        assert draw.tickets_digest in found
        assert bytes(range(32)).hex() not in found
    files = f"/en/contests/{contest.slug}/draw/"
    got = visitor.get(f"{files}tickets.txt")
    assert got.content.decode() == draw.tickets
    assert visitor.get(f"{files}receipt.json").status_code == 404


def test_the_receipt_that_is_handed_out_checks_byte_for_byte(
    admin: Member, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    contest = drawn(admin, entrants, now=moment)
    visitor = as_member(None)
    page = f"/en/contests/{contest.slug}/draw/"
    found = text_at(visitor, page)
    winner = winners_of(get_drawn(contest))[0]
    assert winner.entrant.public_id in found
    assert winner.entrant.member.display_name not in found
    for word in ("Check it yourself", "verify_draw.py", "Who would move up next"):
        assert (word in found) == (word != "Who would move up next"), word
    got = visitor.get(f"{page}receipt.json")
    assert "attachment" in got.headers["Content-Disposition"]
    verdict = verify_receipt(got.content.decode())
    assert (verdict.faults, len(verdict.winners)) == ([], 4)
    own = text_at(as_member(winner.entrant.member), page)
    assert "Your number in the draw" in own


def test_list_and_draw_stay_unseen_before_the_announcement(
    admin: Member, stranger: Member, as_member: SignIn, moment: datetime
) -> None:
    draft = drafted(admin, now=moment)
    for who in (None, stranger):
        assert as_member(who).get(f"/en/contests/{draft.slug}/draw/").status_code == 404


def test_a_source_is_named_and_a_value_entered_at_the_desk(
    admin: Member, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    staff = as_member(admin)
    draft = drafted(admin, now=moment)
    desk = f"/en/desk/contests/{draft.public_id}/draw/"
    assert "A secret is sealed now" in text_at(staff, desk)
    assert staff.post(f"{desk}source/", {"source_kind": "declared"}).status_code == 422
    assert staff.post(f"{desk}source/", DECLARED).status_code == 302
    assert Draw.objects.get(contest=draft).source_name == DECLARED["source_name"]

    contest = frozen(admin, entrants, now=moment, slug="two", source=DECLARED)
    desk = f"/en/desk/contests/{contest.public_id}/draw/"
    assert "Enter the public value" in text_at(staff, desk)
    assert staff.post(f"{desk}value/", {"value": "1"}).status_code == 422
    good = {"value": "11 482.31", "evidence": "https://exchange.example/"}
    assert staff.post(f"{desk}value/", good).status_code == 302
    assert "Drawing now" in text_at(staff, desk)
    step(contest, now=clock.now())
    found = text_at(staff, desk)
    assert "Approve and publish" in found
    winner = winners_of(get_drawn(contest))[0].entrant.public_id
    passing = {"place": "1", "participant": winner, "reason": "declined", "note": ""}
    assert staff.post(f"{desk}pass/", passing).status_code == 422
    assert staff.post(f"{desk}pass/", {**passing, "note": "Said so."}).status_code == 302
    assert "Declined the prize" in text_at(staff, desk)


def test_a_signature_is_entered_at_the_desk(
    admin: Member, entrants: list[Member], as_member: SignIn, moment: datetime
) -> None:
    contest = frozen(admin, entrants, now=moment)
    desk, staff = f"/en/desk/contests/{contest.public_id}/draw/", as_member(admin)
    assert "No relay answers?" in text_at(staff, desk)
    assert staff.post(f"{desk}signature/", {"signature": "zz"}).status_code == 422
    assert staff.post(f"{desk}signature/", {"signature": SIGNATURE}).status_code == 302
    assert draw_of(contest).state == "valued"


def test_the_page_asks_as_often_with_few_winners_as_with_many(
    admin: Member, member_factory: Any, as_member: SignIn, moment: datetime
) -> None:
    visitor, counts = as_member(None), []
    for people in (1, 4):
        members = [member_factory(f"p{people}x{n}") for n in range(people)]
        contest = drawn(admin, members, now=moment, slug=f"with-{people}")
        page = f"/en/contests/{contest.slug}/draw/"
        visitor.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_api_reads_and_decides(
    admin: Member, entrants: list[Member], stranger: Member, settings: Any, moment: datetime
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    keys = {
        member.pk: create_token(member=member, name="all", scopes=SCOPES, now=clock.now()).key
        for member in (admin, stranger)
    }

    def ask(member: Member, method: str, path: str, body: Any = None) -> Any:
        client = Client(headers={"Authorization": f"Bearer {keys[member.pk]}"})
        given = json.dumps(body) if body is not None else ""
        return client.generic(
            method, f"/api/v1/contests/{path}", given, content_type="application/json"
        )

    contest: Contest = frozen(admin, entrants, now=moment)
    one = f"{contest.public_id}/draw/"
    told = ask(stranger, "GET", one).json()
    assert (told["state"], told["secret"], told["winners"]) == ("frozen", "", [])
    assert ask(stranger, "GET", f"{one}tickets/").content.decode() == draw_of(contest).tickets
    assert ask(stranger, "GET", f"{one}receipt/").status_code == 404
    body = {"signature": SIGNATURE}
    assert ask(stranger, "POST", f"{one}enter_signature/", body).status_code == 404
    assert ask(admin, "POST", f"{one}enter_signature/", {"signature": "x"}).status_code == 422
    assert ask(admin, "POST", f"{one}enter_signature/", body).json()["state"] == "valued"
    step(contest, now=clock.now())
    got = ask(stranger, "GET", f"{one}receipt/").content.decode()
    assert got == receipt_of(get_drawn(contest))
    first = ask(admin, "GET", one).json()["winners"][0]
    passing = {
        "place": 1,
        "participant": first["participant"],
        "reason": "unreachable",
        "note": "Three mails.",
    }
    after = ask(admin, "POST", f"{one}pass_over/", passing).json()
    assert after["passed"][0]["reason"] == "unreachable"
    assert "note" not in after["passed"][0]
    draft = drafted(admin, now=clock.now() + timedelta(days=1), slug="three")
    named = ask(admin, "POST", f"{draft.public_id}/draw/name_source/", DECLARED).json()
    assert named["source"]["name"] == DECLARED["source_name"]
