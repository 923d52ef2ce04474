"""The guided set-up: words, the page's blocks, the plan, missions and shifts; drafts only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.places import is_time_zone, zone_named
from referrals.campaigns import queries, services
from referrals.campaigns.choices import CampaignState
from referrals.campaigns.forms import (
    BlockForm,
    MissionForm,
    PictureForm,
    PlanForm,
    SlotForm,
    WordsForm,
)
from referrals.campaigns.models import Campaign, CampaignText
from referrals.campaigns.views.desk import MANAGERS, desk_context
from referrals.campaigns.views.public import mission_lines, times_of

METHODS = ["GET", "HEAD", "POST"]


def _draft(request: HttpRequest, public_id: str) -> tuple[Member, Campaign, HttpResponse | None]:
    """Return who asks and the campaign; once it is open, GETs go to what became of it."""
    member = signed_in(request)
    campaign = queries.get_campaign_at_desk(public_id, actor=member)
    is_set = request.method != "POST" and campaign.state != CampaignState.DRAFT
    return member, campaign, redirect("campaigns:desk_campaign", public_id) if is_set else None


def _show(
    request: HttpRequest, campaign: Campaign, name: str, context: dict[str, Any]
) -> HttpResponse:
    form = context.get("form")
    status = 422 if isinstance(form, forms.Form) and form.is_bound else 200
    known = desk_context(campaign, name) | context
    return render(request, f"referrals/campaigns/desk_{name}.html", known, status=status)


def _language(request: HttpRequest, campaign: Campaign) -> str:
    written = [text.language for text in campaign.texts.all()]
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else next(iter(written), Language.ARABIC.value)


@desk(*MANAGERS)
@require_http_methods(METHODS)
def words(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write title and summary, one language at a time."""
    member, campaign, away = _draft(request, public_id)
    if away is not None:
        return away
    language = _language(request, campaign)
    written = {text.language: text for text in campaign.texts.all()}
    text = written.get(language)
    initial = {"title": text.title, "summary": text.summary} if text else {}
    form = WordsForm(language, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_words(campaign=campaign, actor=member, words=form.words, now=clock.now())
            messages.success(request, _("Saved."))
            if form.words.title:
                return redirect(_page_address(public_id, language))
            return redirect("campaigns:desk_words", public_id)
    context = {
        "form": form,
        "language": language,
        "languages": [(code, name, code in written) for code, name in Language.choices],
    }
    return _show(request, campaign, "words", context)


def _page_address(public_id: str, language: str) -> str:
    return f"{reverse('campaigns:desk_page', args=[public_id])}?language={language}"


def _text(campaign: Campaign, language: str) -> CampaignText:
    found = next((one for one in campaign.texts.all() if one.language == language), None)
    if found is None:
        raise NotFound
    return found


def _show_page(
    request: HttpRequest,
    campaign: Campaign,
    language: str,
    *,
    form: forms.Form | None = None,
    picture: forms.Form | None = None,
) -> HttpResponse:
    text = _text(campaign, language)
    pictures = list(campaign.pictures.order_by("id"))
    context = {
        "form": form or BlockForm(language, pictures),
        "picture_form": picture or PictureForm(auto_id="picture_%s"),
        "pictures": pictures,
        "written": text,
        "language": language,
        "languages": [(one.language, one.get_language_display()) for one in campaign.texts.all()],
        "blocks": queries.shown_blocks(campaign, text),
    }
    shown = _show(request, campaign, "page", context)
    shown.status_code = 422 if picture is not None else shown.status_code
    return shown


@desk(*MANAGERS)
@require_http_methods(METHODS)
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the landing page's blocks; POST adds one at the end."""
    member, campaign, away = _draft(request, public_id)
    if away is not None:
        return away
    language = _language(request, campaign)
    if request.method != "POST":
        return _show_page(request, campaign, language)
    form = BlockForm(language, list(campaign.pictures.order_by("id")), request.POST)
    if form.is_valid():
        with refusals_on(form):
            blocks = [*_text(campaign, language).blocks, form.block]
            services.set_blocks(
                campaign=campaign, actor=member, language=language, blocks=blocks, now=clock.now()
            )
            return redirect(f"{_page_address(public_id, language)}#blocks")
    return _show_page(request, campaign, language, form=form)


@desk(*MANAGERS)
@require_http_methods(METHODS)
def block(request: HttpRequest, public_id: str, language: str, place: int) -> HttpResponse:
    """Change one block."""
    member, campaign, away = _draft(request, public_id)
    if away is not None:
        return away
    blocks = list(_text(campaign, language).blocks)
    if not 1 <= place <= len(blocks):
        raise NotFound
    pictures = list(campaign.pictures.order_by("id"))
    data = request.POST if request.method == "POST" else None
    form = BlockForm(language, pictures, data, initial=BlockForm.initial_of(blocks[place - 1]))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            blocks[place - 1] = form.block
            services.set_blocks(
                campaign=campaign, actor=member, language=language, blocks=blocks, now=clock.now()
            )
            return redirect(f"{_page_address(public_id, language)}#blocks")
    context = {"form": form, "language": language, "place": place}
    return _show(request, campaign, "block", context)


def _change(
    request: HttpRequest, public_id: str, language: str, place: int, by: int
) -> HttpResponse:
    """Move a block by so many places, or take it away where `by` is 0."""
    member, campaign, _away = _draft(request, public_id)
    blocks = list(_text(campaign, language).blocks)
    if not 1 <= place <= len(blocks):
        raise NotFound
    one = blocks.pop(place - 1)
    if by:
        blocks.insert(max(0, place - 1 + by), one)
    services.set_blocks(
        campaign=campaign, actor=member, language=language, blocks=blocks, now=clock.now()
    )
    return redirect(f"{_page_address(public_id, language)}#blocks")


@desk(*MANAGERS)
@require_POST
def block_up(request: HttpRequest, public_id: str, language: str, place: int) -> HttpResponse:
    """Move a block one up."""
    return _change(request, public_id, language, place, -1)


@desk(*MANAGERS)
@require_POST
def block_remove(request: HttpRequest, public_id: str, language: str, place: int) -> HttpResponse:
    """Take a block away."""
    return _change(request, public_id, language, place, 0)


@desk(*MANAGERS)
@require_POST
def picture(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep a picture for the page."""
    member, campaign, _away = _draft(request, public_id)
    form = PictureForm(request.POST, request.FILES, auto_id="picture_%s")
    language = _language(request, campaign)
    if form.is_valid():
        with refusals_on(form):
            services.add_picture(
                campaign=campaign,
                actor=member,
                picture=form.cleaned_data["picture"],
                now=clock.now(),
            )
            messages.success(request, _("Kept: choose it in a block of kind Picture."))
            return redirect(f"{_page_address(public_id, language)}#pictures")
    return _show_page(request, campaign, language, picture=form)


@desk(*MANAGERS)
@require_http_methods(METHODS)
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set days, the person who answers, and what is expected."""
    member, campaign, away = _draft(request, public_id)
    if away is not None:
        return away
    data = request.POST if request.method == "POST" else None
    typed = request.POST.get("timezone", "")
    zone = zone_named(typed if is_time_zone(typed) else campaign.timezone)
    form = PlanForm(zone, data, initial=PlanForm.initial_of(campaign))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_plan(campaign=campaign, actor=member, plan=form.plan, now=clock.now())
            messages.success(request, _("Saved."))
            return redirect("campaigns:desk_missions", public_id)
    return _show(request, campaign, "plan", {"form": form})


@desk(*MANAGERS)
@require_http_methods(METHODS)
def missions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name the missions, one at a time."""
    member, campaign, away = _draft(request, public_id)
    if away is not None:
        return away
    form = MissionForm(campaign, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = services.add_mission(
                campaign=campaign, actor=member, draft=form.draft, now=clock.now()
            )
            messages.success(request, _("The mission is added."))
            if made.has_slots:
                return redirect("campaigns:desk_slots", public_id, made.public_id)
            return redirect("campaigns:desk_missions", public_id)
    context = {
        "form": form,
        "lines": mission_lines(campaign),
        "needed": queries.fund_needed(campaign),
    }
    return _show(request, campaign, "missions", context)


@desk(*MANAGERS)
@require_POST
def mission_remove(request: HttpRequest, public_id: str, mission_id: str) -> HttpResponse:
    """Take a mission out."""
    member, campaign, _away = _draft(request, public_id)
    services.remove_mission(campaign=campaign, actor=member, public_id=mission_id, now=clock.now())
    messages.success(request, _("The mission is taken out."))
    return redirect("campaigns:desk_missions", public_id)


@desk(*MANAGERS)
@require_http_methods(METHODS)
def slots(request: HttpRequest, public_id: str, mission_id: str) -> HttpResponse:
    """Name the shifts of a mission, by the clock of the campaign."""
    member, campaign, away = _draft(request, public_id)
    if away is not None:
        return away
    mission = queries.get_mission(campaign, mission_id)
    zone = zone_named(campaign.timezone)
    form = SlotForm(zone, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.add_slots(mission=mission, actor=member, shifts=form.shifts, now=clock.now())
            messages.success(request, _("The shifts are added."))
            return redirect("campaigns:desk_slots", public_id, mission_id)
    now = clock.now()
    found = queries.slots_of(campaign, mission)
    context = {
        "form": form,
        "mission": mission,
        "words": queries.mission_text(mission),
        "days": queries.calendar_of(found, viewer=None, zone=zone, now=now),
        **times_of(member, zone),
    }
    return _show(request, campaign, "slots", context)


@desk(*MANAGERS)
@require_POST
def slot_remove(request: HttpRequest, public_id: str, slot_id: str) -> HttpResponse:
    """Take a shift out."""
    member, campaign, _away = _draft(request, public_id)
    mission = queries.get_slot(slot_id, viewer=member).mission
    services.remove_slot(campaign=campaign, actor=member, public_id=slot_id, now=clock.now())
    return redirect("campaigns:desk_slots", public_id, mission.public_id)
