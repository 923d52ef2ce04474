"""Support's desk of disputes: the queue, all that was said, the decision with its preview."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.private_files import private_response
from marketplace.disputes import policies, queries, services
from marketplace.disputes.choices import Part
from marketplace.disputes.forms import AskForm, DecisionForm, SplitForm
from marketplace.disputes.models import Dispute
from marketplace.disputes.views.parties import dispute_context

PER_PAGE = 30
TABS = {
    "mine": queries.support_queue,
    "sides": queries.waiting_elsewhere,
    "closed": queries.closed_disputes,
}


@desk(Role.SUPPORT)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision, what waits for a side, or what is over."""
    tab = request.GET.get("tab", "mine")
    tab = tab if tab in TABS else "mine"
    page = Paginator(TABS[tab](), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": list(page), "tab": tab, "now": clock.now()}
    return render(request, "marketplace/disputes/desk.html", context)


def _open(public_id: str) -> Dispute:
    return services.settle_dispute(dispute=queries.get_dispute(public_id), now=clock.now())


def _show(
    request: HttpRequest,
    dispute: Dispute,
    *,
    form: DecisionForm | None = None,
    question: AskForm | None = None,
    split: queries.Split | None = None,
    status: int = 200,
) -> HttpResponse:
    member = signed_in(request)
    part = policies.part_of(member, dispute) or Part.SUPPORT
    context = dispute_context(dispute, part, member) | {
        "form": form or DecisionForm(dispute),
        "question": question or AskForm(auto_id="question_%s"),
        "split": split,
        "can_decide": policies.can_decide(member, dispute),
        "is_party": part != Part.SUPPORT,
        "has_decided": policies.has_decided(member, dispute),
    }
    return render(request, "marketplace/disputes/desk_dispute.html", context, status=status)


@desk(Role.SUPPORT)
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a dispute with all that was said, and the decision."""
    return _show(request, _open(public_id))


@desk(Role.SUPPORT)
@require_POST
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show where each cent of a split would go; nothing is decided by it."""
    dispute = _open(public_id)
    asked = SplitForm(dispute, request.POST)
    if not asked.is_valid():
        return _show(request, dispute, form=DecisionForm(dispute, request.POST), status=422)
    split = queries.split_of(dispute.order, dispute.stake, asked.refund_amount)
    given = {name: request.POST.get(name, "") for name in DecisionForm.base_fields}
    return _show(request, dispute, form=DecisionForm(dispute, initial=given), split=split)


@desk(Role.SUPPORT)
@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide on a dispute, or on its appeal."""
    dispute = _open(public_id)
    form = DecisionForm(dispute, request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.decide_dispute(
                dispute=dispute,
                actor=signed_in(request),
                refund_amount=form.refund_amount,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("Decided, and both sides have been told."))
            return redirect("disputes:desk")
    return _show(request, dispute, form=form, status=422)


@desk(Role.SUPPORT)
@require_POST
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask both sides something, or note what was found."""
    dispute = _open(public_id)
    form = AskForm(request.POST, request.FILES, auto_id="question_%s")
    if form.is_valid():
        with refusals_on(form):
            services.add_evidence(
                dispute=dispute,
                actor=signed_in(request),
                evidence=form.evidence,
                now=clock.now(),
            )
            messages.success(request, _("Sent to both sides."))
            return redirect("disputes:desk_dispute", dispute.public_id)
    return _show(request, dispute, question=form, status=422)


@desk(Role.SUPPORT)
@require_safe
def file(request: HttpRequest, public_id: str, file_id: str) -> FileResponse:  # noqa: ARG001
    """Hand a file of the dispute to support."""
    found = queries.get_file(queries.get_dispute(public_id), file_id)
    return private_response(found.stored_as, name=found.name, content_type=found.content_type)
