"""One's own worth: three lenses, and what each month was counted from."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.worth.choices import LENS_ABOUT, Lens
from community.worth.queries.figures import last_recount
from community.worth.queries.own import worth_of_member
from community.worth.views import drawing
from community.worth.views.desk import behind, shares
from marketplace.accounts.queries import signed_in


@login_required
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show what one's own contributions are worth, month by month."""
    form, pen = drawing.asked(request), drawing.pen_of(request)
    found = worth_of_member(signed_in(request), form.months())
    context = {
        "form": form,
        "found": found,
        "lenses": list(Lens),
        "about": LENS_ABOUT,
        "shares": shares(),
        "chart": drawing.lens_chart(pen, found, with_cost=False),
        "counted": last_recount(),
    }
    status = 422 if form.errors else 200
    return render(request, "community/worth/mine.html", context, status=status)


@login_required
@require_safe
@never_cache
def month(request: HttpRequest, month: str) -> HttpResponse:
    """Show what one's month was counted from, post by post."""
    context = {"member": None, **behind(signed_in(request), month)}
    return render(request, "community/worth/month.html", context)
