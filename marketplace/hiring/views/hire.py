"""The "Hire me" button: a brief in place, kept while its writer signs up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username, signed_in, viewer
from marketplace.articles.models import Article
from marketplace.articles.policies import can_hire_from
from marketplace.articles.queries import get_published
from marketplace.articles.services import count_hire_click
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.core.touches import PageTouch, note_touch
from marketplace.gigs.models import Gig
from marketplace.gigs.queries import get_live_gig
from marketplace.hiring import services
from marketplace.hiring.errors import TextNeedsALook
from marketplace.hiring.forms import BriefForm
from marketplace.hiring.models import Brief
from marketplace.hiring.views.looking import ask_again

DRAFT = "hire_draft"
METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Target:
    """Who is to be hired, and from where."""

    writer: Member
    title: str
    address: str
    back: str
    tint: str
    article: Article | None = None
    gig: Gig | None = None


def _article_target(pk: int) -> Target:
    article = get_published(pk)
    if not can_hire_from(article):
        raise NotFound
    return Target(
        writer=article.author,
        title=article.title,
        address=reverse("hiring:from_article", args=[pk]),
        back=article.get_absolute_url(),
        tint=article.category,
        article=article,
    )


def _gig_target(pk: int) -> Target:
    gig = get_live_gig(pk)
    return Target(
        writer=gig.seller,
        title=gig.title,
        address=reverse("hiring:from_gig", args=[pk]),
        back=gig.get_absolute_url(),
        tint="peacock",
        gig=gig,
    )


def _profile_target(username: str) -> Target:
    member = get_member_by_username(username)
    return Target(
        writer=member,
        title=member.display_name,
        address=reverse("hiring:from_profile", args=[member.username]),
        back=member.get_absolute_url(),
        tint="peacock",
    )


@require_http_methods(METHODS)
def from_article(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write a brief to an article's writer; opening the form counts as a click."""
    target = _article_target(pk)
    is_reader = viewer(request) is None or viewer(request) != target.writer
    if request.method == "GET" and is_reader and target.article is not None:
        count_hire_click(article=target.article, now=clock.now())
        touch = PageTouch(kind="article", ref=str(pk), owner_id=target.writer.pk, path=target.back)
        note_touch(request, touch)
    return _hire(request, target)


@require_http_methods(METHODS)
def from_gig(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write a brief to a service's seller."""
    return _hire(request, _gig_target(pk))


@require_http_methods(METHODS)
def from_profile(request: HttpRequest, username: str) -> HttpResponseBase:
    """Write a brief to a member."""
    return _hire(request, _profile_target(username))


def _hire(request: HttpRequest, target: Target) -> HttpResponseBase:
    if request.method != "POST":
        return _show(request, target, BriefForm(initial=_kept(request, target)))
    form = BriefForm(request.POST)
    if form.is_valid():
        if viewer(request) is None:
            return _keep_and_sign_up(request, target)
        brief, found = ask_again(
            request,
            form,
            lambda as_is: _send(signed_in(request), target, form.cleaned_data, as_is),
        )
        if brief is not None:
            request.session.pop(DRAFT, None)
            messages.success(request, _("Your brief is sent."), extra_tags=target.address)
            return _go(request, reverse("messaging:conversation", args=[brief.conversation_id]))
        return _show(request, target, form, found, status=422)
    return _show(request, target, form, status=422)


def _show(
    request: HttpRequest,
    target: Target,
    form: BriefForm,
    found: TextNeedsALook | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_part = getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
    name = "_brief_form.html" if is_part else "hire.html"
    is_visitor = viewer(request) is None
    context = {"target": target, "form": form, "found": found, "is_visitor": is_visitor}
    return render(request, f"marketplace/hiring/{name}", context, status=status)


def _go(request: HttpRequest, address: str) -> HttpResponseBase:
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return redirect(address)


def _send(client: Member, target: Target, given: dict[str, Any], as_is: str) -> Brief:
    amount = given["budget"]
    return services.send_brief(
        client=client,
        writer=target.writer,
        text=given["text"],
        title=target.title,
        article=target.article,
        gig=target.gig,
        budget=Money(amount, rules().default_currency) if amount else None,
        wanted_on=given["wanted_on"],
        as_is=as_is,
        now=clock.now(),
    )


def _kept(request: HttpRequest, target: Target) -> dict[str, str]:
    draft = request.session.get(DRAFT, {})
    fields: dict[str, str] = draft.get("fields", {}) if draft.get("to") == target.address else {}
    return fields


def _keep_and_sign_up(request: HttpRequest, target: Target) -> HttpResponseBase:
    """Keep the brief in the visitor's session, which signing up carries over."""
    names = ("text", "budget", "wanted_on")
    fields = {name: request.POST.get(name, "") for name in names}
    request.session[DRAFT] = {"to": target.address, "fields": fields}
    request.session.set_expiry(rules().hire_draft_days * 24 * 60 * 60)
    query = urlencode({"next": reverse("hiring:resume")})
    return _go(request, f"{reverse('account_signup')}?{query}")


@login_required
@require_safe
def resume(request: HttpRequest) -> HttpResponseBase:
    """Go back to the brief that waited while its writer signed up."""
    draft = request.session.get(DRAFT)
    if not draft:
        return redirect("hiring:briefs")
    return redirect(str(draft["to"]))
