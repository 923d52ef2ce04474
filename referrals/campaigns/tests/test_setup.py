"""Setting up: blocks, missions and their rewards, the list before it opens, the fund."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance, prove_books
from referrals.campaigns import errors, queries, services
from referrals.campaigns.models import Campaign
from referrals.campaigns.services import Reward, clean_blocks
from referrals.campaigns.tests import world

pytestmark = pytest.mark.django_db


def test_blocks_are_kept_part_by_part() -> None:
    raw = [
        {"kind": "faq", "title": "Ask", "items": [["Who?", "Everybody, *gladly*."]]},
        {"kind": "figures", "title": " Numbers ", "items": []},
        {"kind": "image", "title": "A square at noon", "picture": "p1"},
    ]
    assert clean_blocks(raw, pictures=frozenset({"p1"})) == [
        {"kind": "faq", "title": "Ask", "items": [["Who?", "Everybody, *gladly*."]]},
        {"kind": "figures", "title": "Numbers", "items": []},
        {"kind": "image", "title": "A square at noon", "picture": "p1"},
    ]


@pytest.mark.parametrize(
    "block",
    [
        {"kind": "script", "text": "x"},
        {"kind": "text", "text": ""},
        {"kind": "text", "text": "x", "html": "<b>x</b>"},
        {"kind": "text", "text": ["x"]},
        {"kind": "text", "text": "x" * 6_001},
        {"kind": "image", "title": "x", "picture": "of-another-campaign"},
        {"kind": "image", "title": "", "picture": "p1"},
        {"kind": "faq", "title": "", "items": [["only one"]]},
        {"kind": "faq", "title": "", "items": [["q", "a", "b"]]},
        {"kind": "faq", "title": "", "items": "q|a"},
        "text",
    ],
)
def test_a_block_that_is_not_whole_is_refused_with_its_place(block: Any) -> None:
    whole = {"kind": "heading", "title": "Hello"}
    with pytest.raises(errors.BlockInvalid) as refusal:
        clean_blocks([whole, block], pictures=frozenset({"p1"}))
    assert refusal.value.params["place"] == 2


def test_a_page_shows_markdown_and_no_html_of_others(admin: Member, now: datetime) -> None:
    made = world.draft(admin, now=now)
    blocks = [{"kind": "text", "title": "", "text": "**Hi** <script>alert(1)</script>"}]
    text = services.set_blocks(campaign=made, actor=admin, language="en", blocks=blocks, now=now)
    (shown,) = queries.shown_blocks(made, text)
    assert "<strong>Hi</strong>" in shown.html
    assert "<script>" not in shown.html


def test_equal_work_has_equal_reward_or_a_reason(admin: Member, now: datetime) -> None:
    made = world.draft(admin, now=now)
    other = world.a_mission(reward=Reward(kind="money", amount=2_000))
    with pytest.raises(errors.UnequalReward):
        services.add_mission(campaign=made, actor=admin, draft=other, now=now)
    same = world.a_mission()
    services.add_mission(campaign=made, actor=admin, draft=same, now=now)
    reasoned = Reward(kind="money", amount=2_000, reason="It takes a whole day.")
    longer = world.a_mission(reward=reasoned)
    added = services.add_mission(campaign=made, actor=admin, draft=longer, now=now)
    assert added.reward_reason == "It takes a whole day."


def test_a_mission_of_another_kind_may_be_rewarded_otherwise(admin: Member, now: datetime) -> None:
    made = world.draft(admin, now=now)
    badge = Reward(kind="badge", badge_names={"en": "Good neighbour"})
    added = services.add_mission(
        campaign=made, actor=admin, draft=world.a_mission(kind="guide", reward=badge), now=now
    )
    assert queries.fund_needed(made).amount == 3 * 1_500
    assert added.value.amount == 0


@pytest.mark.parametrize(
    "reward",
    [
        Reward(kind="money"),
        Reward(kind="credit", amount=-1),
        Reward(kind="donation", amount=500),
        Reward(kind="badge"),
        Reward(kind="coupon", coupon_days=10),
        Reward(kind="coupon", coupon_bp=1_000),
        Reward(kind="coupon", coupon_bp=10_001, coupon_days=10),
        Reward(kind="money", amount=500, coupon_bp=1_000),
    ],
)
def test_a_reward_that_lacks_something_is_refused(
    admin: Member, now: datetime, reward: Reward
) -> None:
    made = world.draft(admin, now=now)
    mission = world.a_mission(kind="guide", reward=reward)
    with pytest.raises(errors.RewardIncomplete):
        services.add_mission(campaign=made, actor=admin, draft=mission, now=now)


def unmet(campaign: Campaign, now: datetime) -> list[str]:
    return [check.code for check in queries.readiness_of(campaign, now=now) if not check.is_met]


def test_the_list_names_everything_that_is_missing(admin: Member, now: datetime) -> None:
    bare = services.create_campaign(actor=admin, words=world.WORDS, now=now)
    assert unmet(bare, now) == ["words", "dates", "missions", "contact", "places", "answering"]
    made = world.draft(admin, now=now)
    assert unmet(made, now) == ["fund"]
    with pytest.raises(errors.NotReady):
        services.open_campaign(campaign=made, actor=admin, now=now)
    services.pay_in_fund(campaign=made, actor=admin, now=now)
    assert unmet(world.fresh(made), now) == []


def test_it_stays_shut_without_room_or_eyes_for_what_is_expected(
    admin: Member, now: datetime
) -> None:
    crowded = world.draft(admin, now=now, expected_answers=4, slug="crowded")
    assert unmet(crowded, now) == ["fund", "places"]
    # Ten days of campaign and seven for proofs: 17 looks for 20 works are too few.
    mission = world.a_mission(places=20)
    unseen = world.draft(
        admin, mission, now=now, expected_answers=20, answers_per_day=1, slug="unseen"
    )
    assert unmet(unseen, now) == ["fund", "answering"]


def test_it_stays_shut_when_its_contact_has_left(admin: Member, now: datetime) -> None:
    helper = world.member("helper")
    made = world.draft(admin, now=now, contact="helper")
    services.pay_in_fund(campaign=made, actor=admin, now=now)
    Member.objects.filter(pk=helper.pk).update(is_active=False)
    assert unmet(world.fresh(made), now) == ["contact"]
    with pytest.raises(errors.NotReady):
        services.open_campaign(campaign=made, actor=admin, now=now)


def test_the_fund_is_paid_in_once_and_goes_back(admin: Member, now: datetime) -> None:
    made = world.draft(admin, now=now)
    for _press in range(2):
        services.pay_in_fund(campaign=made, actor=admin, now=now)
    assert queries.fund_held(made).amount == 4_500
    assert account_balance(AccountRef(AccountKind.MARKETING, "", "USD")) == -4_500
    with pytest.raises(errors.FundedAlready):
        services.add_mission(campaign=made, actor=admin, draft=world.a_mission(), now=now)
    services.take_back_fund(campaign=made, actor=admin, now=now)
    assert (queries.fund_held(made).amount, world.fresh(made).funded_amount) == (0, 0)
    assert prove_books() == []


def test_finance_pays_in_and_a_community_manager_does_not(
    admin: Member, manager: Member, finance: Member, now: datetime
) -> None:
    made = world.draft(admin, now=now)
    with pytest.raises(NotFound):
        services.pay_in_fund(campaign=made, actor=manager, now=now)
    services.pay_in_fund(campaign=made, actor=finance, now=now)
    assert queries.fund_held(made).amount == 4_500


def test_a_community_manager_sets_up_and_opens(
    admin: Member, manager: Member, seller: Member, now: datetime
) -> None:
    made = world.draft(manager, now=now)
    services.pay_in_fund(campaign=made, actor=admin, now=now)
    with pytest.raises(NotFound):
        services.open_campaign(campaign=made, actor=seller, now=now)
    services.open_campaign(campaign=made, actor=manager, now=now)
    assert world.fresh(made).state == "open"
    assert AuditRecord.objects.filter(action="campaign_open", actor=manager.public_id).count() == 1


def test_what_is_open_can_not_be_changed(admin: Member, now: datetime) -> None:
    made = world.opened(admin, now=now)
    with pytest.raises(errors.DraftOnly):
        services.set_words(campaign=made, actor=admin, words=world.WORDS, now=now)
    with pytest.raises(errors.DraftOnly):
        services.take_back_fund(campaign=made, actor=admin, now=now)
    with pytest.raises(errors.StateRefuses):
        services.open_campaign(campaign=made, actor=admin, now=now)


def test_addresses_are_taken_once_and_some_never(admin: Member, now: datetime) -> None:
    services.create_campaign(actor=admin, words=world.WORDS, slug="spring", now=now)
    for slug in ("spring", "mine"):
        with pytest.raises(errors.AddressTaken):
            services.create_campaign(actor=admin, words=world.WORDS, slug=slug, now=now)


def test_shifts_lie_inside_the_campaign(admin: Member, now: datetime) -> None:
    made = world.draft(admin, world.a_mission(has_slots=True), now=now)
    mission = world.mission_in(made)
    given: dict[str, Any] = {"mission": mission, "actor": admin, "capacity": 2, "now": now}
    outside = now + 2 * world.DAY - world.HOUR
    with pytest.raises(errors.SlotInvalid):
        services.add_slot(begins_at=outside, ends_at=outside + 2 * world.HOUR, **given)
    inside = now + 3 * world.DAY
    with pytest.raises(errors.SlotInvalid):
        services.add_slot(begins_at=inside, ends_at=inside, **given)
    services.add_slot(begins_at=inside, ends_at=inside + world.HOUR, **given)
    assert queries.places_of(mission) == 2
    assert queries.fund_needed(made).amount == 2 * 1_500
