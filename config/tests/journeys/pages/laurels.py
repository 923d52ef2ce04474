"""Pages of the election: public, the club's, a candidate's own, the desk."""

from __future__ import annotations

from django.urls import reverse

from community.laurels.models import Candidacy, Election, Paper
from config.demo.world import World
from config.tests.journeys.pages import Address
from contests.calls.models import Contest


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    done, running = Election.objects.get(state="confirmed"), Election.objects.get(state="voting")
    check = reverse("laurels:check", args=[done.year])
    receipt = Paper.objects.filter(election=done).order_by("id")[0].receipt
    contest = Contest.objects.get(public_id=done.contest_id)
    own = Candidacy.objects.get(election=running, candidate=world.who("tariq"))
    return [
        ("", reverse("laurels:hall")),
        ("", done.get_absolute_url()),
        ("", running.get_absolute_url()),
        ("", check),
        ("", f"{check}?receipt={receipt}"),
        ("", contest.get_absolute_url()),
        ("tariq", running.get_absolute_url()),
        ("tariq", reverse("laurels:vote", args=[running.year])),
        ("tariq", reverse("laurels:nominate", args=[running.year])),
        ("tariq", own.get_absolute_url()),
        ("noor", reverse("laurels:desk")),
        ("noor", reverse("laurels:desk_prepare")),
        ("noor", reverse("laurels:desk_election", args=[done.public_id])),
        ("noor", reverse("laurels:desk_election", args=[running.public_id])),
    ]
