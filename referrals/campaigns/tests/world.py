"""Campaigns in every state, made by the verbs themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from marketplace.accounts.models import Member, RoleGrant
from referrals.campaigns import queries, services
from referrals.campaigns.models import Campaign, Cause, Mission, Slot, Task
from referrals.campaigns.services import MissionDraft, Plan, Reward, Words

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = Words(language="en", title="Spring of helping hands", summary="Bring people together.")
BLOCKS = [
    {"kind": "text", "title": "Why", "text": "Because **many hands** make it light."},
    {"kind": "missions", "title": ""},
    {"kind": "call", "title": "Join us", "text": ""},
]
MONEY = Reward(kind="money", amount=1_500)


def member(name: str, *roles: str, **fields: Any) -> Member:
    """Return a member who reads English."""
    made = Member.objects.create_user(
        name, f"{name}@example.com", language="en", display_name=name.title(), **fields
    )
    RoleGrant.objects.bulk_create(RoleGrant(member=made, role=role) for role in roles)
    return made


def a_mission(**changed: Any) -> MissionDraft:
    """Return a mission that is written and proven by a few sentences."""
    given: dict[str, Any] = {
        "kind": "write",
        "titles": {"en": "Write about your first client"},
        "briefs": {"en": "Write *honestly*."},
        "proof": "text",
        "reward": MONEY,
        "places": 3,
    }
    return MissionDraft(**{**given, **changed})


def draft(
    admin: Member,
    *missions: MissionDraft,
    now: datetime,
    contact: str = "",
    slug: str = "",
    **plan: Any,
) -> Campaign:
    """Return a draft that lacks nothing but its fund, and shifts where it has some."""
    made = services.create_campaign(actor=admin, words=WORDS, slug=slug, now=now)
    services.set_blocks(campaign=made, actor=admin, language="en", blocks=BLOCKS, now=now)
    given: dict[str, Any] = {
        "begins_at": now + 2 * DAY,
        "ends_at": now + 12 * DAY,
        "timezone": "Asia/Riyadh",
        "expected_answers": 2,
        "answers_per_day": 5,
        "contact": contact or admin.username,
    }
    services.set_plan(campaign=made, actor=admin, plan=Plan(**{**given, **plan}), now=now)
    for mission in missions or (a_mission(),):
        services.add_mission(campaign=made, actor=admin, draft=mission, now=now)
    return fresh(made)


def opened(admin: Member, *missions: MissionDraft, now: datetime, **given: Any) -> Campaign:
    """Return a campaign that was just opened, with its fund paid in."""
    made = draft(admin, *missions, now=now, **given)
    return finish(made, admin, now=now)


def finish(campaign: Campaign, admin: Member, *, now: datetime) -> Campaign:
    """Pay the fund of a draft in and open it."""
    if queries.fund_needed(campaign).amount:
        services.pay_in_fund(campaign=campaign, actor=admin, now=now)
    services.open_campaign(campaign=campaign, actor=admin, now=now)
    return fresh(campaign)


def with_slot(
    admin: Member,
    *,
    now: datetime,
    capacity: int = 1,
    slots: int = 1,
    deal: bool = False,
    apart: timedelta = DAY,
    **given: Any,
) -> tuple[Campaign, list[Slot]]:
    """Return an open campaign with one mission in shifts; each three hours long."""
    mission = a_mission(kind="host", has_slots=True, titles={"en": "Host a newcomer"})
    given.setdefault("expected_answers", 1)
    made = draft(admin, mission, now=now, **given)
    found = mission_in(made)
    first = now + 3 * DAY
    for number in range(slots):
        begins = first + number * apart
        services.add_slot(
            mission=found,
            actor=admin,
            begins_at=begins,
            ends_at=begins + 3 * HOUR,
            capacity=capacity,
            deal_at=begins - DAY if deal else None,
            now=now,
        )
    campaign = finish(made, admin, now=now)
    return campaign, list(queries.slots_of(campaign))


def mission_in(campaign: Campaign, number: int = 0) -> Mission:
    """Return one of a campaign's missions."""
    return queries.missions_of(campaign)[number]


def run_to(campaign: Campaign, moment: datetime) -> Campaign:
    """Let a campaign's timers run until a moment."""
    services.settle_timers(campaign=fresh(campaign), now=moment)
    return fresh(campaign)


def submitted(campaign: Campaign, doer: Member, *, now: datetime, number: int = 0) -> Task:
    """Return work that was joined and shown, at a moment at which the campaign runs."""
    mission = mission_in(campaign, number)
    task = services.join_mission(mission=mission, member=doer, now=now)
    run_to(campaign, now + 3 * DAY)
    return services.submit_proof(
        task=queries.get_task(task.public_id),
        member=doer,
        text="I wrote it, and three people read it.",
        discloses=True,
        now=now + 3 * DAY,
    )


def accepted(campaign: Campaign, doer: Member, admin: Member, *, now: datetime) -> Task:
    """Return work that was accepted, and not rewarded yet."""
    task = submitted(campaign, doer, now=now)
    return services.accept_task(task=task, actor=admin, now=now + 3 * DAY)


def cause(admin: Member, *, now: datetime) -> Cause:
    """Return a cause."""
    return services.create_cause(actor=admin, names={"en": "Books for all"}, now=now)


def fresh(campaign: Campaign) -> Campaign:
    """Return a campaign as it stands now."""
    return queries.get_campaign(campaign.public_id)
