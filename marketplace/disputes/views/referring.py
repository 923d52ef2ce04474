"""Support makes a dispute of what it was asked to decide about an order."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.disputes import policies, queries, services
from marketplace.disputes.choices import DisputeReason
from marketplace.disputes.forms import ReferForm
from marketplace.orders.queries import get_order_for_support
from marketplace.orders.services import settle_order


@desk(Role.SUPPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say how it would go on, and make the dispute."""
    member, now = signed_in(request), clock.now()
    order = settle_order(order=get_order_for_support(public_id), now=now)
    is_post = request.method == "POST"
    if not is_post and not policies.can_refer(member, order):
        return redirect("orders:desk_order", order.public_id)
    given = (request.POST, request.FILES) if is_post else ()
    form = ReferForm(*given, initial={"reason": queries.reason_of_referral(order)})
    if is_post and form.is_valid():
        with refusals_on(form):
            dispute = services.refer_order(
                order=order,
                actor=member,
                reason=DisputeReason(form.cleaned_data["reason"]),
                evidence=form.evidence,
                now=now,
            )
            messages.success(request, _("It is a dispute now, and both sides have been told."))
            return redirect("disputes:desk_dispute", dispute.public_id)
    opener, other = queries.sides_of_referral(order)
    context = {
        "order": order,
        "form": form,
        "opener": opener,
        "other": other,
        "answer_due_at": services.answer_deadline(other, now),
    }
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/disputes/refer.html", context, status=status)
