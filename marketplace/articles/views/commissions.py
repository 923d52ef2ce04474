"""Commissioned articles: the author's side, the editors' and finance's desk."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import desk, has_role
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.articles import queries, services
from marketplace.articles.choices import CommissionState
from marketplace.articles.errors import NoSuchAuthor
from marketplace.articles.forms import CommissionForm, EndForm
from marketplace.articles.models import Commission
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id

PAGES = "marketplace/articles/"
PER_PAGE = 30


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the member was asked to write."""
    member = signed_in(request)
    services.settle_due_commissions(now=clock.now(), limit=20, author=member)
    rows = queries.commissions_of(member)
    context = {"commissions": Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))}
    return render(request, f"{PAGES}commissions.html", context)


def _show(
    request: HttpRequest, commission: Commission, *, form: EndForm | None = None
) -> HttpResponse:
    member = signed_in(request)
    context = {
        "commission": commission,
        "form": form or EndForm(),
        "is_author": commission.author_id == member.pk,
        "is_editor": has_role(member, Role.EDITOR),
    }
    status = 422 if form else 200
    return render(request, f"{PAGES}commission.html", context, status=status)


@login_required
@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a commission to its author, the editors and finance."""
    found = queries.get_commission_for(signed_in(request), public_id)
    return _show(request, services.open_commission(commission=found, now=clock.now()))


@login_required
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Accept, and go on to the draft."""
    member = signed_in(request)
    commission = services.accept_commission(
        commission=queries.get_commission_for(member, public_id), actor=member, now=clock.now()
    )
    messages.success(request, _("Agreed. The fee is set aside, and here is your draft."))
    if commission.article is None:
        return redirect(commission)
    return redirect("articles:edit", commission.article.public_id)


def _end(
    request: HttpRequest, public_id: str, verb: Callable[..., Commission], said: str
) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_commission_for(member, public_id)
    form = EndForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            verb(
                commission=found,
                actor=member,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, said)
            return redirect(found)
    return _show(request, found, form=form)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decline an offer."""
    return _end(request, public_id, services.decline_commission, _("You declined the offer."))


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """End an accepted commission, with the reason."""
    said = _("The commission has ended, and its fee went back.")
    return _end(request, public_id, services.cancel_commission, said)


@desk(Role.EDITOR)
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an offer back."""
    member = signed_in(request)
    found = queries.get_commission_for(member, public_id)
    services.withdraw_commission(commission=found, actor=member, now=clock.now())
    messages.success(request, _("The offer is taken back."))
    return redirect(found)


@desk(Role.EDITOR, Role.FINANCE)
@require_safe
def desk_list(request: HttpRequest) -> HttpResponse:
    """Show every commission and what they add up to."""
    services.settle_due_commissions(now=clock.now(), limit=100)
    state = request.GET.get("state", "")
    state = state if state in CommissionState.values else ""
    rows = queries.desk_commissions(state=state)
    context = {
        "commissions": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "sums": queries.commission_sums(),
        "state": state,
        "states": CommissionState.choices,
        "is_editor": has_role(signed_in(request), Role.EDITOR),
    }
    return render(request, f"{PAGES}desk_commissions.html", context)


def _author_named(name: str) -> Member:
    try:
        return get_member_by_username(name.removeprefix("@"))
    except NotFound:
        raise NoSuchAuthor(field="author") from None


@desk(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Ask a member for an article, for an agreed fee."""
    first = {"request_key": new_public_id(), "author": request.GET.get("author", "")}
    form = CommissionForm(request.POST or None, initial=first)
    if form.is_valid():
        with refusals_on(form):
            commission = services.offer_commission(
                author=_author_named(form.cleaned_data["author"]),
                terms=form.terms(),
                actor=signed_in(request),
                request_key=form.cleaned_data["request_key"],
                now=clock.now(),
            )
            messages.success(request, _("The offer is sent."))
            return redirect(commission)
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}offer_commission.html", {"form": form}, status=status)
