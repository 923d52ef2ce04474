"""What a member did on other sites: the list, a new report, taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.reputation import queries, services
from community.reputation.forms import ReportForm
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PER_PAGE = 30


def _show(request: HttpRequest, *, form: ReportForm, status: int = 200) -> HttpResponse:
    rows = queries.reports_of(signed_in(request))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form}
    return render(request, "community/reputation/elsewhere.html", context, status=status)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's reports with what became of them, and the form for a new one."""
    return _show(request, form=ReportForm())


@login_required
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Report something done elsewhere."""
    form = ReportForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.report_elsewhere(member=signed_in(request), draft=form.draft, now=clock.now())
            messages.success(request, _("Thank you. A community manager looks at it."))
            return redirect("reputation:elsewhere")
    return _show(request, form=form, status=422)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a report back."""
    member = signed_in(request)
    found = queries.get_report_for(member, public_id)
    services.withdraw_report(report=found, actor=member, now=clock.now())
    messages.success(request, _("Taken back."))
    return redirect("reputation:elsewhere")
