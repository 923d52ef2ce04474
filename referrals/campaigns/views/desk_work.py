"""The managers' queue of work: proofs, appeals, what is held; each decided with words."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from referrals.campaigns import queries, services
from referrals.campaigns.choices import Part
from referrals.campaigns.forms import DecideForm
from referrals.campaigns.models import Task
from referrals.campaigns.policies import moves_open_to
from referrals.campaigns.views.desk import MANAGERS, desk_context

PER_PAGE = 30
TABS = ("proofs", "appeals", "held", "all")
Verb = Callable[..., Task]


@desk(*MANAGERS)
@require_safe
def work(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what waits at the desk of one campaign."""
    campaign = queries.get_campaign_at_desk(public_id, actor=signed_in(request))
    tab = request.GET.get("tab", "proofs")
    tab = tab if tab in TABS else "proofs"
    found = queries.work_at_desk(campaign, tab)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = desk_context(campaign, "work") | {
        "tab": tab,
        "page": page,
        "rows": [(task, queries.mission_text(task.mission)) for task in page],
        "counts": queries.work_counts(campaign),
    }
    return render(request, "referrals/campaigns/desk_work.html", context)


def _show(
    request: HttpRequest, task: Task, *, form: DecideForm | None = None, status: int = 200
) -> HttpResponse:
    member = signed_in(request)
    is_second = task.decided_by_id != member.pk
    part = Part.SECOND if task.state == "appealed" else Part.MANAGER
    may = task.member_id != member.pk and (part == Part.MANAGER or is_second)
    context = desk_context(task.mission.campaign, "work") | {
        "task": task,
        "words": queries.mission_text(task.mission),
        "moves": moves_open_to(task, part) if may else frozenset(),
        "is_own": task.member_id == member.pk,
        "is_second": is_second,
        "form": form or DecideForm(),
    }
    return render(request, "referrals/campaigns/desk_task.html", context, status=status)


@desk(*MANAGERS)
@require_safe
def task(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one piece of work with what can be decided."""
    return _show(request, queries.get_task_at_desk(public_id, actor=signed_in(request)))


@desk(*MANAGERS)
@require_safe
def picture(request: HttpRequest, public_id: str) -> FileResponse:
    """Give the picture of a proof to who looks at it."""
    found = queries.get_task_at_desk(public_id, actor=signed_in(request))
    return services.picture_response(found)


def _decide(
    request: HttpRequest, public_id: str, verb: Verb, *, words: str, said: str
) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_task_at_desk(public_id, actor=member)
    form = DecideForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            given = {words: form.cleaned_data["note"]}
            verb(task=found, actor=member, now=clock.now(), **given)
            messages.success(request, str(said))
            return redirect("campaigns:desk_work", found.mission.campaign.public_id)
    return _show(request, found, form=form, status=422)


@desk(*MANAGERS)
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Accept work."""
    said = _("Accepted. The reward follows by itself.")
    return _decide(request, public_id, services.accept_task, words="note", said=said)


@desk(*MANAGERS)
@require_POST
def send_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send work back."""
    said = _("Sent back, with your words.")
    return _decide(request, public_id, services.send_back_task, words="note", said=said)


@desk(*MANAGERS)
@require_POST
def refuse(request: HttpRequest, public_id: str) -> HttpResponse:
    """Refuse work."""
    said = _("Refused. Its doer may appeal to somebody else.")
    return _decide(request, public_id, services.refuse_task, words="reason", said=said)


@desk(*MANAGERS)
@require_POST
def grant(request: HttpRequest, public_id: str) -> HttpResponse:
    """Accept work after an appeal."""
    said = _("Accepted after the appeal.")
    return _decide(request, public_id, services.grant_appeal, words="note", said=said)


@desk(*MANAGERS)
@require_POST
def uphold(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a refusal stand."""
    said = _("The refusal stands.")
    return _decide(request, public_id, services.uphold_refusal, words="reason", said=said)
