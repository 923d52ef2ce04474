"""The administrators' desk of prizes: winners to approve, payouts, goods, the report."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.calls.models import Contest
from contests.calls.queries import contest_text, fund_held, get_contest_at_desk
from contests.prizes import queries, services
from contests.prizes.choices import AwardState
from contests.prizes.forms import ReceivedForm, ReportForm, SendForm
from contests.prizes.models import Award
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import DomainError
from marketplace.core.forms import refusals_on
from marketplace.core.spreadsheets import write_csv

PER_PAGE = 50


def _contest(request: HttpRequest, public_id: str) -> Contest:
    return get_contest_at_desk(public_id, actor=signed_in(request))


@desk(Role.ADMIN)
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who would win, or has won, what; the signatures; how far the payout has come."""
    contest = _contest(request, public_id)
    rows = queries.awards_of_contest(contest).exclude(state=AwardState.DROPPED)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    proposed = list(rows.filter(state=AwardState.PROPOSED))
    digest = queries.results_digest(proposed) if proposed else ""
    signed = queries.approvals_of(contest, digest) if digest else []
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "page": page,
        "lines": [(row, queries.prize_name(row.prize)) for row in page],
        "digest": digest,
        "signed": signed,
        "needed": queries.approvals_needed(contest) if proposed else 0,
        "is_signed": any(row.member_id == signed_in(request).pk for row in signed),
        "held": fund_held(contest),
        "can_propose": contest.state == "judging",
        "run": queries.run_of(contest),
    }
    return render(request, "contests/prizes/desk.html", context)


@desk(Role.ADMIN)
@require_POST
def propose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the winners from the ranking or the draw."""
    contest = _contest(request, public_id)
    try:
        awards = services.propose_awards(contest=contest, actor=signed_in(request), now=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(count)s prizes are proposed.") % {"count": len(awards)})
    return redirect("prizes:desk", contest.public_id)


@desk(Role.ADMIN)
@require_POST
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sign the list of winners that was shown."""
    contest = _contest(request, public_id)
    try:
        after = services.approve_results(
            contest=contest,
            actor=signed_in(request),
            digest=request.POST.get("digest", ""),
            now=clock.now(),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        is_out = after.state == "results"
        done, half = _("The results are out."), _("Signed. A second person publishes the results.")
        messages.success(request, done if is_out else half)
    return redirect("prizes:desk", contest.public_id)


@desk(Role.ADMIN)
@require_safe
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far the payout has come, for the page that asks every few seconds."""
    contest = _contest(request, public_id)
    context = {"contest": contest, "run": queries.run_of(contest)}
    return render(request, "contests/prizes/_progress.html", context)


@desk(Role.ADMIN)
@require_safe
def winners_csv(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand out the list of winners as a table."""
    contest = _contest(request, public_id)
    rows = queries.awards_of_contest(contest).exclude(state=AwardState.DROPPED)
    lines = (
        (row.rank, row.member.username, row.kind, row.value.decimal, row.currency, row.state)
        for row in rows.iterator(chunk_size=500)
    )
    head = ("rank", "member", "kind", "amount", "currency", "state")
    return _csv(write_csv(head, lines), f"winners-{contest.slug}.csv")


@desk(Role.ADMIN)
@require_safe
def goods(request: HttpRequest) -> HttpResponse:
    """Show goods that are to be sent or on their way, what is due first first."""
    page = Paginator(queries.goods_to_send(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": [_goods_line(row) for row in page], "now": clock.now()}
    return render(request, "contests/prizes/desk_goods.html", context)


def _goods_line(award: Award) -> tuple[Award, str, str, str]:
    title = contest_text(award.contest).title
    address = ", ".join(queries.form_of(award).values())
    return award, title, queries.prize_name(award.prize), address


@desk(Role.ADMIN)
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say how goods were sent."""
    member = signed_in(request)
    award = queries.get_award_at_desk(public_id, actor=member)
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.send_award(
                award=award,
                actor=member,
                carrier=form.cleaned_data["carrier"],
                tracking=form.cleaned_data["tracking"],
                now=clock.now(),
            )
            messages.success(request, _("The winner has been told."))
            return redirect("prizes:desk_goods")
    return _act(request, award, form, _("Send the prize"), _("Sent"))


@desk(Role.ADMIN)
def received(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down the proof that goods came."""
    member = signed_in(request)
    award = queries.get_award_at_desk(public_id, actor=member)
    form = ReceivedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.receive_award(
                award=award, actor=member, note=form.cleaned_data["note"], now=clock.now()
            )
            messages.success(request, _("The prize counts as handed over."))
            return redirect("prizes:desk_goods")
    return _act(request, award, form, _("The prize came"), _("Write it down"))


def _act(
    request: HttpRequest, award: Award, form: SendForm | ReceivedForm, title: str, label: str
) -> HttpResponse:
    context = {"line": _goods_line(award), "form": form, "title": title, "label": label}
    status = 422 if form.errors else 200
    return render(request, "contests/prizes/desk_act.html", context, status=status)


def _until(request: HttpRequest) -> tuple[ReportForm, datetime]:
    """Return the form and the moment that it names: the end of that day in UTC, else now."""
    form = ReportForm(request.GET or None)
    day = form.cleaned_data.get("until") if form.is_bound and form.is_valid() else None
    if day is None:
        return form, clock.now()
    return form, datetime.combine(day, time.min, UTC) + timedelta(days=1)


@desk(Role.ADMIN)
@require_safe
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what the contest cost and brought, up to any day."""
    contest = _contest(request, public_id)
    form, until = _until(request)
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "form": form,
        "report": queries.report_of(contest, until=until),
    }
    status = 422 if form.errors else 200
    return render(request, "contests/prizes/desk_report.html", context, status=status)


@desk(Role.ADMIN)
@require_safe
def report_csv(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand out the report as a table."""
    contest = _contest(request, public_id)
    _form, until = _until(request)
    made = queries.report_of(contest, until=until)
    lines: list[tuple[object, ...]] = [
        ("paid", "", made.paid.decimal, made.paid.currency),
        ("waiting", "", made.waiting.decimal, made.waiting.currency),
        ("winners", made.winners, "", ""),
        ("link_visits", made.link_visits, "", ""),
        ("sign_ups", made.sign_ups, "", ""),
    ]
    for figure in made.figures:
        money = figure.money
        count = "" if figure.count is None else figure.count
        sums = (money.decimal, money.currency) if money is not None else ("", "")
        lines.append((figure.name, count, *sums))
    head = ("figure", "count", "amount", "currency")
    return _csv(write_csv(head, lines), f"report-{contest.slug}.csv")


def _csv(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
