"""What is said of rewards: when one is gone, what it waits for, and to whom what is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from config.testing import MakeMember
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.models import OutboxEvent
from referrals.guard.models import Case
from referrals.guard.tests.world import came
from referrals.programs import queries, services
from referrals.programs.forms import RuleForm
from referrals.programs.models import Program, Reward
from referrals.programs.services import ProgramDraft, RuleDraft
from referrals.programs.tests.world import DAY, bring, completed, make_program, settle

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]
SIGNUP = RuleDraft(event="signup", side="referrer", amount=100)
ORDERS = RuleDraft(event="fee_share", side="referrer", amount=500)


def kinds(member: Member) -> list[str]:
    return list(member.notifications.order_by("id").values_list("kind", flat=True))


def test_a_reward_that_is_gone_without_an_address_is_told(
    admin: Member,
    owner: Member,
    member_factory: MakeMember,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    make_program(admin, SIGNUP, now=now)
    bring(owner, member_factory(verified=False), now=now)
    run_outbox(now)
    settle(now)
    reward = queries.rewards_of(owner).get()
    with translation.override("en"):
        assert queries.reason_of(reward) == "Waits until the friend confirms the mail address"
    settle(now + 40 * DAY)
    run_outbox(now + 40 * DAY)
    assert OutboxEvent.objects.filter(name="RewardCancelled").count() == 1
    assert kinds(owner)[-1] == "programs.unconfirmed"


def test_what_does_not_count_is_not_announced_as_earned(
    admin: Member,
    owner: Member,
    friend: Member,
    member_factory: MakeMember,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    make_program(admin, ORDERS, now=now)
    attribution = came(owner, friend, now=now)
    case = Case.objects.create(
        attribution=attribution, owner=owner, friend=friend, score=80, opened_at=now
    )
    decider = member_factory("hakam", roles=("moderator",))
    from referrals.guard.services import confirm_case  # noqa: PLC0415

    confirm_case(case=case, actor=decider, reason="One hand.", now=now)
    completed(friend, member_factory(), now=now)
    run_outbox(now)
    reward = Reward.objects.get()
    assert (reward.state, reward.ended_by) == ("cancelled", "guard")
    assert "programs.granted" not in kinds(owner)
    assert not OutboxEvent.objects.filter(name="RewardGranted").exists()


def form_of(currency: str, admin: Member, now: datetime, **typed: str) -> RuleForm:
    draft = ProgramDraft(names={"en": "One"}, begins_at=now, currency=currency)
    program = services.create_program(actor=admin, draft=draft, now=now)
    given = {"event": "fee_share", "side": "referrer", "kind": "money", "months": "12"}
    return RuleForm(program, {**given, "hold_days": "0", **typed})


@pytest.mark.parametrize("currency", ["USD", "KWD"])
def test_a_tier_of_a_share_is_a_percentage_in_every_currency(
    admin: Member, now: datetime, currency: str
) -> None:
    typed = {"share": "5", "tier_1_first": "3", "tier_1_amount": "7.5"}
    form = form_of(currency, admin, now, **typed)
    assert form.is_valid(), form.errors
    assert [tier.value for tier in form.draft.tiers] == [750]
    form = form_of(currency, admin, now, **{**typed, "tier_1_amount": "7.555"})
    assert not form.is_valid()
    form = form_of(currency, admin, now, amount="5", tier_1_first="3", tier_1_amount="7.5")
    assert form.is_valid(), form.errors
    assert form.draft.tiers[0].value == {"USD": 750, "KWD": 7_500}[currency]


def test_nothing_that_was_typed_about_a_rule_is_dropped(admin: Member, now: datetime) -> None:
    form = form_of("USD", admin, now, amount="5", tier_1_amount="7", cap_month="0", cap_total="0")
    assert not form.is_valid()
    assert set(form.errors) == {"tier_1_first", "cap_month", "cap_total"}


def test_lists_of_the_api_ask_as_much_for_three_as_for_one(
    admin: Member, owner: Member, member_factory: MakeMember, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    now, counts = clock.now(), []
    keys = {
        one.pk: create_token(member=one, name="all", scopes=SCOPES, now=now).key
        for one in (admin, owner)
    }

    def ask(member: Member, path: str) -> Any:
        headers = {"Authorization": f"Bearer {keys[member.pk]}"}
        return json.loads(Client().get(f"/api/v1/referrals/{path}", headers=headers).content)

    for number in range(1, 4):
        make_program(admin, SIGNUP, now=now)
        friend = member_factory()
        Case.objects.create(
            attribution=came(owner, friend, now=now - timedelta(hours=number)),
            owner=owner,
            friend=friend,
            score=80,
            opened_at=now,
        )
        with CaptureQueriesContext(connection) as counted:
            sizes = [
                len(ask(admin, "programs/")["results"]),
                len(ask(owner, "cases/")["results"]),
                len(ask(owner, "offers/")),
            ]
        assert sizes == [number] * 3
        counts.append(len(counted))
    assert counts[1] == counts[2]
    assert Program.objects.count() == 3
    assert len(ask(owner, "offers/")[0]["rules"]) == 1
