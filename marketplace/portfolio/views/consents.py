"""What clients are asked, and what they have said."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import Invalid
from marketplace.portfolio import policies, queries, services
from marketplace.portfolio.choices import Consent
from marketplace.portfolio.errors import WorkChanged
from marketplace.portfolio.forms import ConsentForm

PAGES = "marketplace/portfolio/"


@login_required
@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Show every work that comes from the member's orders."""
    context = {"items": queries.consents_of(signed_in(request))}
    return render(request, f"{PAGES}consents.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a work as it will be seen, and take the answer; it can be changed at any time."""
    member = signed_in(request)
    item = queries.get_item_for_client(member, public_id)
    if request.method == "POST":
        form = ConsentForm(request.POST)
        if not form.is_valid():
            raise Invalid
        try:
            services.answer_consent(
                item=item,
                actor=member,
                consent=Consent(form.cleaned_data["consent"]),
                seen_at=form.cleaned_data["seen_at"],
                now=clock.now(),
            )
        except WorkChanged as refusal:
            messages.error(request, str(refusal))
        else:
            said = _("Your answer is kept. You can change it here at any time.")
            messages.success(request, said)
        return redirect("portfolio:consent", public_id)
    context = {
        "item": item,
        "images": item.images.order_by("position", "id"),
        "answers": policies.answers_open(item),
    }
    return render(request, f"{PAGES}consent.html", context)
