"""Pages of campaigns: each state that the demo has, what members do, the desk with its steps."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from referrals.campaigns.models import Campaign, Match, Mission, Task, Ticket
from referrals.campaigns.queries import missions_of

STEPS = ("words", "page", "plan", "missions", "fund")


def _of_members(live: Campaign, host: Mission) -> list[Address]:
    returned = Task.objects.get(state="returned")
    # Paid, or kept back while a person looks at a referral of hers.
    paid = Task.objects.get(member__username="salma", mission__kind="write", mission__campaign=live)
    badge = Task.objects.get(mission__campaign=live, reward_kind="badge")
    answered = Ticket.objects.get(state="answered")
    match = Match.objects.get()
    return [
        ("hassan", reverse("campaigns:mine")),
        ("layla", reverse("campaigns:mine")),
        ("hassan", returned.get_absolute_url()),
        ("salma", paid.get_absolute_url()),
        ("tariq", badge.get_absolute_url()),
        ("tariq", badge.member.get_absolute_url()),
        ("dana", answered.get_absolute_url()),
        ("maya", answered.get_absolute_url()),
        ("maya", reverse("campaigns:desk_tickets")),
        ("dana", reverse("campaigns:ask", args=[live.slug])),
        ("salma", reverse("campaigns:matching", args=[live.slug])),
        ("omar", reverse("campaigns:match", args=[match.public_id])),
        ("salma", host.get_absolute_url()),
        ("salma", reverse("campaigns:calendar", args=[live.slug])),
    ]


def _of_the_desk(live: Campaign, draft: Campaign) -> list[Address]:
    waiting = Task.objects.get(state="submitted", mission__campaign=live)
    block = reverse("campaigns:desk_block", args=[draft.public_id, "ar", 1])
    return [
        ("noor", reverse("campaigns:desk")),
        ("noor", reverse("campaigns:desk_new")),
        ("noor", reverse("campaigns:desk_segments")),
        ("noor", reverse("campaigns:desk_causes")),
        ("rami", reverse("campaigns:desk_causes")),
        ("noor", reverse("campaigns:desk_campaign", args=[live.public_id])),
        ("noor", reverse("campaigns:desk_campaign", args=[draft.public_id])),
        ("noor", reverse("campaigns:desk_work", args=[live.public_id])),
        ("noor", reverse("campaigns:desk_work", args=[live.public_id]) + "?tab=all"),
        ("noor", reverse("campaigns:desk_task", args=[waiting.public_id])),
        ("noor", block),
        *[("noor", reverse(f"campaigns:desk_{step}", args=[draft.public_id])) for step in STEPS],
        ("admin", draft.get_absolute_url()),
        ("admin", reverse("campaigns:desk_fund", args=[draft.public_id])),
    ]


def pages(world: World) -> list[Address]:  # noqa: ARG001  found in the database
    """Return (who, path) of every page."""
    live = Campaign.objects.get(slug="first-client-week")
    over = Campaign.objects.get(slug="ramadan-letters")
    draft = Campaign.objects.get(slug="translators-of-the-souq")
    missions = missions_of(live)
    host = next(one for one in missions if one.has_slots)
    return [
        ("", reverse("campaigns:list")),
        ("", reverse("campaigns:list") + "?tab=over"),
        ("", live.get_absolute_url()),
        ("", over.get_absolute_url()),
        ("", reverse("campaigns:showcase", args=[over.slug])),
        ("", reverse("campaigns:calendar", args=[live.slug])),
        *[("", one.get_absolute_url()) for one in missions],
        *_of_members(live, host),
        *_of_the_desk(live, draft),
    ]
