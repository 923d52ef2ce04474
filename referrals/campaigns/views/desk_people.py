"""Who is called, and which causes rewards can be given to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk, has_role
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.money import Money
from referrals.campaigns import queries, services
from referrals.campaigns.forms import CauseForm, HandOverForm, SegmentForm
from referrals.campaigns.views.desk import FUNDERS, MANAGERS

METHODS = ["GET", "HEAD", "POST"]


@desk(*MANAGERS)
@require_http_methods(METHODS)
def segments(request: HttpRequest) -> HttpResponse:
    """Show the saved segments with their live counts; POST counts or saves a new one."""
    form = SegmentForm(request.POST if request.method == "POST" else None)
    count = None
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            if request.POST.get("then") == "count":
                wanted = services.clean_rules(form.wanted)
                count = queries.count_matching(wanted, now=clock.now())
            else:
                services.save_segment(
                    actor=signed_in(request),
                    name=form.cleaned_data["name"],
                    wanted=form.wanted,
                    now=clock.now(),
                )
                messages.success(request, _("Saved."))
                return redirect("campaigns:desk_segments")
    now = clock.now()
    rows = [
        (one, queries.rules_in_words(one.rules), queries.count_matching(one.rules, now=now))
        for one in queries.segments()
    ]
    context = {
        "form": form,
        "rows": rows,
        "count": count,
        "gap": rules().campaign_call_gap_days,
        "per_day": rules().campaign_calls_per_day,
    }
    status = 422 if form.is_bound and count is None else 200
    return render(request, "referrals/campaigns/desk_segments.html", context, status=status)


@desk(*MANAGERS)
@require_POST
def segment_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forget a segment."""
    segment = queries.get_segment(public_id)
    services.delete_segment(segment=segment, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The segment is gone; who was called by it stays called."))
    return redirect("campaigns:desk_segments")


def _show_causes(
    request: HttpRequest, form: CauseForm | None = None, status: int = 200
) -> HttpResponse:
    member = signed_in(request)
    rows = [(one, queries.cause_name(one), queries.gathered_sums(one)) for one in queries.causes()]
    context = {
        "form": form or CauseForm(),
        "rows": rows,
        "hand_over": HandOverForm(auto_id="hand_%s"),
        "is_finance": has_role(member, Role.FINANCE),
        "is_manager": queries.is_manager(member),
    }
    return render(request, "referrals/campaigns/desk_causes.html", context, status=status)


@desk(*FUNDERS)
@require_safe
def causes(request: HttpRequest) -> HttpResponse:
    """Show the causes and what has gathered for them."""
    return _show_causes(request)


@desk(*MANAGERS)
@require_POST
def cause_new(request: HttpRequest) -> HttpResponse:
    """Name a cause."""
    form = CauseForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.create_cause(actor=signed_in(request), now=clock.now(), **form.given)
            messages.success(request, _("The cause is named."))
            return redirect("campaigns:desk_causes")
    return _show_causes(request, form, 422)


@desk(Role.FINANCE)
@require_POST
def hand_over(request: HttpRequest, public_id: str, currency: str) -> HttpResponse:
    """Write down that a sum was sent by bank."""
    cause = queries.get_cause(public_id)
    form = HandOverForm(request.POST, auto_id="hand_%s")
    if not form.is_valid():
        messages.error(request, _("Write the reference of the bank transfer."))
        return redirect("campaigns:desk_causes")
    services.hand_over_to_cause(
        cause=cause,
        amount=Money(form.cleaned_data["amount"], currency),
        actor=signed_in(request),
        note=form.cleaned_data["note"],
        now=clock.now(),
    )
    messages.success(request, _("Handed over. It stands in the books."))
    return redirect("campaigns:desk_causes")
