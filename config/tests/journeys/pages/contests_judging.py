"""Pages of judging: the desk, a sheet, fairness before and after, feedback, the set-up."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from contests.calls.models import Contest
from contests.judging.models import Judge, Sheet

NOW, DONE, DRAFTED = "first-client", "the-price-i-feared", "the-letter-that-worked"


def pages(world: World) -> list[Address]:
    """Return the pages that are looked at in every language."""
    now, done = Contest.objects.get(slug=NOW), Contest.objects.get(slug=DONE)
    seat = Judge.objects.get(contest=now, member=world.who("yusuf"))
    waiting = Judge.objects.filter(member=world.who("yusuf"), contest__state="open")[0]
    open_sheet = Sheet.objects.filter(judge=seat, state="open").order_by("position")[0]
    sealed = Sheet.objects.filter(judge__member=world.who("yusuf"), judge__contest=done)[0]
    return [
        ("yusuf", reverse("judging:desk")),
        ("yusuf", reverse("judging:queue", args=[seat.public_id])),
        ("yusuf", reverse("judging:ties", args=[seat.public_id])),
        ("yusuf", reverse("judging:ties", args=[waiting.public_id])),
        ("yusuf", open_sheet.get_absolute_url()),
        ("yusuf", sealed.get_absolute_url()),
        ("", reverse("judging:fairness", args=[NOW])),
        ("", reverse("judging:fairness", args=[DONE])),
        ("", reverse("calls:contest", args=[DONE])),
        ("reem", reverse("judging:feedback", args=[DONE])),
        ("admin", reverse("judging:setup", args=[now.public_id])),
        ("admin", reverse("judging:progress", args=[done.public_id])),
        ("admin", reverse("judging:replace", args=[now.public_id, seat.public_id])),
    ]
