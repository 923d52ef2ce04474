"""The desk's ledger of privileges: stock, grants, what is taken back."""

from __future__ import annotations

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.gurus.errors import SecondPersonAnswers
from community.gurus.forms import CodesForm, GrantForm, PrivilegeForm, ReasonForm
from community.gurus.models import Privilege
from community.gurus.policies import MANAGERS
from community.gurus.queries import privileges as read
from community.gurus.queries.members import get_membership
from community.gurus.services import giving
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PER_PAGE = 50


def _list(request: HttpRequest, *, form: PrivilegeForm, status: int = 200) -> HttpResponse:
    rows = Paginator(read.privileges_at_desk(), PER_PAGE)
    context = {"page": rows.get_page(request.GET.get("page")), "form": form}
    return render(request, "community/gurus/desk_privileges.html", context, status=status)


@desk(*MANAGERS)
@require_safe
def list_privileges(request: HttpRequest) -> HttpResponse:
    """Show everything that the club gives, and the form for more."""
    return _list(request, form=PrivilegeForm())


@desk(*MANAGERS)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make something that can be given."""
    form = PrivilegeForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            made = giving.make_privilege(
                actor=signed_in(request), draft=form.draft, now=clock.now()
            )
            return redirect(made)
    return _list(request, form=form, status=422)


def _show(
    request: HttpRequest,
    found: Privilege,
    *,
    status: int = 200,
    asked: str = "",
    **given: django_forms.Form,
) -> HttpResponse:
    """Show a privilege; `asked` is the grant whose form was sent and refused."""
    rows = Paginator(read.grants_on(found), PER_PAGE)
    forms = {
        "codes_form": CodesForm(),
        "grant_form": GrantForm(memberships=read.may_be_given(found)),
        "reason_form": ReasonForm(),
        **given,
    }
    context = {
        "privilege": found,
        "page": rows.get_page(request.GET.get("page")),
        "left": read.codes_left(found),
        "asked": asked,
        **forms,
    }
    return render(request, "community/gurus/desk_privilege.html", context, status=status)


@desk(*MANAGERS)
@require_safe
def privilege(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a privilege: its stock and who got it."""
    return _show(request, read.get_privilege(public_id))


@desk(*MANAGERS)
@require_POST
def add_codes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put codes into the stock."""
    found = read.get_privilege(public_id)
    form = CodesForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            added = giving.add_codes(
                privilege=found,
                actor=signed_in(request),
                text=form.cleaned_data["codes"],
                now=clock.now(),
            )
            messages.success(
                request,
                ngettext("%(count)s code added.", "%(count)s codes added.", added)
                % {"count": added},
            )
            return redirect(found)
    return _show(request, found, codes_form=form, status=422)


@desk(*MANAGERS)
@require_POST
def grant(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give it to a guru."""
    found = read.get_privilege(public_id)
    form = GrantForm(request.POST, memberships=read.may_be_given(found))
    if form.is_valid():
        with refusals_on(form, SecondPersonAnswers):
            giving.grant_privilege(
                privilege=found,
                membership=get_membership(form.cleaned_data["membership"]),
                actor=signed_in(request),
                now=clock.now(),
            )
            messages.success(request, _("Given; the member is told."))
            return redirect(found)
    return _show(request, found, grant_form=form, status=422)


@desk(*MANAGERS)
@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give it no more."""
    found = read.get_privilege(public_id)
    giving.close_privilege(privilege=found, actor=signed_in(request), now=clock.now())
    messages.success(request, _("It isn’t given any more."))
    return redirect(found)


@desk(*MANAGERS)
@require_POST
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take something back."""
    found = read.get_grant_at_desk(public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            giving.revoke_privilege(
                grant=found,
                actor=signed_in(request),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("Taken back; the member is told."))
            return redirect(found.privilege)
    whole = read.get_privilege(found.privilege.public_id)
    return _show(request, whole, reason_form=form, asked=public_id, status=422)


@desk(*MANAGERS)
@require_POST
def allow_look(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a member see their code once more."""
    found = read.get_grant_at_desk(public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form, SecondPersonAnswers):
            giving.allow_another_look(
                grant=found,
                actor=signed_in(request),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("They can see their code once more."))
            return redirect(found.privilege)
    whole = read.get_privilege(found.privilege.public_id)
    return _show(request, whole, reason_form=form, asked=public_id, status=422)
