"""Reviewing an order, answering a review, one's own reviews."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.orders.models import Order
from marketplace.orders.policies import actor_kind
from marketplace.orders.services import open_order
from marketplace.reviews import policies, queries, services
from marketplace.reviews.forms import AnswerForm, ReviewForm
from marketplace.reviews.models import Review, ReviewRound

PER_PAGE = 20


def _show_form(
    request: HttpRequest,
    order: Order,
    found: ReviewRound,
    form: ReviewForm,
    mine: Review | None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_client = signed_in(request).pk == order.client_id
    context = {
        "order": order,
        "round": found,
        "form": form,
        "mine": mine,
        "other": order.seller if is_client else order.client,
        "is_client": is_client,
    }
    return render(request, "marketplace/reviews/write.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write one's review of a completed order, or change it while it is sealed."""
    member, now = signed_in(request), clock.now()
    order = open_order(member=member, public_id=public_id, now=now)
    found = services.settle_round(found=services.open_round(order=order), now=now)
    mine = queries.own_review(order, member)
    side = actor_kind(member, order)
    if request.method != "POST":
        if not found.is_open(now):
            return redirect(order)
        return _show_form(request, order, found, ReviewForm(side, review=mine), mine)
    form = ReviewForm(side, request.POST)
    if form.is_valid():
        with refusals_on(form):
            verb = services.edit_review if mine else services.write_review
            review = verb(order=order, actor=member, written=form.written, now=now)
            messages.success(request, _told(review))
            return redirect(order)
    return _show_form(request, order, found, form, mine, status=422)


def _told(review: Review) -> str:
    if review.revealed_at is not None:
        return _("Published: both of you have written.")
    return _("Sealed. Nobody reads it before the reviews are opened.")


@require_safe
def detail(request: HttpRequest, review_id: str) -> HttpResponse:
    """Show one review under its own address."""
    now = clock.now()
    review = queries.get_review(review_id, now=now)
    member = None if request.user.is_anonymous else signed_in(request)
    context = {
        "review": queries.show(review),
        "gig_url": review.gig.get_absolute_url() if review.gig else "",
        "can_answer": policies.can_answer(member, review, now),
        "can_moderate": member is not None and policies.can_moderate(member, review),
    }
    return render(request, "marketplace/reviews/detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, review_id: str) -> HttpResponse:
    """Answer a review about oneself, once."""
    member, now = signed_in(request), clock.now()
    review = queries.get_review_about(member, review_id, now=now)
    there = redirect("reviews:detail", review.public_id)
    initial = {"language": (get_language() or "ar")[:2]}
    form = AnswerForm(request.POST) if request.method == "POST" else AnswerForm(initial=initial)
    if request.method != "POST" and not policies.can_answer(member, review, now):
        return there
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.answer_review(review=review, actor=member, now=now, **form.cleaned_data)
            messages.success(request, _("Your answer stands under the review."))
            return there
    context = {"review": queries.show(review), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/reviews/answer.html", context, status=status)


def _own_row(review: Review, now: datetime) -> tuple[bool, queries.ShownReview]:
    is_sealed = review.round.is_open(now)
    return is_sealed, queries.show(review, is_sealed=is_sealed)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what waits to be reviewed, and what one has written."""
    member, now = signed_in(request), clock.now()
    page = Paginator(queries.reviews_by(member), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": queries.waiting_rounds(member, now=now)[:PER_PAGE],
        "page": page,
        "rows": [_own_row(review, now) for review in page],
        "me": member,
    }
    return render(request, "marketplace/reviews/mine.html", context)
