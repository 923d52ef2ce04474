"""The administrators' desk of judging: the set-up, and how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests.calls.choices import ContestKind, ContestState
from contests.calls.models import Contest
from contests.calls.queries import contest_text, get_contest_at_desk
from contests.judging import policies, queries, services
from contests.judging.forms import CriterionForm, InviteForm, ReplaceForm, RulesForm
from contests.judging.queries.desk import code_of
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on


def _contest(request: HttpRequest, public_id: str) -> Contest:
    """Return a contest that is judged, for an administrator. Raises NotFound."""
    contest = get_contest_at_desk(public_id, actor=signed_in(request))
    if contest.kind != ContestKind.WRITING:
        raise NotFound
    return contest


def _setup(
    request: HttpRequest,
    contest: Contest,
    *,
    rules: RulesForm | None = None,
    invite: InviteForm | None = None,
) -> HttpResponse:
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "judging": queries.judging_of(contest),
        "rubric": queries.rubric_of(contest),
        "judges": queries.judges_at_desk(contest),
        "rules": rules or RulesForm.about(queries.judging_of(contest)),
        "invite": invite or InviteForm(auto_id="invite_%s"),
        "is_draft": contest.state == ContestState.DRAFT,
    }
    status = 422 if rules or invite else 200
    return render(request, "contests/judging/setup.html", context, status=status)


@desk(Role.ADMIN)
@require_safe
def setup(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show rules, rubric and judges."""
    return _setup(request, _contest(request, public_id))


@desk(Role.ADMIN)
@require_POST
def set_rules(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set how many judge each entry, the final, the rule for silent judges."""
    contest = _contest(request, public_id)
    form = RulesForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.set_rules(
                contest=contest, actor=signed_in(request), draft=form.draft, now=clock.now()
            )
            messages.success(request, _("Saved."))
            return redirect("judging:setup", contest.public_id)
    return _setup(request, contest, rules=form)


@desk(Role.ADMIN)
@require_POST
def use_template(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin with the platform's own rubric."""
    contest = _contest(request, public_id)
    services.use_template_rubric(contest=contest, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The rubric is there, in four languages. Change what you like."))
    return redirect("judging:setup", contest.public_id)


@desk(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_criterion(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a criterion."""
    contest = _contest(request, public_id)
    form = CriterionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.add_criterion(
                contest=contest, actor=signed_in(request), draft=form.draft, now=clock.now()
            )
            messages.success(request, _("Added."))
            return redirect("judging:setup", contest.public_id)
    return _criterion(request, contest, form, 0)


@desk(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def change_criterion(request: HttpRequest, public_id: str, position: int) -> HttpResponse:
    """Change a criterion."""
    contest = _contest(request, public_id)
    found = next((row for row in queries.criteria_of(contest) if row.position == position), None)
    if found is None:
        raise NotFound
    form = CriterionForm(request.POST) if request.method == "POST" else CriterionForm.about(found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.change_criterion(
                contest=contest,
                position=position,
                actor=signed_in(request),
                draft=form.draft,
                now=clock.now(),
            )
            messages.success(request, _("Saved."))
            return redirect("judging:setup", contest.public_id)
    return _criterion(request, contest, form, position)


def _criterion(
    request: HttpRequest, contest: Contest, form: CriterionForm, position: int
) -> HttpResponse:
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "form": form,
        "position": position,
        "languages": ("ar", "en", "he", "ur"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "contests/judging/criterion.html", context, status=status)


@desk(Role.ADMIN)
@require_POST
def remove_criterion(request: HttpRequest, public_id: str, position: int) -> HttpResponse:
    """Take a criterion out."""
    contest = _contest(request, public_id)
    services.remove_criterion(
        contest=contest, position=position, actor=signed_in(request), now=clock.now()
    )
    messages.success(request, _("Taken out."))
    return redirect("judging:setup", contest.public_id)


@desk(Role.ADMIN)
@require_POST
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Invite a judge."""
    contest = _contest(request, public_id)
    form = InviteForm(request.POST, auto_id="invite_%s")
    if form.is_valid():
        try:
            member = get_member_by_username(form.cleaned_data["username"].strip().lower())
        except NotFound:
            form.add_error("username", _("There is no member of this name."))
            return _setup(request, contest, invite=form)
        with refusals_on(form):
            services.invite_judge(
                contest=contest, actor=signed_in(request), member=member, now=clock.now()
            )
            messages.success(request, _("Invited. The judge is told now."))
            return redirect("judging:setup", contest.public_id)
    return _setup(request, contest, invite=form)


@desk(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, public_id: str, judge_id: str) -> HttpResponse:
    """Replace a judge: GET asks, POST hands the open entries on."""
    contest = _contest(request, public_id)
    judge = queries.get_judge_at_desk(contest, judge_id)
    form = ReplaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.replace_judge(
                judge=judge,
                actor=signed_in(request),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("Replaced. What wasn't sealed is handed on."))
            return redirect("judging:setup", contest.public_id)
    context = {"contest": contest, "text": contest_text(contest), "judge": judge, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "contests/judging/replace.html", context, status=status)


@desk(Role.ADMIN)
@require_safe
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far judging is, the last count, and raw beside corrected ranking."""
    contest = _contest(request, public_id)
    judging = queries.judging_of(contest)
    outcomes = queries.results_of(contest)
    rows = outcomes.rows if outcomes else []
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "judging": judging,
        "judges": queries.judges_at_desk(contest),
        "run": queries.last_run(contest),
        "outcomes": outcomes,
        "rows": [(row, code_of(row.entry)) for row in rows],
        "declared": queries.declared_at_desk(contest),
        "ties": queries.ties_at_desk(contest),
        "tie_label": queries.tie_label,
        "can_count": policies.can_count(judging),
        "can_give": contest.state == ContestState.JUDGING and judging.stage in ("setup", "scoring"),
    }
    return render(request, "contests/judging/progress.html", context)


@desk(Role.ADMIN)
@require_POST
def give(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give out now what is accepted so far."""
    contest = _contest(request, public_id)
    services.give_out_now(contest=contest, actor=signed_in(request), now=clock.now())
    messages.success(request, _("What could be given to judges is given."))
    return redirect("judging:progress", contest.public_id)


@desk(Role.ADMIN)
@require_POST
def count(request: HttpRequest, public_id: str) -> HttpResponse:
    """Have the scores counted again."""
    contest = _contest(request, public_id)
    services.start_count(contest=contest, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The count has begun. This page shows how far it is."))
    return redirect("judging:progress", contest.public_id)
