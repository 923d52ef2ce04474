"""What readers add under an article."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.queries import signed_in
from marketplace.articles import queries, services
from marketplace.articles.choices import ReactionKind
from marketplace.articles.forms import CommentEditForm, CommentForm, ReactionForm, RemovalForm
from marketplace.articles.models import Comment
from marketplace.articles.policies import can_edit_comment
from marketplace.articles.views.reading import show_article
from marketplace.core import clock
from marketplace.core.errors import Invalid
from marketplace.core.forms import refusals_on


@login_required
@require_POST
def write_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a comment or an answer, and go to where it stands."""
    article = queries.get_published(pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            comment = services.write_comment(
                article=article,
                writer=signed_in(request),
                text=form.cleaned_data["text"],
                parent_id=form.cleaned_data["parent"],
                request_key=form.cleaned_data["request_key"],
                now=clock.now(),
            )
            return redirect(comment.get_absolute_url())
    return show_article(request, article, comment_form=form, status=422)


@login_required
@require_POST
def react(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a reaction or take it back."""
    article = queries.get_published(pk)
    form = ReactionForm(request.POST)
    if not form.is_valid():
        raise Invalid
    services.set_reaction(
        article=article,
        member=signed_in(request),
        kind=ReactionKind(form.cleaned_data["kind"]),
        is_on=form.cleaned_data["is_on"],
        now=clock.now(),
    )
    return redirect(f"{article.get_absolute_url()}#reactions")


def _form_page(
    request: HttpRequest, comment: Comment, form: CommentEditForm | RemovalForm, name: str
) -> HttpResponse:
    is_own = comment.author_id == signed_in(request).pk
    context = {"comment": comment, "form": form, "is_own": is_own}
    status = 422 if form.errors else 200
    return render(request, f"marketplace/articles/{name}.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change one's own comment while it is fresh."""
    member = signed_in(request)
    comment = queries.get_comment_of(member, public_id)
    if request.method == "GET" and not can_edit_comment(member, comment, now=clock.now()):
        messages.info(request, _("The time to change this comment is over."))
        return redirect(comment.get_absolute_url())
    form = CommentEditForm(request.POST or None, initial={"text": comment.source})
    if form.is_valid():
        with refusals_on(form):
            services.edit_comment(
                comment=comment, actor=member, text=form.cleaned_data["text"], now=clock.now()
            )
            return redirect(comment.get_absolute_url())
    return _form_page(request, comment, form, "edit_comment")


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask, then take a comment away: one's own, or for staff with a reason."""
    member = signed_in(request)
    comment = queries.get_comment_to_remove(member, public_id)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.remove_comment(
                comment=comment,
                actor=member,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("The comment is removed."))
            return redirect(f"{comment.article.get_absolute_url()}#comments")
    return _form_page(request, comment, form, "remove_comment")
