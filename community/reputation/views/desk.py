"""The community manager's desk: what everything is worth, and what was done elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.reputation import queries, services
from community.reputation.choices import ReportMove
from community.reputation.forms import RuleForm, VerdictForm
from community.reputation.models import ElsewhereReport
from community.reputation.policies import can_make
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PER_PAGE = 50
TABS = ("waiting", "decided")
KEEPER = Role.COMMUNITY_MANAGER


@desk(KEEPER)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show what each kind is worth now."""
    context = {"rules": queries.rules_in_force(), "waiting": queries.count_reports_waiting()}
    return render(request, "community/reputation/desk_rules.html", context)


def _rule(
    request: HttpRequest,
    kind: str,
    *,
    form: RuleForm | None = None,
    preview: queries.RulePreview | None = None,
    status: int = 200,
) -> HttpResponse:
    held = queries.rule_in_force(kind)
    initial = {"points": held.points_milli, "version": held.version}
    context = {
        "rule": held,
        "versions": queries.versions_of(kind),
        "form": form or RuleForm(initial=initial),
        "preview": preview,
    }
    return render(request, "community/reputation/desk_rule.html", context, status=status)


@desk(KEEPER)
@require_safe
def rule(request: HttpRequest, kind: str) -> HttpResponse:
    """Show a rule with its versions, and the form for the next one."""
    return _rule(request, kind)


@desk(KEEPER)
@require_POST
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """Show what another price would have done; nothing is changed."""
    queries.rule_in_force(kind)
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _rule(request, kind, form=form, status=422)
    today = queries.today_in_utc(clock.now())
    found = queries.preview_rule(kind, form.cleaned_data["points"], today=today)
    return _rule(request, kind, form=form, preview=found)


@desk(KEEPER)
@require_POST
def change(request: HttpRequest, kind: str) -> HttpResponse:
    """Put another price in force."""
    form = RuleForm(request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        with refusals_on(form):
            services.change_rule(
                kind=kind,
                points_milli=sent["points"],
                note=sent["note"],
                seen_version=sent["version"],
                actor=signed_in(request),
                now=clock.now(),
            )
            messages.success(request, _("The new price is in force."))
            return redirect("reputation:desk_rule", kind)
    return _rule(request, kind, form=form, status=422)


@desk(KEEPER)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision, and what was decided."""
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else TABS[0]
    page = Paginator(queries.reports_at_desk(tab), PER_PAGE).get_page(request.GET.get("page"))
    context = {"tab": tab, "page": page, "waiting": queries.count_reports_waiting()}
    return render(request, "community/reputation/desk_reports.html", context)


def _report(
    request: HttpRequest,
    found: ElsewhereReport,
    *,
    form: VerdictForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = signed_in(request)
    context = {
        "report": found,
        "same": queries.same_address(found),
        "form": form or VerdictForm(),
        "can_confirm": can_make(member, found, ReportMove.CONFIRM),
        "can_decline": can_make(member, found, ReportMove.DECLINE),
        "can_revoke": can_make(member, found, ReportMove.REVOKE),
        "worth": queries.rule_in_force(found.kind),
    }
    return render(request, "community/reputation/desk_report.html", context, status=status)


@desk(KEEPER)
@require_safe
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one report with everybody else's of the same address."""
    return _report(request, queries.get_report_at_desk(public_id, actor=signed_in(request)))


def _decide(
    request: HttpRequest, public_id: str, verb: Callable[..., ElsewhereReport]
) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_report_at_desk(public_id, actor=member)
    form = VerdictForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with refusals_on(form):
            verb(report=found, actor=member, reason=reason, now=clock.now())
            messages.success(request, _("Decided; the member has been told."))
            return redirect("reputation:desk_reports")
    return _report(request, found, form=form, status=422)


@desk(KEEPER)
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let it stand in the record."""
    return _decide(request, public_id, services.confirm_report)


@desk(KEEPER)
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say why it doesn't count."""
    return _decide(request, public_id, services.decline_report)


@desk(KEEPER)
@require_POST
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a confirmation back."""
    return _decide(request, public_id, services.revoke_report)
