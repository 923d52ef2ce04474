"""What a member has won, and what is still needed to hand it over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.calls.models import ContestText
from contests.calls.queries import contest_text
from contests.prizes import queries, services
from contests.prizes.forms import ClaimForm
from contests.prizes.models import Award
from contests.prizes.policies import can_claim
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.places import is_country

PER_PAGE = 30


@login_required
@require_safe
def award_list(request: HttpRequest) -> HttpResponse:
    """Show everything that the member has won."""
    rows = queries.awards_of_member(signed_in(request))
    asked = queries.awards_to_answer(signed_in(request), now=clock.now())
    rest = rows.exclude(pk__in=[row.pk for row in asked])
    page = Paginator(rest, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "asked": [_line(row) for row in asked]}
    return render(
        request, "contests/prizes/list.html", {**context, "lines": [_line(row) for row in page]}
    )


def _line(award: Award) -> tuple[Award, ContestText, str]:
    return award, contest_text(award.contest), queries.prize_name(award.prize)


def _show(
    request: HttpRequest, award: Award, *, form: ClaimForm | None = None, status: int = 200
) -> HttpResponse:
    country = _country(request, award)
    context = {
        "award": award,
        "text": contest_text(award.contest),
        "name": queries.prize_name(award.prize),
        "form": form or (ClaimForm(award, country) if can_claim(award, clock.now()) else None),
        "given": queries.form_lines(award) if award.state in ("due", "sent") else [],
    }
    return render(request, "contests/prizes/award.html", context, status=status)


def _country(request: HttpRequest, award: Award) -> str:
    asked = request.POST.get("country") or request.GET.get("country") or ""
    return asked if is_country(asked) else award.member.country


@login_required
@require_safe
def award(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one prize, where it stands, and what is asked."""
    return _show(request, queries.get_award_for(signed_in(request), public_id))


@login_required
@require_POST
def claim(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take what was asked; another country may ask for other fields first."""
    member = signed_in(request)
    found = queries.get_award_for(member, public_id)
    form = ClaimForm(found, _country(request, found), request.POST)
    if request.POST.get("verb") == "country":
        form = ClaimForm(found, _country(request, found), initial=request.POST.dict())
        return _show(request, found, form=form)
    if form.is_valid():
        with refusals_on(form):
            services.claim_award(
                award=found,
                actor=member,
                country=form.cleaned_data["country"],
                answers=form.answers,
                now=clock.now(),
            )
            messages.success(request, _("Thank you. The prize is on its way."))
            return redirect(found)
    return _show(request, found, form=form, status=422)


@login_required
@require_POST
def received(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the winner's word that goods came."""
    member = signed_in(request)
    found = queries.get_award_for(member, public_id)
    services.receive_award(award=found, actor=member, now=clock.now())
    messages.success(request, _("Enjoy it! The prize counts as handed over."))
    return redirect(found)
