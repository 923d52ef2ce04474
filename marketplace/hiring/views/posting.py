"""What a client does with their briefs: post, change, extend, close, hold the budget, invite."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.hiring import queries, services
from marketplace.hiring.choices import BudgetKind
from marketplace.hiring.errors import TextNeedsALook
from marketplace.hiring.forms import DaysForm, InviteForm, PostForm
from marketplace.hiring.models import PostedBrief
from marketplace.hiring.views.looking import ask_again

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the client's own briefs, with how many proposals wait."""
    rows = queries.my_posted_briefs(signed_in(request))
    page = queries.brief_page(rows, request.GET.get("page", "1"))
    return render(request, "marketplace/hiring/my_posted.html", {"page": page})


@login_required
@require_http_methods(METHODS)
def post(request: HttpRequest) -> HttpResponse:
    """Post a brief for proposals."""
    member = signed_in(request)
    initial: dict[str, Any] = {
        "budget_kind": BudgetKind.FIXED,
        "currency": rules().default_currency,
        "language": member.language,
        "days": rules().posted_brief_days,
        "category": request.GET.get("category", ""),
    }
    form = (
        PostForm(request.POST, request.FILES)
        if request.method == "POST"
        else PostForm(initial=initial)
    )
    found: TextNeedsALook | None = None
    if request.method == "POST" and form.is_valid():
        brief, found = ask_again(
            request,
            form,
            lambda as_is: services.post_brief(
                client=member,
                text=form.brief_text(),
                days=form.cleaned_data["days"],
                files=form.cleaned_data["uploads"],
                as_is=as_is,
                now=clock.now(),
            ),
        )
        if brief is not None:
            messages.success(request, _("Your brief is open for proposals."))
            if "hold" in request.POST:
                return redirect("hiring:hold", brief.public_id)
            return redirect(brief)
    return _show_form(request, form, found, brief=None)


def _show_form(
    request: HttpRequest, form: PostForm, found: TextNeedsALook | None, *, brief: PostedBrief | None
) -> HttpResponse:
    status = 422 if form.errors or found else 200
    files = queries.files_of(brief) if brief else []
    context = {"form": form, "found": found, "brief": brief, "files": files}
    return render(request, "marketplace/hiring/post.html", context, status=status)


@login_required
@require_http_methods(METHODS)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what a brief says, while it is open."""
    member = signed_in(request)
    brief = queries.get_posted_for(member, public_id)
    form = (
        PostForm(request.POST, request.FILES)
        if request.method == "POST"
        else PostForm(initial=PostForm.initial_of(brief))
    )
    form.fields["days"].required = False
    found: TextNeedsALook | None = None
    if request.method == "POST" and form.is_valid():
        done, found = ask_again(
            request,
            form,
            lambda as_is: services.edit_posted_brief(
                brief=brief,
                actor=member,
                text=form.brief_text(),
                files=form.cleaned_data["uploads"],
                removed=_named(request.POST.getlist("remove")),
                as_is=as_is,
                now=clock.now(),
            ),
        )
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect(done)
    return _show_form(request, form, found, brief=brief)


def _named(ids: list[str]) -> list[str]:
    """Return what can be an id: PostgreSQL takes no NUL, and raises where one is asked for."""
    return [one for one in ids if one.isalnum()]


def _days(request: HttpRequest) -> int | None:
    form = DaysForm(request.POST)
    return form.cleaned_data["days"] if form.is_valid() else None


@login_required
@require_POST
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a brief more days."""
    member = signed_in(request)
    brief = queries.get_posted_for(member, public_id)
    days = _days(request) or 0
    done = services.extend_brief(brief=brief, actor=member, days=days, now=clock.now())
    if done.due_at > brief.due_at:
        messages.success(request, _("It has more days now."))
    else:
        messages.info(request, _("It stays open longer than that already."))
    return redirect(brief)


@login_required
@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a brief; what was held is free again."""
    member = signed_in(request)
    brief = queries.get_posted_for(member, public_id)
    services.close_brief(brief=brief, actor=member, now=clock.now())
    messages.success(request, _("Closed. Those who proposed have been told, kindly."))
    return redirect(brief)


@login_required
@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a brief again."""
    member = signed_in(request)
    brief = queries.get_posted_for(member, public_id)
    days = _days(request) or 0
    services.reopen_brief(brief=brief, actor=member, days=days, now=clock.now())
    messages.success(request, _("Your brief is open for proposals."))
    return redirect(brief)


@login_required
@require_http_methods(METHODS)
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask freelancers for a proposal, one by one."""
    member = signed_in(request)
    brief = queries.get_posted_for(member, public_id)
    initial = {"username": request.GET.get("username", "")}
    form = InviteForm(request.POST) if request.method == "POST" else InviteForm(initial=initial)
    found: TextNeedsALook | None = None
    if request.method == "POST" and form.is_valid():
        done, found = ask_again(request, form, lambda as_is: _invite(request, brief, form, as_is))
        if done:
            messages.success(request, _("Invited. You hear when an answer comes."))
            return redirect("hiring:invite", brief.public_id)
    context = {
        "brief": brief,
        "form": form,
        "found": found,
        "invitations": queries.invitations_to(brief),
    }
    status = 422 if form.errors or found else 200
    return render(request, "marketplace/hiring/invite.html", context, status=status)


def _invite(request: HttpRequest, brief: PostedBrief, form: InviteForm, as_is: str) -> bool:
    try:
        freelancer = get_member_by_username(form.cleaned_data["username"].lstrip("@"))
    except NotFound:
        form.add_error("username", _("There is no member of this name."))
        return False
    services.invite_freelancer(
        brief=brief,
        actor=signed_in(request),
        freelancer=freelancer,
        note=form.cleaned_data["note"],
        as_is=as_is,
        now=clock.now(),
    )
    return True
