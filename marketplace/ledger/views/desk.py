"""The finance desk: withdrawals to decide about, files for the bank, what became of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.money import CURRENCIES
from marketplace.ledger import queries, services
from marketplace.ledger.choices import PayoutMethod, PayoutState
from marketplace.ledger.forms import EvidenceForm, ReasonForm
from marketplace.ledger.models import GatewayEvent, Payment, Payout
from marketplace.ledger.policies import can_approve_payout, needs_two_people

PAGE = "marketplace/ledger/desk_payout.html"
DECIDABLE = (PayoutState.REQUESTED, PayoutState.AWAITING_SECOND)
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for finance: the oldest of it, and whether there is more."""

    rows: Sequence[Payout | Payment | GatewayEvent]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does to a payout with a reason: the service, and what its form is called."""

    name: str
    call: Callable[..., Payout]


DECLINE = Act("decline", services.decline_payout)
FAILED = Act("failed", services.mark_payout_failed)
UNKNOWN = Act("unknown", services.mark_payout_unknown)


@desk(Role.FINANCE)
@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show everything that waits for finance, the oldest first."""
    context = {
        "requested": _oldest(queries.payouts_at_desk(*DECIDABLE)),
        "approved": _oldest(queries.payouts_at_desk(PayoutState.INTENT)),
        "sending": _oldest(queries.payouts_at_desk(PayoutState.SENDING)),
        "unknown": _oldest(queries.payouts_at_desk(PayoutState.UNKNOWN)),
        "waiting": queries.waiting_for_export(),
        "batches": queries.recent_batches(),
        "payments": _oldest(queries.payments_at_desk()),
        "events": _oldest(queries.events_at_desk()),
        "totals": queries.book_totals(),
        "large": rules().large_payout_minor,
    }
    return render(request, "marketplace/ledger/desk.html", context)


@desk(Role.FINANCE)
@require_safe
@never_cache
def payout(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one withdrawal with what can be decided about it."""
    return _page(request, queries.get_payout(public_id))


@desk(Role.FINANCE)
@require_POST
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Approve a withdrawal."""
    found = services.approve_payout(payout_id=public_id, actor=signed_in(request), now=clock.now())
    if found.state == PayoutState.AWAITING_SECOND:
        messages.info(request, _("Approved by you. A second person has to approve it too."))
    else:
        messages.success(request, _("Approved."))
    return redirect("ledger:desk")


@desk(Role.FINANCE)
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decline a withdrawal with a reason."""
    return _act(request, public_id, DECLINE)


@desk(Role.FINANCE)
@require_POST
def mark_paid(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down that the bank carried it out."""
    services.mark_payout_paid(payout_id=public_id, actor=signed_in(request), now=clock.now())
    messages.success(request, _("Marked as paid."))
    return redirect("ledger:desk_payout", public_id)


@desk(Role.FINANCE)
@require_POST
def mark_failed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down that the bank refused."""
    return _act(request, public_id, FAILED)


@desk(Role.FINANCE)
@require_POST
def mark_unknown(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down that nobody knows yet."""
    return _act(request, public_id, UNKNOWN)


@desk(Role.FINANCE)
@require_POST
def resolve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Settle an unknown withdrawal by what was found."""
    form = EvidenceForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.resolve_payout(
                payout_id=public_id,
                was_paid=form.cleaned_data["outcome"] == "paid",
                evidence=form.cleaned_data["reason"],
                actor=signed_in(request),
                now=clock.now(),
            )
            return redirect("ledger:desk_payout", public_id)
    return _page(request, queries.get_payout(public_id), status=422, evidence_form=form)


@desk(Role.FINANCE)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Put the approved withdrawals of a currency into a file for the bank."""
    asked = request.POST.get("currency", "")
    currency = asked if asked in CURRENCIES else rules().withdrawal_currency
    batch = services.export_payouts(currency=currency, actor=signed_in(request), now=clock.now())
    return redirect(batch)


@desk(Role.FINANCE)
@require_safe
@never_cache
def batch(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a file for the bank and what became of its withdrawals."""
    found = queries.get_batch(public_id)
    payouts = list(queries.payouts_in_batch(found))
    sending = [row for row in payouts if row.state == PayoutState.SENDING]
    context = {"batch": found, "payouts": payouts, "sending": sending}
    return render(request, "marketplace/ledger/desk_batch.html", context)


@desk(Role.FINANCE)
@require_safe
@never_cache
def batch_file(_request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the file as it was exported."""
    found = queries.get_batch(public_id)
    response = HttpResponse(found.content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payouts-{found.public_id}.csv"'
    return response


@desk(Role.FINANCE)
@require_POST
def mark_batch_paid(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down that the bank carried out all that is still on its way in a file."""
    count = services.mark_batch_paid(batch_id=public_id, actor=signed_in(request), now=clock.now())
    said = ngettext(
        "%(count)s withdrawal marked as paid.", "%(count)s withdrawals marked as paid.", count
    )
    messages.success(request, said % {"count": count})
    return redirect("ledger:batch", public_id)


def _oldest(rows: QuerySet[Any]) -> Waiting:
    found = list(rows[: SHOWN + 1])
    return Waiting(found[:SHOWN], len(found) > SHOWN)


def _act(request: HttpRequest, public_id: str, act: Act) -> HttpResponse:
    """Do something that needs a reason; show the page again when it can't be done."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            act.call(
                payout_id=public_id,
                reason=form.cleaned_data["reason"],
                actor=signed_in(request),
                now=clock.now(),
            )
            return redirect("ledger:desk_payout", public_id)
    return _page(request, queries.get_payout(public_id), status=422, reason_form=form, acting=act)


def _page(
    request: HttpRequest,
    found: Payout,
    *,
    status: int = 200,
    reason_form: ReasonForm | None = None,
    evidence_form: EvidenceForm | None = None,
    acting: Act | None = None,
) -> HttpResponse:
    member = signed_in(request)
    context = {
        "payout": found,
        "can_approve": can_approve_payout(member, found),
        "is_own": found.member_id == member.pk,
        "is_mine_first": found.first_approved_by == member.public_id,
        "needs_two": needs_two_people(found),
        "is_bank": found.method == PayoutMethod.BANK,
        "form": reason_form or ReasonForm(),
        "evidence_form": evidence_form or EvidenceForm(),
        "acting": acting.name if acting else "",
    }
    return render(request, PAGE, context, status=status)
