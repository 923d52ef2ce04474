"""Moderators' desk of reviews, and its log."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.reviews import policies, queries, services
from marketplace.reviews.choices import HideReason
from marketplace.reviews.forms import HideForm, RestoreForm
from marketplace.reviews.models import Review

PER_PAGE = 30


@desk(Role.MODERATOR)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the published reviews, newest first, or those that are hidden."""
    hidden_only = "hidden" in request.GET
    found = queries.newest_reviews(now=clock.now(), hidden_only=hidden_only)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": queries.show_all(page), "hidden_only": hidden_only}
    return render(request, "marketplace/reviews/desk.html", context)


@desk(Role.MODERATOR)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show everything that moderators did to reviews."""
    page = Paginator(queries.moderation_log(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "marketplace/reviews/desk_log.html", {"page": page})


def _show(
    request: HttpRequest,
    review: Review,
    *,
    form: HideForm | RestoreForm | None = None,
    status: int = 200,
) -> HttpResponse:
    fresh = RestoreForm() if review.hidden_at else HideForm()
    context = {
        "review": review,
        "shown": queries.show(review),
        "form": form or fresh,
        "acts": queries.acts_on(review),
        "can_moderate": policies.can_moderate(signed_in(request), review),
    }
    return render(request, "marketplace/reviews/desk_review.html", context, status=status)


@desk(Role.MODERATOR)
@require_safe
def show(request: HttpRequest, review_id: str) -> HttpResponse:
    """Show a review with what may be done to it, and what was done."""
    return _show(request, queries.get_review(review_id, now=clock.now()))


@desk(Role.MODERATOR)
@require_POST
def hide(request: HttpRequest, review_id: str) -> HttpResponse:
    """Hide the words, for a stated reason."""
    now = clock.now()
    review = queries.get_review(review_id, now=now)
    form = HideForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.hide_review(
                review=review,
                actor=signed_in(request),
                reason=HideReason(form.cleaned_data["reason"]),
                note=form.cleaned_data["note"],
                now=now,
            )
            messages.success(request, _("Hidden. Its place says so, with the reason."))
            return redirect("reviews:desk_review", review.public_id)
    return _show(request, review, form=form, status=422)


@desk(Role.MODERATOR)
@require_POST
def restore(request: HttpRequest, review_id: str) -> HttpResponse:
    """Show a hidden review again."""
    now = clock.now()
    review = queries.get_review(review_id, now=now)
    form = RestoreForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.restore_review(
                review=review,
                actor=signed_in(request),
                note=form.cleaned_data["note"],
                now=now,
            )
            messages.success(request, _("The review is shown again."))
            return redirect("reviews:desk_review", review.public_id)
    return _show(request, review, form=form, status=422)
