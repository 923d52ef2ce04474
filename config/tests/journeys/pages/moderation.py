"""Pages of trust: reports, the desk, a suspension, one's own data."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from marketplace.gigs.models import Gig
from marketplace.moderation.models import Appeal, Case, Decision


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    case = Case.objects.filter(state="open").order_by("-weight")[0]
    appeal = Appeal.objects.filter(state="open")[0]
    warned = Decision.objects.filter(act="warn")[0]
    gig = Gig.objects.filter(state="live").order_by("id")[1]
    staff = {
        "noor": [
            "/desk/moderation/",
            case.get_absolute_url(),
            warned.case.get_absolute_url(),
            "/desk/moderation/log/",
            "/desk/moderation/suspended/",
            "/desk/moderation/bad-faith/",
        ],
        "huda": ["/desk/moderation/appeals/", appeal.get_absolute_url()],
        "maya": ["/desk/visits/"],
        "admin": ["/desk/audit/", "/desk/audit/visits/"],
    }
    members = {
        "omar": [
            reverse("moderation:report", args=["gig", gig.public_id]),
            "/reports/",
            "/accounts/settings/data/",
        ],
        "kamran": ["/standing/", warned.get_absolute_url()],
        "fahd": ["/standing/", appeal.decision.get_absolute_url(), "/wallet/withdraw/"],
    }
    assert world.members
    everybody = {"": ["/rules/"], **staff, **members}
    return [(who, path) for who, paths in everybody.items() for path in paths]
