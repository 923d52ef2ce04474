"""What members do: report a thing, see what became of it, read decisions, appeal."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules as numbers
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.views import safe_next
from marketplace.moderation import policies, queries, services
from marketplace.moderation.choices import HOUSE_PARTS, HOUSE_RULES, RULES_BY_NUMBER, FlagReason
from marketplace.moderation.forms import AppealForm, FlagForm
from marketplace.moderation.models import Decision


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show the house rules that decisions cite."""
    parts = [
        (number, title, [rule for rule in HOUSE_RULES if rule.part == number])
        for number, title in HOUSE_PARTS.items()
    ]
    context = {"parts": parts, "numbers": numbers()}
    return render(request, "marketplace/moderation/rules.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Ask why a thing is reported; take the report and go back to where it was seen."""
    member = signed_in(request)
    subject = queries.find_subject(kind, ref, viewer=member)
    form = FlagForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.flag(
                kind=kind,
                ref=ref,
                reason=FlagReason(form.cleaned_data["reason"]),
                text=form.cleaned_data["text"],
                actor=member,
                now=clock.now(),
            )
            messages.success(request, _("Thank you. You will hear what becomes of it."))
            return redirect(safe_next(request, default=subject.url) or "moderation:reports")
    context = {
        "form": form,
        "subject": subject,
        "label": queries.get_flag_kind(kind).label,
        "known": queries.waiting_flag(member, kind=kind, ref=ref),
        "is_mine": subject.member.pk == member.pk,
        "back": safe_next(request, default=subject.url),
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/moderation/report.html", context, status=status)


@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the member's own reports and what became of them."""
    page = queries.flag_page(signed_in(request), number=request.GET.get("page", ""))
    return render(request, "marketplace/moderation/reports.html", {"page": page})


@login_required
@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """Show how the member stands: the suspension with its money and its appeal, and decisions."""
    member, now = signed_in(request), clock.now()
    services.settle_member(member=member, now=now)
    suspension = queries.suspension_of(member)
    context = {
        "suspension": suspension,
        "rule": RULES_BY_NUMBER.get(suspension.decision.rule) if suspension else None,
        "payouts": list(suspension.payouts.all()) if suspension else [],
        "matters": queries.open_matters_of(member) if suspension else [],
        "appeal": queries.appeal_on(suspension.decision) if suspension else None,
        "page": queries.decision_page(member, number=request.GET.get("page", "")),
        "at": now,
    }
    return render(request, "marketplace/moderation/standing.html", context)


def _show(
    request: HttpRequest, decision: Decision, *, form: AppealForm | None = None, status: int = 200
) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    context = {
        "decision": decision,
        "rule": RULES_BY_NUMBER.get(decision.rule),
        "suspension": getattr(decision, "suspension", None),
        "appeal": queries.appeal_on(decision),
        "can_appeal": policies.can_appeal(member, decision, now=now),
        "appeal_ends_at": policies.appeal_ends_at(decision),
        "answer_days": numbers().appeal_answer_days,
        "form": form or AppealForm(),
    }
    return render(request, "marketplace/moderation/decision.html", context, status=status)


@login_required
@require_safe
def decision(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the statement of reasons, and the appeal."""
    member, now = signed_in(request), clock.now()
    services.settle_member(member=member, now=now)
    found = queries.get_decision_for(member, public_id)
    services.note_seen(decision=found, now=now)
    return _show(request, found)


@login_required
@require_POST
def file_appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an appeal."""
    member = signed_in(request)
    found = queries.get_decision_for(member, public_id)
    form = AppealForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.file_appeal(
                decision=found, text=form.cleaned_data["text"], actor=member, now=clock.now()
            )
            messages.success(request, _("Your appeal is in. You hear the answer by mail."))
            return redirect(found)
    return _show(request, found, form=form, status=422)


@login_required
@require_POST
def withdraw_appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an appeal back."""
    member = signed_in(request)
    found = queries.get_decision_for(member, public_id)
    appeal = queries.appeal_on(found)
    if appeal is None:
        raise NotFound
    services.withdraw_appeal(appeal=appeal, actor=member, now=clock.now())
    messages.success(request, _("Your appeal is withdrawn; the decision stands."))
    return redirect(found)
