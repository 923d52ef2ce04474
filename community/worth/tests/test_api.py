"""Worth by token: one's own, the desk's reads and verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

import pytest
from django.test import Client

from community.gurus.services import giving
from community.gurus.tests import world as club
from community.worth.models import MemberMonth
from community.worth.queries.periods import next_month
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = pytest.mark.django_db
Ask = Callable[..., Any]
BASE = "/api/v1/worth/"


def asking(member: Member) -> Ask:
    """Return what asks as this member."""
    made = create_token(member=member, name="t", scopes=sorted(SCOPES), now=clock.now())
    client = Client(headers={"Authorization": f"Bearer {made.key}"})

    def ask(path: str, sent: dict[str, Any] | None = None) -> Any:
        if sent is None:
            return client.get(f"{BASE}{path}")
        return client.post(f"{BASE}{path}", sent, content_type="application/json")

    return ask


def test_a_member_reads_their_own_and_nothing_else(manager: Member) -> None:
    member = club.member("layla")
    month = clock.now().astimezone(UTC).date().replace(day=1)
    MemberMonth.objects.create(member=member, month=month, solutions=1, likes=9, share_milli=1000)
    ask = asking(member)
    found = ask("own/").json()
    assert found["total"]["ranges"] == {
        "classic": {"low": 7500, "value": 30000, "high": 30000},
        "conservative": {"low": 7500, "value": 7500, "high": 7500},
        "reach": {"low": 0, "value": 0, "high": 0},
    }
    assert len(found["months"]) == 12
    for path in ("", "members/layla/", "prices/", "prices/preview/?amount=9", "costs/"):
        assert ask(path).status_code == 404
    desk = asking(manager)
    assert desk("members/layla/").json() == found
    shown = desk("?scope=all&step=year").json()
    assert shown["total"]["nets"]["classic"]["value"] == 30000
    assert [one["member"] for one in shown["top"]] == ["layla"]
    assert desk("?since=2000-01-01").status_code == 422


def test_the_desk_changes_prices_and_writes_costs(manager: Member) -> None:
    ask = asking(manager)
    today = clock.now().astimezone(UTC).date()
    price = {
        "month": next_month(today).isoformat(),
        "amount": 8000,
        "reason": "Wages",
        "seen_version": 0,
    }
    assert ask("prices/", price).status_code == 201
    assert ask("prices/", price).status_code == 409
    assert ask("prices/").json()["results"][0]["amount"] == 8000
    assert len(ask("prices/preview/?amount=9000&scope=all").json()) == 3
    cost = {"kind": "staff", "month": today.isoformat(), "minutes": 60, "rate": 3000, "note": "x"}
    made = ask("costs/", cost)
    assert (made.status_code, made.json()["amount"]) == (201, 3000)
    sent = {"right": 30, "reason": "Half"}
    right = ask(f"costs/{made.json()['id']}/correct/", sent)
    assert (right.json()["amount"], right.json()["corrects"]) == (-1500, made.json()["id"])
    assert len(ask("costs/").json()["results"]) == 2


def test_a_licence_gets_its_cost_by_token(manager: Member) -> None:
    draft = giving.PrivilegeDraft(kind="early_access", title="Beta")
    gift = giving.make_privilege(actor=manager, draft=draft, now=clock.now())
    found = asking(manager)(f"licences/{gift.public_id}/", {"amount": 4900})
    assert (found.status_code, found.json()["amount"]) == (201, 4900)


@pytest.mark.parametrize("asked", ["since=9999-12-01&until=9999-12-01", "until=0001-01-01"])
def test_months_at_the_ends_of_the_calendar_are_refused(manager: Member, asked: str) -> None:
    for path in ("", "own/"):
        answer = asking(manager)(f"{path}?{asked}")
        assert answer.status_code == 422
        assert answer.json()["code"] == "worth_period_outside"


def test_a_correction_has_no_more_hours_than_a_line(manager: Member) -> None:
    ask = asking(manager)
    hours = {"kind": "staff", "month": str(clock.now().date()), "minutes": 60, "rate": 100}
    made = ask("costs/", {**hours, "note": "Help"}).json()
    path = f"costs/{made['id']}/correct/"
    answer = ask(path, {"right": 5_000_000_000, "reason": "A slip"})
    assert (answer.status_code, answer.json()["code"]) == (422, "worth_hours_too_many")
    assert ask(path, {"right": 120_059, "reason": "A slip"}).status_code == 201
