"""What everybody may read: the list, a campaign's page, its shifts, its missions, its showcase."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import viewer
from marketplace.core import clock, formats
from marketplace.core.places import language_name, zone_named
from marketplace.core.visitor_pages import kept_for_visitors
from referrals.campaigns import queries, services
from referrals.campaigns.models import Campaign, Mission, MissionText, Task
from referrals.campaigns.policies import is_joinable
from referrals.links.queries import figures_of, whole_address

PER_PAGE, WORKS_PER_PAGE = 12, 24
VISITORS_ZONE = "Asia/Riyadh"


@dataclass(frozen=True)
class MissionLine:
    """A mission in a list: how many places it has and how many are taken."""

    mission: Mission
    text: MissionText
    places: int
    taken: int


def mission_lines(campaign: Campaign) -> list[MissionLine]:
    """Return a campaign's missions for a list."""
    missions = queries.missions_of(campaign)
    taken, places = queries.places_taken(missions), queries.places_by(missions)
    return [
        MissionLine(one, queries.mission_text(one), places[one.pk], taken.get(one.pk, 0))
        for one in missions
    ]


def times_of(member: Member | None, zone: ZoneInfo) -> dict[str, Any]:
    """Return what the list of shifts needs to write hours and titles."""
    digits = member.digits if member is not None else "latn"
    return {
        "zone_name": zone.key,
        "clock_time": partial(formats.format_time, zone=zone, digits=digits),
        "mission_title": lambda one: queries.mission_text(one).title,
        "language_name": partial(language_name, lang=(get_language() or "ar")[:2]),
    }


def zone_of(member: Member | None) -> str:
    """Return the clock that a page is read by."""
    return member.timezone if member is not None else VISITORS_ZONE


@require_safe
@kept_for_visitors
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Show what takes people in, and what is over."""
    tab = "over" if request.GET.get("tab") == "over" else "open"
    page = Paginator(queries.public_campaigns(tab), PER_PAGE).get_page(request.GET.get("page"))
    cards = [(row, queries.campaign_text(row)) for row in page]
    context = {
        "cards": cards,
        "page": page,
        "tab": tab,
        "counts": {name: queries.public_campaigns(name).count() for name in ("open", "over")},
    }
    return render(request, "referrals/campaigns/list.html", context)


def shared(campaign: Campaign, member: Member | None) -> dict[str, Any]:
    """Return what every page of a campaign shows around its own part."""
    return {
        "campaign": campaign,
        "text": queries.campaign_text(campaign),
        "member": member,
        "is_manager": queries.is_manager(member),
        "is_joinable": is_joinable(campaign),
    }


@require_safe
@kept_for_visitors
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a campaign's landing page, block by block."""
    member = viewer(request)
    found = services.open_campaign_page(slug=slug, viewer=member, now=clock.now())
    context = shared(found, member)
    context |= {
        "blocks": queries.shown_blocks(found, context["text"]),
        "lines": mission_lines(found),
        "figures": queries.campaign_figures(found),
        "works": queries.showcase_of(found).count(),
    }
    return render(request, "referrals/campaigns/campaign.html", context)


@require_safe
@kept_for_visitors
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all shifts of a campaign by day, by the reader's own clock."""
    member, now = viewer(request), clock.now()
    found = services.open_campaign_page(slug=slug, viewer=member, now=now)
    zone = zone_named(zone_of(member))
    days = queries.calendar_of(queries.slots_of(found), viewer=member, zone=zone, now=now)
    context = shared(found, member) | times_of(member, zone) | {"days": days}
    return render(request, "referrals/campaigns/calendar.html", context)


@require_safe
@kept_for_visitors
def mission(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Show one mission: what to do, what it brings, its shifts, and the reader's own part."""
    member, now = viewer(request), clock.now()
    found = services.open_campaign_page(slug=slug, viewer=member, now=now)
    one = queries.get_mission(found, public_id)
    zone = zone_named(zone_of(member))
    slots = queries.slots_of(found, one) if one.has_slots else []
    context = (
        shared(found, member)
        | times_of(member, zone)
        | {
            "mission": one,
            "words": queries.mission_text(one),
            "places": queries.places_of(one),
            "taken": queries.places_taken([one]).get(one.pk, 0),
            "days": queries.calendar_of(slots, viewer=member, zone=zone, now=now),
        }
    )
    if member is not None:
        context |= _own_part(one, member)
    return render(request, "referrals/campaigns/mission.html", context)


def _own_part(mission: Mission, member: Member) -> dict[str, Any]:
    tasks = list(queries.tasks_of(member).filter(mission=mission))
    if not tasks:
        return {"tasks": []}
    link = services.mission_link(mission=mission, member=member, now=clock.now())
    return {
        "tasks": tasks,
        "link": link,
        "address": whole_address(link),
        "link_figures": figures_of([link])[link.pk],
    }


@require_safe
@kept_for_visitors
def showcase(request: HttpRequest, slug: str) -> HttpResponse:
    """Show finished work that its doers let everybody see."""
    member = viewer(request)
    found = services.open_campaign_page(slug=slug, viewer=member, now=clock.now())
    rows = Paginator(queries.showcase_of(found), WORKS_PER_PAGE)
    page = rows.get_page(request.GET.get("page"))
    works: list[tuple[Task, MissionText]] = [
        (task, queries.mission_text(task.mission)) for task in page
    ]
    context = shared(found, member) | {"page": page, "works": works}
    return render(request, "referrals/campaigns/showcase.html", context)


@require_safe
def work_picture(request: HttpRequest, public_id: str) -> FileResponse:  # noqa: ARG001
    """Give the picture of work that its doer shows to everybody."""
    return services.picture_response(queries.get_shown_task(public_id))
