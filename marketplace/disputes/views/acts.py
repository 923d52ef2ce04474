"""What the two sides do to a dispute: each act has its own address; a POST does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.disputes import policies, queries, services
from marketplace.disputes.choices import DisputeMove
from marketplace.disputes.forms import AnswerForm, EvidenceForm, ProposeForm
from marketplace.disputes.models import Dispute
from marketplace.disputes.views.parties import told_to

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = StrPromise | str

MakeForm = Callable[[Dispute, Member, tuple[Any, ...]], forms.Form]


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing that a side may do: its words, its form, its verb."""

    move: DisputeMove
    verb: Callable[..., object]
    form: MakeForm
    given: Callable[[Any], dict[str, Any]]
    title: Words
    text: Words
    button: Words
    said: Words
    is_grave: bool = False


def _refs(dispute: Dispute, member: Member) -> list[queries.Ref]:
    part = policies.acting_part(member, dispute)
    return queries.refs_of(told_to(dispute, part, member).teller)


def _evidence_form(dispute: Dispute, member: Member, given: tuple[Any, ...]) -> forms.Form:
    return EvidenceForm(_refs(dispute, member), *given)


def _answer_form(dispute: Dispute, member: Member, given: tuple[Any, ...]) -> forms.Form:
    refs = _refs(dispute, member)
    return AnswerForm(refs, dispute.stake, dispute.order.currency, *given)


def _split_form(dispute: Dispute, _member: Member, given: tuple[Any, ...]) -> forms.Form:
    return ProposeForm(dispute.stake, dispute.order.currency, *given[:1])


def _no_form(_dispute: Dispute, _member: Member, given: tuple[Any, ...]) -> forms.Form:
    return forms.Form(*given[:1])


def view_of(act: Act) -> Callable[..., HttpResponse]:
    """Return the page of an act: GET asks, POST does."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def do(request: HttpRequest, public_id: str) -> HttpResponse:
        member, now = signed_in(request), clock.now()
        dispute = services.open_dispute_page(member=member, public_id=public_id, now=now)
        part = policies.acting_part(member, dispute)
        is_post = request.method == "POST"
        if not is_post and policies.refusal_of(dispute, act.move, part) is not None:
            return redirect(dispute)
        form = act.form(dispute, member, (request.POST, request.FILES) if is_post else ())
        if is_post and form.is_valid():
            with refusals_on(form):
                act.verb(dispute=dispute, actor=member, now=now, **act.given(form))
                messages.success(request, str(act.said))
                return redirect(dispute)
        return _show(request, dispute, act, form)

    return do


def _show(request: HttpRequest, dispute: Dispute, act: Act, form: forms.Form) -> HttpResponse:
    context = {
        "dispute": dispute,
        "order": dispute.order,
        "act": act,
        "form": form,
        "examples": queries.examples_of(dispute) if act.move == DisputeMove.PROPOSE else [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/disputes/act.html", context, status=status)


def _nothing(_form: forms.Form) -> dict[str, Any]:
    return {}


def _shown(form: EvidenceForm) -> dict[str, Any]:
    return {"evidence": form.evidence}


def _shown_and_offered(form: AnswerForm) -> dict[str, Any]:
    return {"evidence": form.evidence, "refund_amount": form.cleaned_data["refund_amount"]}


def _typed(form: forms.Form) -> dict[str, Any]:
    return dict(form.cleaned_data)


answer = view_of(
    Act(
        move=DisputeMove.ANSWER,
        verb=services.answer_dispute,
        form=_answer_form,
        given=_shown_and_offered,
        title=_("Answer the dispute"),
        text=_("Say how you see it, and show what supports it. Then support takes over."),
        button=_("Send the answer"),
        said=_("Answered. Support looks at both sides now."),
    )
)
evidence = view_of(
    Act(
        move=DisputeMove.STATE,
        verb=services.add_evidence,
        form=_evidence_form,
        given=_shown,
        title=_("Add evidence"),
        text=_("Both sides and support read it. It can't be taken back."),
        button=_("Add it"),
        said=_("Added. The other side has been told."),
    )
)
propose = view_of(
    Act(
        move=DisputeMove.PROPOSE,
        verb=services.propose_split,
        form=_split_form,
        given=_typed,
        title=_("Propose a split"),
        text=_("If the other side accepts, the money moves at once and the dispute is over."),
        button=_("Propose it"),
        said=_("Proposed. The other side can accept it at any time."),
    )
)
withdraw = view_of(
    Act(
        move=DisputeMove.WITHDRAW,
        verb=services.withdraw_dispute,
        form=_no_form,
        given=_nothing,
        title=_("Withdraw the dispute"),
        text=_("The order goes on where it was. The time in dispute doesn't count."),
        button=_("Withdraw it"),
        said=_("Withdrawn. The order goes on."),
        is_grave=True,
    )
)
accept_decision = view_of(
    Act(
        move=DisputeMove.ACCEPT_DECISION,
        verb=services.accept_decision,
        form=_no_form,
        given=_nothing,
        title=_("Accept the decision"),
        text=_("You give up the appeal. When both have accepted, the money moves at once."),
        button=_("Accept the decision"),
        said=_("Accepted."),
    )
)
appeal = view_of(
    Act(
        move=DisputeMove.APPEAL,
        verb=services.appeal_decision,
        form=_evidence_form,
        given=_shown,
        title=_("Appeal"),
        text=_("There is one appeal. Somebody else of support decides, and that is final."),
        button=_("Send the appeal"),
        said=_("Appealed. Somebody else of support looks at it now."),
        is_grave=True,
    )
)


def _answer_proposal(
    request: HttpRequest, public_id: str, proposal_id: str, verb: Callable[..., Dispute], said: str
) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    dispute = services.open_dispute_page(member=member, public_id=public_id, now=now)
    verb(dispute=dispute, actor=member, proposal_id=proposal_id, now=now)
    messages.success(request, said)
    return redirect(dispute)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept_proposal(request: HttpRequest, public_id: str, proposal_id: str) -> HttpResponse:
    """Accept the other side's proposal: GET shows where each cent goes, POST does it."""
    if request.method == "POST":
        said = str(_("Agreed. The money has moved, and the dispute is over."))
        return _answer_proposal(request, public_id, proposal_id, services.accept_proposal, said)
    member = signed_in(request)
    dispute = services.open_dispute_page(member=member, public_id=public_id, now=clock.now())
    part = policies.acting_part(member, dispute)
    told = told_to(dispute, part, member)
    found = [
        one
        for one in queries.parts_of(dispute).open_proposals
        if one.public_id == proposal_id and one.part != part
    ]
    if not found:
        return redirect(dispute)
    context = {
        "dispute": dispute,
        "order": dispute.order,
        "proposal": found[0],
        "split": told.split(found[0].refund_amount),
        "name": told.name_of(found[0].part),
    }
    return render(request, "marketplace/disputes/accept.html", context)


@login_required
@require_POST
def decline_proposal(request: HttpRequest, public_id: str, proposal_id: str) -> HttpResponse:
    """Decline the other side's proposal."""
    said = str(_("Declined. The dispute goes on."))
    return _answer_proposal(request, public_id, proposal_id, services.decline_proposal, said)
