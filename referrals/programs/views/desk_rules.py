"""A new rule: replayed on the past first, then added; and rules that end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from referrals.programs import queries, services
from referrals.programs.forms import RuleForm
from referrals.programs.models import Program
from referrals.programs.queries import Preview, preview_rule


def _page(
    request: HttpRequest, program: Program, form: RuleForm, preview: Preview | None = None
) -> HttpResponse:
    context = {
        "program": program,
        "name": queries.program_name(program),
        "form": form,
        "preview": preview,
    }
    status = 422 if form.errors else 200
    return render(request, "referrals/programs/desk_rule.html", context, status=status)


@desk(Role.ADMIN)
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form; take the rule that was typed."""
    member = signed_in(request)
    program = queries.get_program_at_desk(public_id, actor=member)
    form = RuleForm(program, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.add_rule(program=program, actor=member, draft=form.draft, now=clock.now())
            messages.success(request, _("The rule is there. It holds once the programme runs."))
            return redirect(program)
    return _page(request, program, form)


@desk(Role.ADMIN)
@require_POST
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """Replay the typed rule over the past days; nothing is changed."""
    program = queries.get_program_at_desk(public_id, actor=signed_in(request))
    form, now = RuleForm(program, request.POST), clock.now()
    found: Preview | None = None
    if form.is_valid():
        with refusals_on(form):
            rule = services.rule_from(program, form.draft, now=now)
            days = form.cleaned_data["days"] or rules().reward_preview_days
            found = preview_rule(rule, budget=max(0, program.left), days=days, now=now)
    return _page(request, program, form, found)


@desk(Role.ADMIN)
@require_POST
def retire(request: HttpRequest, public_id: str, rule_id: str) -> HttpResponse:
    """Grant nothing by a rule any more."""
    member = signed_in(request)
    program = queries.get_program_at_desk(public_id, actor=member)
    rule = queries.get_rule_at_desk(program, rule_id)
    services.retire_rule(rule=rule, actor=member, now=clock.now())
    messages.success(request, _("The rule ended. What it promised is paid."))
    return redirect(program)
