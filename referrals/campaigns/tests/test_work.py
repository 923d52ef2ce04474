"""Joining, proving, deciding, appealing, rewarding."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from config.tests.permissions.world import picture
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import OutboxEvent
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    member_account,
    prove_books,
    spendable_credit,
)
from marketplace.orders.models import Coupon
from referrals.campaigns import errors, queries, services
from referrals.campaigns.models import Campaign, Task
from referrals.campaigns.queries import forget_hold, register_hold
from referrals.campaigns.services import Reward
from referrals.campaigns.tests import world
from referrals.campaigns.tests.world import DAY, HOUR
from referrals.links.choices import LinkKind
from referrals.links.models import Link

pytestmark = pytest.mark.django_db


def test_joining_sets_the_reward_aside_and_makes_a_link(
    admin: Member, seller: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    mission = world.mission_in(campaign)
    task = services.join_mission(mission=mission, member=seller, now=now)
    assert world.fresh(campaign).reserved_amount == 1_500
    link = Link.objects.get(kind=LinkKind.MISSION, ref=mission.public_id, owner=seller)
    assert link.path == campaign.get_absolute_url()
    assert (task.state, task.amount, task.currency) == ("joined", 1_500, "USD")
    with pytest.raises(errors.JoinedAlready):
        services.join_mission(mission=mission, member=seller, now=now)


def test_places_run_out_and_come_free_again(admin: Member, now: datetime) -> None:
    campaign = world.opened(admin, world.a_mission(places=2), now=now)
    mission = world.mission_in(campaign)
    doers = [world.member(f"doer{number}") for number in range(3)]
    tasks = [services.join_mission(mission=mission, member=doer, now=now) for doer in doers[:2]]
    with pytest.raises(errors.MissionFull):
        services.join_mission(mission=mission, member=doers[2], now=now)
    services.withdraw_task(task=tasks[0], member=doers[0], now=now)
    services.join_mission(mission=mission, member=doers[2], now=now)
    assert world.fresh(campaign).reserved_amount == 2 * 1_500


def test_nobody_joins_before_it_opens_or_after_it_ends(
    admin: Member, seller: Member, now: datetime
) -> None:
    campaign = world.draft(admin, now=now)
    mission = world.mission_in(campaign)
    with pytest.raises(errors.NotTakingPart):
        services.join_mission(mission=mission, member=seller, now=now)
    world.finish(campaign, admin, now=now)
    with pytest.raises(errors.NotTakingPart):
        services.join_mission(mission=mission, member=seller, now=now + 12 * DAY)


def test_a_proof_has_what_was_asked_for(admin: Member, seller: Member, now: datetime) -> None:
    link = world.a_mission(kind="guide", proof="link")
    campaign = world.opened(admin, world.a_mission(), link, now=now)
    later = now + 3 * DAY
    write, guide = (
        services.join_mission(mission=world.mission_in(campaign, n), member=seller, now=now)
        for n in range(2)
    )
    with pytest.raises(errors.TooEarly):
        services.submit_proof(task=write, member=seller, text="x", discloses=True, now=now)
    world.run_to(campaign, later)
    with pytest.raises(errors.ProofMissing):
        services.submit_proof(task=write, member=seller, discloses=True, now=later)
    with pytest.raises(errors.DisclosureMissing):
        services.submit_proof(task=write, member=seller, text="Done", now=later)
    for url in ("", "javascript:alert(1)", "no address"):
        with pytest.raises(errors.ProofMissing):
            services.submit_proof(task=guide, member=seller, url=url, now=later)
    services.submit_proof(task=guide, member=seller, url="https://example.com/a", now=later)
    assert Task.objects.get(pk=guide.pk).state == "submitted"
    with pytest.raises(errors.ProofLate):
        services.submit_proof(
            task=write, member=seller, text="Done", discloses=True, now=now + 30 * DAY
        )


def test_a_picture_is_drawn_anew_and_only_its_doer_shows_it(
    admin: Member, seller: Member, now: datetime
) -> None:
    campaign = world.opened(admin, world.a_mission(kind="deliver", proof="picture"), now=now)
    task = services.join_mission(mission=world.mission_in(campaign), member=seller, now=now)
    later = now + 3 * DAY
    world.run_to(campaign, later)
    with pytest.raises(errors.ProofMissing):
        services.submit_proof(task=task, member=seller, now=later)
    services.submit_proof(task=task, member=seller, picture=picture(), now=later)
    found = queries.get_task(task.public_id)
    content = b"".join(services.picture_response(found).streaming_content)  # type: ignore[arg-type]
    assert content[8:12] == b"WEBP"
    with pytest.raises(NotFound):
        queries.get_shown_task(task.public_id)
    services.accept_task(task=found, actor=admin, now=later)
    services.show_work(task=found, member=seller, shows=True)
    assert queries.get_shown_task(task.public_id) == found
    services.show_work(task=found, member=seller, shows=False)
    with pytest.raises(NotFound):
        queries.get_shown_task(task.public_id)


def test_sent_back_work_is_shown_again(admin: Member, seller: Member, now: datetime) -> None:
    campaign = world.opened(admin, now=now)
    task = world.submitted(campaign, seller, now=now)
    later = now + 4 * DAY
    with pytest.raises(errors.ReasonMissing):
        services.send_back_task(task=task, actor=admin, note=" ", now=later)
    services.send_back_task(task=task, actor=admin, note="Where is the link?", now=later)
    again = queries.get_task(task.public_id)
    services.submit_proof(
        task=again, member=seller, text="Here: https://example.com", discloses=True, now=later
    )
    services.accept_task(task=again, actor=admin, now=later)
    assert Task.objects.get(pk=task.pk).state == "accepted"


def test_an_appeal_is_decided_by_somebody_else(
    admin: Member, manager: Member, seller: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    task = world.submitted(campaign, seller, now=now)
    at = now + 4 * DAY
    services.refuse_task(task=task, actor=admin, reason="It is copied.", now=at)
    services.appeal_task(task=task, member=seller, text="It is mine; look at the date.", now=at)
    found = queries.get_task(task.public_id)
    with pytest.raises(errors.SameDecider):
        services.grant_appeal(task=found, actor=admin, now=at)
    services.grant_appeal(task=found, actor=manager, now=at)
    assert Task.objects.get(pk=task.pk).state == "accepted"


def test_a_refusal_that_stands_frees_the_reward(
    admin: Member, manager: Member, seller: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    task = world.submitted(campaign, seller, now=now)
    at = now + 4 * DAY
    services.refuse_task(task=task, actor=admin, reason="It is copied.", now=at)
    services.appeal_task(task=task, member=seller, text="No.", now=at)
    assert world.fresh(campaign).reserved_amount == 1_500
    services.uphold_refusal(task=task, actor=manager, reason="It stands elsewhere.", now=at)
    assert world.fresh(campaign).reserved_amount == 0
    with pytest.raises(errors.StateRefuses):
        services.appeal_task(task=task, member=seller, text="Again.", now=at)


def test_appeals_come_in_time_or_not_at_all(admin: Member, seller: Member, now: datetime) -> None:
    campaign = world.opened(admin, now=now)
    task = world.submitted(campaign, seller, now=now)
    at = now + 4 * DAY
    services.refuse_task(task=task, actor=admin, reason="No.", now=at)
    with pytest.raises(errors.AppealLate):
        services.appeal_task(task=task, member=seller, text="Late.", now=at + 7 * DAY)
    assert services.lapse_due_tasks(now=at + 7 * DAY, limit=9) == 1
    assert Task.objects.get(pk=task.pk).state == "dismissed"
    assert world.fresh(campaign).reserved_amount == 0


def test_nobody_decides_about_their_own_work(admin: Member, manager: Member, now: datetime) -> None:
    campaign = world.opened(admin, now=now)
    task = world.submitted(campaign, manager, now=now)
    with pytest.raises(errors.OwnWork):
        services.accept_task(task=task, actor=manager, now=now)
    services.accept_task(task=task, actor=admin, now=now)
    assert Task.objects.get(pk=task.pk).state == "accepted"


def test_what_nobody_decides_counts_for_who_did_it(
    admin: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    shown, appealed = (world.submitted(campaign, doer, now=now) for doer in (seller, stranger))
    at = now + 4 * DAY
    services.refuse_task(task=appealed, actor=admin, reason="No.", now=at)
    services.appeal_task(task=appealed, member=stranger, text="Look again.", now=at)
    first = now + 3 * DAY + 14 * DAY
    assert services.lapse_due_tasks(now=first - timedelta(seconds=1), limit=9) == 0
    assert services.lapse_due_tasks(now=first, limit=9) == 1
    assert Task.objects.get(pk=shown.pk).state == "accepted"
    assert services.lapse_due_tasks(now=first + DAY, limit=9) == 1
    assert Task.objects.get(pk=appealed.pk).state == "accepted"
    assert services.pay_due_tasks(now=first + DAY, limit=9) == 2
    assert prove_books() == []


def test_unproven_work_lapses_and_frees_its_place(
    admin: Member, seller: Member, now: datetime
) -> None:
    campaign = world.opened(admin, world.a_mission(places=2), now=now)
    services.join_mission(mission=world.mission_in(campaign), member=seller, now=now)
    due = now + 12 * DAY + 7 * DAY
    assert services.lapse_due_tasks(now=due - timedelta(seconds=1), limit=9) == 0
    assert services.lapse_due_tasks(now=due, limit=9) == 1
    assert world.fresh(campaign).reserved_amount == 0
    assert OutboxEvent.objects.filter(name="TaskEnded").count() == 1


def test_money_comes_out_of_the_fund_once(admin: Member, seller: Member, now: datetime) -> None:
    campaign = world.opened(admin, now=now)
    world.accepted(campaign, seller, admin, now=now)
    assert services.pay_due_tasks(now=now, limit=10) == 1
    assert services.pay_due_tasks(now=now, limit=10) == 0
    assert available_balance(seller, "USD") == 1_500
    row = world.fresh(campaign)
    assert (row.reserved_amount, row.paid_amount) == (0, 1_500)
    assert queries.fund_held(row).amount == row.held.amount == 3_000
    assert prove_books() == []


def reward_of(kind: str, campaign_admin: Member, now: datetime) -> Reward:
    given: dict[str, Reward] = {
        "credit": Reward(kind="credit", amount=900),
        "coupon": Reward(kind="coupon", coupon_bp=2_500, coupon_days=30),
        "badge": Reward(kind="badge", badge_names={"en": "Good neighbour"}),
    }
    if kind == "donation":
        return Reward(kind=kind, amount=900, cause=world.cause(campaign_admin, now=now))
    return given[kind]


@pytest.mark.parametrize("kind", ["credit", "coupon", "badge", "donation"])
def test_every_kind_of_reward_arrives(
    admin: Member, seller: Member, finance: Member, now: datetime, kind: str
) -> None:
    reward = reward_of(kind, admin, now)
    campaign = world.opened(admin, world.a_mission(reward=reward), now=now)
    task = world.accepted(campaign, seller, admin, now=now)
    assert services.pay_due_tasks(now=now, limit=10) == 1
    done = queries.get_task(task.public_id)
    assert done.state == "paid"
    if kind == "credit":
        assert spendable_credit(seller, "USD", now=now) == 900
    elif kind == "coupon":
        coupon = Coupon.objects.get(code=done.coupon_code)
        assert (coupon.percent_bp, coupon.uses_in_all) == (2_500, 1)
    elif kind == "badge":
        assert [one.pk for one in queries.badges_of(seller)] == [task.pk]
    else:
        assert reward.cause is not None
        (gift,) = queries.gathered_sums(reward.cause)
        assert gift.amount == 900
        services.hand_over_to_cause(
            cause=reward.cause, amount=gift, actor=finance, note="TR 1", now=now
        )
        assert account_balance(AccountRef(AccountKind.CASH, "", "USD")) == 900
        with pytest.raises(errors.NothingGathered):
            services.hand_over_to_cause(
                cause=reward.cause, amount=gift, actor=finance, note="TR 2", now=now
            )
    assert prove_books() == []


def test_a_hold_keeps_a_reward_back_and_says_so(
    admin: Member, seller: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    task = world.accepted(campaign, seller, admin, now=now)
    register_hold("test", lambda *, task, now: "Two accounts share a device.")  # noqa: ARG005
    try:
        assert services.pay_due_tasks(now=now, limit=10) == 0
        assert services.pay_due_tasks(now=now + HOUR, limit=10) == 0
        held = queries.get_task(task.public_id)
        assert held.hold_reason == "Two accounts share a device."
        assert OutboxEvent.objects.filter(name="MissionRewardHeld").count() == 1
        assert services.pay_due_tasks(now=now + DAY, limit=10) == 0
        assert OutboxEvent.objects.filter(name="MissionRewardHeld").count() == 1
    finally:
        forget_hold("test")
    assert services.pay_due_tasks(now=now + 2 * DAY, limit=10) == 1
    assert queries.get_task(task.public_id).hold_reason == ""


def ended(campaign: Campaign, now: datetime) -> Campaign:
    return world.run_to(campaign, now + 12 * DAY)


def test_it_settles_when_all_work_is_at_its_end(
    admin: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    world.accepted(campaign, seller, admin, now=now)
    services.join_mission(mission=world.mission_in(campaign), member=stranger, now=now)
    assert ended(campaign, now).state == "closed"
    at = now + 20 * DAY
    services.pay_due_tasks(now=at, limit=10)
    assert services.settle_finished_campaigns(now=at, limit=5) == 0
    services.lapse_due_tasks(now=at, limit=10)
    assert services.settle_finished_campaigns(now=at, limit=5) == 1
    row = world.fresh(campaign)
    assert (row.state, row.held.amount, queries.fund_held(row).amount) == ("settled", 0, 0)
    assert account_balance(AccountRef(AccountKind.MARKETING, "", "USD")) == -1_500
    assert prove_books() == []


def test_a_cancelled_campaign_still_rewards_what_was_handed_in(
    admin: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    task = world.submitted(campaign, seller, now=now)
    services.join_mission(mission=world.mission_in(campaign), member=stranger, now=now)
    with pytest.raises(errors.ReasonMissing):
        services.cancel_campaign(campaign=campaign, actor=admin, reason="", now=now)
    services.cancel_campaign(campaign=campaign, actor=admin, reason="A storm.", now=now)
    row = world.fresh(campaign)
    assert (row.state, row.reserved_amount, row.held.amount) == ("cancelled", 1_500, 1_500)
    services.accept_task(task=task, actor=admin, now=now)
    assert services.pay_due_tasks(now=now, limit=5) == 1
    assert account_balance(member_account(AccountKind.AVAILABLE, seller, "USD")) == 1_500
    assert queries.fund_held(row).amount == 0
    assert prove_books() == []
