"""A campaign under way with salma's work in every state, a draft, and one that is ready."""

from __future__ import annotations

from config.tests.permissions.rules import ADMIN, OMAR, SALMA
from config.tests.permissions.world import HOUR, SALMAS_SECRET, World, picture
from config.tests.permissions.worlds.contests_calls import LATER
from marketplace.accounts.models import Member
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef
from marketplace.ledger.services import Posting, post_transfer
from referrals.campaigns import queries, services
from referrals.campaigns.models import Campaign, Match, Mission, Slot, Task
from referrals.campaigns.queries.funds import cause_account
from referrals.campaigns.services import CardDraft
from referrals.campaigns.tests import world as army
from referrals.campaigns.tests.world import DAY

KINDS = ("write", "guide", "deliver", "translate", "answer")


def _under_way(world: World) -> Campaign:
    """Return a campaign that began three days ago, with two shifts ahead."""
    admin, long_ago = world.who(ADMIN), world.now - 5 * DAY
    missions = [
        army.a_mission(kind=kind, proof="picture" if kind == "deliver" else "text", places=9)
        for kind in KINDS
    ]
    shifts = army.a_mission(kind="host", has_slots=True)
    made = army.draft(
        admin, *missions, shifts, now=long_ago, contact=OMAR, has_matching=True, slug="army"
    )
    host = army.mission_in(made, len(KINDS))
    for hours in (0, 6):
        begins = world.now + 3 * DAY + hours * HOUR
        services.add_slot(
            mission=host,
            actor=admin,
            begins_at=begins,
            ends_at=begins + HOUR,
            capacity=5,
            now=long_ago,
        )
    return army.run_to(army.finish(made, admin, now=long_ago), world.now)


def _join(world: World, mission: Mission) -> Task:
    return services.join_mission(mission=mission, member=world.who(SALMA), now=world.now - DAY)


def _shown(world: World, mission: Mission, *, with_picture: bool = False) -> Task:
    task = queries.get_task(_join(world, mission).public_id)
    return services.submit_proof(
        task=task,
        member=world.who(SALMA),
        text="It is done.",
        picture=picture() if with_picture else None,
        shows_work=with_picture,
        discloses=True,
        now=world.now - HOUR,
    )


def _work(world: World, campaign: Campaign, other: Member) -> None:
    write, guide, deliver, translate, answer = (
        army.mission_in(campaign, number) for number in range(len(KINDS))
    )
    refused, appealed = _shown(world, guide), _shown(world, answer)
    for task in (refused, appealed):
        services.refuse_task(task=task, actor=other, reason="It is short.", now=world.now)
    services.appeal_task(task=appealed, member=world.who(SALMA), text="No.", now=world.now)
    shown = _shown(world, deliver, with_picture=True)
    services.accept_task(task=shown, actor=other, now=world.now)
    world.ids |= {
        "army_mission": write.public_id,
        "army_joined": _join(world, write).public_id,
        "army_submitted": _shown(world, translate).public_id,
        "army_refused": refused.public_id,
        "army_appealed": appealed.public_id,
        "army_shown": shown.public_id,
    }


def _people(world: World, campaign: Campaign) -> None:
    salma, omar, now = world.who(SALMA), world.who(OMAR), world.now
    booked, free = queries.slots_of(campaign)
    booking = services.book_slot(slot=booked, member=salma, now=now)
    for side, member in (("host", salma), ("newcomer", omar)):
        words = SALMAS_SECRET if member == salma else "Hello."
        draft = CardDraft(side=side, languages=["ar"], country="SA", words=words)
        services.write_card(campaign=campaign, member=member, draft=draft, now=now)
    services.propose_matches(now=now, limit=9)
    ticket = services.open_ticket(
        campaign=campaign, member=salma, subject="Which length?", text="How long?", now=now
    )
    world.ids |= {
        "army_slot": free.public_id,
        "army_booking": booking.public_id,
        "army_match": Match.objects.get().public_id,
        "army_ticket": ticket.public_id,
    }


def _drafts(world: World) -> None:
    admin, now = world.who(ADMIN), world.now
    mission = army.a_mission(kind="host", has_slots=True)
    bare = army.draft(admin, mission, now=now, slug="army-draft")
    found = army.mission_in(bare)
    shift = {"begins_at": now + 3 * DAY, "ends_at": now + 3 * DAY + HOUR}
    slot: Slot = services.add_slot(mission=found, actor=admin, capacity=1, now=now, **shift)
    ready = army.draft(admin, now=now, slug="army-ready")
    services.pay_in_fund(campaign=ready, actor=admin, now=now)
    world.ids |= {
        "army_draft": bare.public_id,
        "army_draft_mission": found.public_id,
        "army_draft_slot": slot.public_id,
        "army_ready": ready.public_id,
        "army_language": "en",
        "army_place": 2,
        "army_begins": (now + 2 * DAY).strftime(LATER),
        "army_ends": (now + 20 * DAY).strftime(LATER),
        "army_shift": (now + 5 * DAY).strftime(LATER),
        "army_shift_end": (now + 5 * DAY + HOUR).strftime(LATER),
    }


def _money(world: World) -> None:
    admin, now = world.who(ADMIN), world.now
    cause = army.cause(admin, now=now)
    mission = army.a_mission(
        kind="deliver", reward=services.Reward(kind="donation", amount=500, cause=cause)
    )
    army.draft(admin, mission, now=now, slug="army-gift")
    post_transfer(
        key="army-gift",
        kind="campaign_donation",
        reference=cause.reference,
        postings=[
            Posting(AccountRef(AccountKind.MARKETING, "", "USD"), -500),
            Posting(cause_account(cause, "USD"), 500),
        ],
        now=now,
    )
    segment = services.save_segment(
        actor=admin, name="English", wanted={"languages": ["en"]}, now=now
    )
    world.ids |= {
        "army_cause": cause.public_id,
        "army_currency": "USD",
        "army_segment": segment.public_id,
    }


def add_campaigns(world: World) -> None:
    """Make everything that the table of campaigns names."""
    campaign = _under_way(world)
    world.ids |= {"army": campaign.public_id, "army_slug": campaign.slug}
    _work(world, campaign, army.member("army_boss", "community_manager"))
    _people(world, campaign)
    _drafts(world)
    _money(world)


PARTS = (add_campaigns,)
