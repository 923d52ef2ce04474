"""What authors see and do."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in, viewer
from marketplace.articles import queries, services
from marketplace.articles.forms import DraftForm, ImageForm, JoinThemeForm
from marketplace.articles.models import Article
from marketplace.articles.policies import can_edit_article
from marketplace.core import clock
from marketplace.core.errors import DomainError
from marketplace.core.forms import refusals_on
from marketplace.core.markdown import render as render_markdown
from marketplace.core.ratelimit import spend

PER_PAGE = 30


@require_safe
def write(request: HttpRequest) -> HttpResponse:
    """Show one's own articles, or to a visitor what writing here means."""
    member, now = viewer(request), clock.now()
    if member is not None:
        services.settle_due_commissions(now=now, limit=20, author=member)
    articles = None
    if member is not None:
        rows = queries.list_articles_of(member)
        articles = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "articles": articles,
        "commissions": queries.commissions_of(member)[:3] if member else [],
        "themes": queries.open_themes(now=now),
        "reader_lang": (get_language() or "ar")[:2],
    }
    return render(request, "marketplace/articles/write.html", context)


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Open an empty draft."""
    article = services.start_article(author=signed_in(request), now=clock.now())
    return redirect("articles:edit", public_id=article.public_id)


def _initial(article: Article) -> dict[str, object]:
    names = ("title", "summary", "language", "category", "source", "revision")
    return {name: getattr(article, name) for name in names}


def theme_form(article: Article) -> JoinThemeForm:
    """Return the choice of open themes, with the one that the article is in."""
    themes = queries.open_themes(now=clock.now())
    if article.theme is not None and article.theme not in themes:
        themes.append(article.theme)
    slug = article.theme.slug if article.theme else ""
    return JoinThemeForm(themes, initial={"theme": slug})


def _show_editor(
    request: HttpRequest, article: Article, form: DraftForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "article": article,
        "form": form,
        "image_form": ImageForm(),
        "images": article.images.order_by("id"),
        "notes": queries.notes_on(article),
        "can_edit": can_edit_article(signed_in(request), article),
        "theme_form": theme_form(article),
        "commission": queries.commission_on(article),
        "tips": queries.tip_totals(article),
        "tip_rows": queries.tips_on(article),
    }
    return render(request, "marketplace/articles/edit.html", context, status=status)


def _save(request: HttpRequest, article: Article, form: DraftForm) -> Article:
    given = form.cleaned_data
    return services.save_draft(
        article=article,
        actor=signed_in(request),
        title=given["title"],
        summary=given["summary"],
        source=given["source"],
        language=given["language"],
        category=given["category"],
        revision=given["revision"],
        now=clock.now(),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write: the text, its editor's notes beside it, and a preview as it will be published."""
    article = queries.get_article_of(signed_in(request), public_id)
    if request.method != "POST":
        return _show_editor(request, article, DraftForm(initial=_initial(article)))
    form = DraftForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            _save(request, article, form)
            messages.success(request, _("Your draft is saved."))
            return redirect("articles:edit", public_id=article.public_id)
    return _show_editor(request, article, form, status=422)


@login_required
@require_POST
def autosave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep the draft while it is written; answers with the new revision."""
    article = queries.get_article_of(signed_in(request), public_id)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"fields": form.errors}, status=422)
    try:
        saved = _save(request, article, form)
    except DomainError as refusal:
        return JsonResponse({"code": refusal.code, "message": str(refusal)}, status=refusal.status)
    return JsonResponse({"revision": saved.revision})


@login_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Render a text as it will be published, without keeping it."""
    spend(rate="120 per minute", name="preview", who=signed_in(request).public_id)
    rendered = render_markdown(request.POST.get("source", "")[:60_000])
    return HttpResponse(rendered.html)


@login_required
@require_POST
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Save what the page holds and send it to the editors."""
    article = queries.get_article_of(signed_in(request), public_id)
    form = DraftForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            article = saved = _save(request, article, form)
            # The page goes on from what it has just saved, and from nothing that another wrote.
            again = request.POST.copy()
            again["revision"] = str(saved.revision)
            form.data = again
            services.submit_article(article=saved, actor=signed_in(request), now=clock.now())
            messages.success(
                request, _("Your article is with the editors. You will hear from them.")
            )
            return redirect("articles:edit", public_id=article.public_id)
    return _show_editor(request, article, form, status=422)


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make the article a draft again."""
    article = queries.get_article_of(signed_in(request), public_id)
    services.take_back_article(article=article, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The article is a draft again."))
    return redirect("articles:edit", public_id=article.public_id)


@login_required
@require_POST
def set_hiring(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show or hide the "Hire me" button under one's own article."""
    article = queries.get_article_of(signed_in(request), public_id)
    is_enabled = request.POST.get("is_enabled") == "1"
    services.set_hiring(
        article=article, actor=signed_in(request), is_enabled=is_enabled, now=clock.now()
    )
    return redirect("articles:edit", public_id=article.public_id)


@login_required
@require_POST
def add_image(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep a picture for the text."""
    article = queries.get_article_of(signed_in(request), public_id)
    form = ImageForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            services.add_image(
                article=article,
                actor=signed_in(request),
                upload=form.cleaned_data["image"],
                alt=form.cleaned_data["alt"],
                now=clock.now(),
            )
            return redirect("articles:edit", public_id=article.public_id)
    context = {"article": article, "form": form}
    return render(request, "marketplace/articles/add_image.html", context, status=422)


@login_required
@require_POST
def remove_image(request: HttpRequest, public_id: str, image_id: int) -> HttpResponse:
    """Remove a picture from one's own draft."""
    services.remove_image(image_id=image_id, actor=signed_in(request))
    return redirect("articles:edit", public_id=public_id)


@login_required
@require_POST
def resolve_note(request: HttpRequest, public_id: str, note_id: int) -> HttpResponse:
    """Mark an editor's note as dealt with."""
    services.resolve_note(note_id=note_id, actor=signed_in(request), now=clock.now())
    return redirect("articles:edit", public_id=public_id)
