"""The editors' desk."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.articles import queries, services
from marketplace.articles.forms import NoteForm, PublishForm, ReasonForm
from marketplace.articles.models import Article
from marketplace.articles.policies import can_review_article
from marketplace.core import clock
from marketplace.core.errors import Invalid
from marketplace.core.forms import refusals_on

PER_PAGE = 30


@desk(Role.EDITOR)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for an editor, longest first."""
    page = Paginator(queries.review_queue(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "marketplace/articles/desk.html", {"articles": page})


def _show(
    request: HttpRequest,
    article: Article,
    *,
    note_form: NoteForm | None = None,
    reason_form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "article": article,
        "notes": queries.notes_on(article),
        "note_form": note_form or NoteForm(),
        "reason_form": reason_form or ReasonForm(),
        "can_review": can_review_article(signed_in(request), article),
    }
    return render(request, "marketplace/articles/review.html", context, status=status)


@desk(Role.EDITOR)
@require_safe
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an article as it will be published, with notes and the decision beside it."""
    return _show(request, queries.get_article_for_editor(public_id))


@desk(Role.EDITOR)
@require_POST
def add_note(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write a remark on the text."""
    article = queries.get_article_for_editor(public_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.add_note(
                article=article,
                actor=signed_in(request),
                quote=form.cleaned_data["quote"],
                body=form.cleaned_data["body"],
                now=clock.now(),
            )
            return redirect("articles:review", public_id=public_id)
    return _show(request, article, note_form=form, status=422)


def _decide(
    request: HttpRequest, public_id: str, verb: Callable[..., Article], said: str
) -> HttpResponse:
    article = queries.get_article_for_editor(public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            verb(
                article=article,
                actor=signed_in(request),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, said)
            return redirect("articles:desk")
    return _show(request, article, reason_form=form, status=422)


@desk(Role.EDITOR)
@require_POST
def request_changes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the article back with what to change."""
    said = _("The author has been told what to change.")
    return _decide(request, public_id, services.request_changes, said)


@desk(Role.EDITOR)
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decline the article, or take it down, with the reason."""
    said = _("The article is declined, and the author has been told why.")
    return _decide(request, public_id, services.decline_article, said)


@desk(Role.EDITOR)
@require_POST
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publish the article."""
    article = queries.get_article_for_editor(public_id)
    form = PublishForm(request.POST)
    if not form.is_valid():
        raise Invalid
    services.publish_article(
        article=article,
        actor=signed_in(request),
        revision=form.cleaned_data["revision"],
        now=clock.now(),
    )
    messages.success(request, _("The article is published."))
    return redirect("articles:desk")
