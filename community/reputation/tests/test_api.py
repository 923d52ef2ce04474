"""The record by token: boards, lines, standing, rules, reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from community.reputation.models import Contribution
from community.reputation.tests.test_pages import given
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_desks")]
Ask = Callable[..., Any]
BASE = "/api/v1/reputation/"
REPORT = {
    "kind": "elsewhere_talk",
    "address": "https://t.example.org/1",
    "title": "A talk",
    "happened_on": "2026-01-05",
}


@pytest.fixture
def open_desks(settings: Any) -> None:
    """Let desks open without a second factor."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


def asking(member: Member) -> Ask:
    """Return what asks as this member."""
    made = create_token(member=member, name="t", scopes=sorted(SCOPES), now=clock.now())
    client = Client(headers={"Authorization": f"Bearer {made.key}"})

    def ask(path: str, sent: dict[str, Any] | None = None) -> Any:
        if sent is None:
            return client.get(BASE + path)
        return client.post(BASE + path, sent, content_type="application/json")

    return ask


def test_boards_lines_standing_and_metrics(seller: Member, client_member: Member) -> None:
    given(seller, client_member, 3)
    ask = asking(seller)
    board = ask("boards/?period=month").json()
    assert [one["username"] for one in board["places"]] == ["salma"]
    assert (board["mine"]["rank"], board["mine"]["points_milli"]) == (1, 20_200)
    lines = ask("lines/").json()["results"]
    assert [line["points_milli"] for line in lines] == [10_000, 10_000, 200]
    assert lines[0]["giver_username"] == "omar"
    standing = ask("standing/").json()
    assert [one["name"] for one in standing["next_up"]] == ["points", "givers", "days"]
    metrics = ask("members/salma/").json()
    assert (metrics["counts"], metrics["givers"]) == ({"like": 1, "solution": 2}, 1)
    assert len(ask("rules/").json()) == 12


def test_a_report_is_made_and_decided(seller: Member, keeper: Member) -> None:
    ask, decide = asking(seller), asking(keeper)
    assert ask("elsewhere/", {**REPORT, "address": "x"}).json()["code"] == "elsewhere_address"
    made = ask("elsewhere/", REPORT)
    assert made.status_code == 201
    place = f"elsewhere/{made.json()['public_id']}/"
    assert ask(f"{place}confirm/", {}).status_code == 404
    assert decide(f"{place}confirm/", {}).json()["state"] == "confirmed"
    assert ask(f"{place}withdraw/", {}).json()["code"] == "elsewhere_state"
    assert decide(f"{place}revoke/", {}).json()["code"] == "reputation_reason_missing"
    assert decide(f"{place}revoke/", {"reason": "Gone."}).json()["state"] == "revoked"
    assert Contribution.objects.count() == 2


def test_a_price_is_changed_by_its_version(seller: Member, keeper: Member) -> None:
    sent = {"points_milli": 2_500, "note": "More.", "version": 1}
    assert asking(seller)("rules/like/change/", sent).status_code == 404
    ask = asking(keeper)
    assert ask("rules/like/preview/", {"points_milli": 2_500}).json()["count"] == 0
    assert ask("rules/like/change/", sent).json()["version"] == 2
    assert ask("rules/like/change/", sent).json()["code"] == "point_rule_changed"


@pytest.mark.parametrize("path", ["boards/", "lines/", "members/salma/", "rules/", "elsewhere/"])
def test_a_list_takes_as_many_statements_for_three_rows_as_for_one(
    path: str, seller: Member, client_member: Member, django_assert_num_queries: Any
) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    ask = asking(seller)
    given(seller, client_member, 1)
    ask("elsewhere/", REPORT)
    ask(path)
    with CaptureQueriesContext(connection) as one_row:
        ask(path)
    expected = len(one_row)
    given(seller, client_member, 3)
    given(client_member, seller, 2)
    for number in (2, 3):
        ask("elsewhere/", {**REPORT, "address": f"https://t.example.org/{number}"})
    with django_assert_num_queries(expected):
        assert ask(path).status_code == 200
