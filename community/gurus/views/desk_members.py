"""The desk's pages of members: removal and appeal, evangelists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.gurus.choices import LIVE, MembershipMove
from community.gurus.errors import SecondPersonAnswers
from community.gurus.forms import ReasonForm
from community.gurus.models import Membership
from community.gurus.policies import ANSWERERS, MANAGERS, can_do, is_manager
from community.gurus.queries import members
from community.gurus.queries.charter import signatures_of
from community.gurus.queries.duties import meter_now, quarters_of
from community.gurus.queries.privileges import grants_to
from community.gurus.services import memberships
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PER_PAGE = 50
TABS = ("now", "appeals", "past")


@desk(*ANSWERERS)
@require_safe
def list_members(request: HttpRequest) -> HttpResponse:
    """Show who belongs to the club, whose appeals wait, who did belong."""
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else TABS[0]
    rows = Paginator(members.memberships_at_desk(tab), PER_PAGE)
    context = {"tab": tab, "page": rows.get_page(request.GET.get("page"))}
    return render(request, "community/gurus/desk_members.html", context)


def _show(
    request: HttpRequest, found: Membership, *, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    member = signed_in(request)
    named = members.evangelist_of(found)
    is_live = found.state in LIVE
    may_name = is_manager(member) and is_live and found.member_id != member.pk
    context = {
        "membership": found,
        "meter": meter_now(found, now=clock.now()) if is_live else None,
        "quarters": quarters_of(found)[:8],
        "grants": grants_to(found),
        "cases": members.cases_of(found),
        "signatures": signatures_of(found.member),
        "evangelist": named,
        "evangelist_past": members.evangelists_past(found),
        "form": form or ReasonForm(),
        "can_name": may_name and named is None,
        "can_unname": may_name and named is not None,
        **{f"can_{move}": can_do(member, found, move) for move in MembershipMove},
    }
    return render(request, "community/gurus/desk_member.html", context, status=status)


@desk(*ANSWERERS)
@require_safe
def member(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one membership with all that belongs to it."""
    return _show(request, members.get_membership(public_id))


def _act(request: HttpRequest, public_id: str, verb: Callable[..., Any]) -> HttpResponse:
    found = members.get_membership(public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form, SecondPersonAnswers):
            reason = form.cleaned_data["reason"]
            verb(membership=found, actor=signed_in(request), reason=reason, now=clock.now())
            messages.success(request, _("Decided; those whom it concerns are told."))
            return redirect(found)
    return _show(request, found, form=form, status=422)


@desk(*MANAGERS)
@require_POST
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove a member."""
    return _act(request, public_id, memberships.remove_guru)


@desk(*ANSWERERS)
@require_POST
def restore(request: HttpRequest, public_id: str) -> HttpResponse:
    """Grant the appeal."""
    return _act(request, public_id, memberships.grant_appeal)


@desk(*ANSWERERS)
@require_POST
def uphold(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let the removal stand."""
    return _act(request, public_id, memberships.uphold_removal)


@desk(*MANAGERS)
@require_POST
def name_evangelist(request: HttpRequest, public_id: str) -> HttpResponse:
    """Raise a guru to evangelist."""
    return _act(request, public_id, memberships.name_evangelist)


@desk(*MANAGERS)
@require_POST
def end_evangelist(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let an evangelist be a guru again."""
    return _act(request, public_id, memberships.end_evangelist)
