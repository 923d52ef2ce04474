"""Pages of the guru club: public, inside, one's own, the desk."""

from __future__ import annotations

from django.urls import reverse

from community.gurus.models import ClubCase, Membership, Nomination, Privilege
from config.demo.world import World
from config.tests.journeys.pages import Address


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    found: list[Address] = [
        ("", reverse("gurus:page")),
        ("", reverse("gurus:charter")),
        ("", f"{reverse('gurus:charter')}?version=1"),
        ("tariq", reverse("gurus:club")),
        ("tariq", f"{reverse('gurus:club')}?tab=ended"),
        ("tariq", reverse("gurus:nominate")),
        ("tariq", reverse("gurus:mine")),
        ("huda", reverse("gurus:mine")),
        ("yusuf", reverse("gurus:mine")),
        ("noor", reverse("gurus:desk")),
        ("noor", reverse("gurus:desk_charter")),
        ("noor", reverse("gurus:desk_duties")),
        ("noor", reverse("gurus:desk_members")),
        ("noor", reverse("gurus:desk_privileges")),
    ]
    rows = Nomination.objects.filter(is_founding=False).order_by("id")
    found += [("tariq", reverse("gurus:nomination", args=[one.public_id])) for one in rows]
    asked = Nomination.objects.get(candidate=world.who("salma"))
    found.append(("salma", reverse("gurus:invitation", args=[asked.public_id])))
    member = Membership.objects.get(member=world.who("tariq"))
    found.append(("noor", reverse("gurus:desk_member", args=[member.public_id])))
    gift = Privilege.objects.order_by("id")[0]
    found.append(("noor", reverse("gurus:desk_privilege", args=[gift.public_id])))
    case = ClubCase.objects.order_by("id")[0]
    found.append(("noor", reverse("gurus:desk_case", args=[case.public_id])))
    return found
