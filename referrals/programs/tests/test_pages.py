"""Pages and the API of rewards, programmes and cases."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.testing import MakeMember
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from referrals.programs.models import Program, Reward
from referrals.programs.services import RuleDraft
from referrals.programs.tests.world import DAY, bring, make_program

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]
RunOutbox = Callable[..., int]
SIGNUP = RuleDraft(event="signup", side="referrer", amount=300, hold_days=3)


@pytest.fixture
def now() -> datetime:
    """Return the present moment: pages ask the clock."""
    return clock.now()


@pytest.fixture
def reward(
    admin: Member, owner: Member, friend: Member, run_outbox: RunOutbox, now: datetime
) -> Reward:
    """Return a reward that waits."""
    make_program(admin, SIGNUP, now=now)
    bring(owner, friend, now=now)
    run_outbox(now)
    return Reward.objects.get()


def test_the_page_of_links_says_what_waits_and_why(
    reward: Reward, owner: Member, as_member: AsMember
) -> None:
    page = as_member(owner).get("/en/referrals/").content.decode()
    assert "Bring a friend" in page
    assert reward.get_absolute_url() in page
    assert "Waits out its days" in page


def test_a_statement_is_ones_own(
    reward: Reward, owner: Member, friend: Member, as_member: AsMember
) -> None:
    address = f"/en/referrals/rewards/{reward.public_id}/"
    page = as_member(owner).get(address)
    assert "Granted for Sign-up" in page.content.decode()
    assert as_member(friend).get(address).status_code == 404


def test_a_programme_is_made_replayed_and_switched_on(
    admin: Member, owner: Member, member_factory: MakeMember, as_member: AsMember, now: datetime
) -> None:
    bring(owner, member_factory(), now=now - DAY)
    desk = as_member(admin)
    made = desk.post(
        "/en/desk/programs/add/",
        {"name_ar": "صديق", "begins_on": str(now.date()), "currency": "USD"},
    )
    program = Program.objects.get()
    assert made.status_code == 302
    base = f"/en/desk/programs/{program.public_id}/"
    rule = {
        "event": "signup",
        "side": "referrer",
        "kind": "money",
        "amount": "٣",
        "months": "12",
        "hold_days": "3",
        "days": "30",
        "tier_1_first": "5",
        "tier_1_amount": "4.50",
    }
    page = desk.post(f"{base}rules/preview/", rule).content.decode()
    assert "The budget would not have held." in page
    assert desk.post(f"{base}rules/add/", rule).status_code == 302
    assert program.rules.get().tiers == [[5, 450]]
    wrong = desk.post(f"{base}rules/add/", {**rule, "amount": ""})
    assert wrong.status_code == 422
    for verb, sent in (("fund", {"amount": "10"}), ("start", {}), ("pause", {}), ("end", {})):
        assert desk.post(f"{base}{verb}/", sent).status_code == 302
    assert Program.objects.get().state == "ended"


def test_lists_ask_the_same_number_of_questions(
    reward: Reward, owner: Member, member_factory: MakeMember, as_member: AsMember
) -> None:
    browser, counts = as_member(owner), []
    for _ in range(3):
        bring(owner, member_factory(), now=clock.now())
        from marketplace.core.outbox import deliver_due  # noqa: PLC0415

        deliver_due(now=clock.now())
        browser.get("/en/referrals/rewards/")
        with CaptureQueriesContext(connection) as counted:
            assert browser.get("/en/referrals/rewards/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[2]
    assert Reward.objects.count() == 4
    assert reward.pk


class TestApi:
    @pytest.fixture
    def ask(self) -> Callable[..., Any]:
        """Return what asks the API as somebody."""

        def send(member: Member, method: str, path: str, body: Any = None, **more: Any) -> Any:
            key = create_token(member=member, name="all", scopes=SCOPES, now=clock.now()).key
            return Client().generic(
                method,
                f"/api/v1/referrals/{path}",
                json.dumps(body) if body is not None else "",
                content_type="application/json",
                HTTP_AUTHORIZATION=f"Bearer {key}",
                **more,
            )

        return send

    def test_rewards_with_their_statement(
        self, ask: Callable[..., Any], reward: Reward, owner: Member
    ) -> None:
        rows = ask(owner, "GET", "rewards/").json()["results"]
        assert [(row["granted"], row["state"]) for row in rows] == [(300, "pending")]
        page = ask(owner, "GET", f"rewards/{reward.public_id}/").json()
        assert [line["kind"] for line in page["lines"]] == ["granted"]

    def test_a_programme_from_draft_to_running(
        self, ask: Callable[..., Any], admin: Member, settings: Any
    ) -> None:
        settings.STAFF_SECOND_FACTOR_REQUIRED = False
        sent = {"names": {"en": "One"}, "begins_at": "2026-11-01T00:00:00Z"}
        made = ask(admin, "POST", "programs/", sent)
        assert made.status_code == 201
        one = f"programs/{made.json()['public_id']}/"
        rule = {"event": "fee_share", "side": "referrer", "share_bp": 1_000}
        assert ask(admin, "POST", f"{one}rules/", rule).status_code == 201
        seen = ask(admin, "POST", f"{one}rules/preview/", {**rule, "days": 30}).json()
        assert (seen["count"], seen["holds"]) == (0, True)
        assert ask(admin, "POST", f"{one}start/").json()["code"] == "program_fund_empty"
        key = {"HTTP_IDEMPOTENCY_KEY": "once"}
        for _ in range(2):
            paid = ask(admin, "POST", f"{one}fund/", {"amount": 500}, **key)
        assert paid.json()["funded"] == 500
        assert ask(admin, "POST", f"{one}start/").json()["state"] == "running"
