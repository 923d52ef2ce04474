"""A member's links: the own one with its code and picture, others, and what they brought."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock, formats
from marketplace.core.charts import FunnelStep, funnel
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from referrals.links import queries, services
from referrals.links.choices import LinkKind, Medium
from referrals.links.forms import LinkForm, WordForm
from referrals.links.queries import Figures, whole_address

PER_PAGE = 20
PNG_SCALE, SVG_SCALE, BORDER = 12, 8, 3


def _steps(brought: Figures, *, digits: str) -> list[FunnelStep]:
    lang = (get_language() or "ar")[:2]
    counts = [
        (_("Visits"), brought.visits),
        (_("Sign-ups"), brought.signups),
        (_("Briefs"), brought.briefs),
        (_("Orders"), brought.orders),
    ]
    return funnel(
        counts,
        show=lambda value: formats.format_number(value, lang=lang, digits=digits),
        percent=lambda share: formats.format_percent(int(share), lang=lang, digits=digits),
    )


def _show(
    request: HttpRequest,
    *,
    link_form: LinkForm | None = None,
    word_form: WordForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    own = services.own_link(member=member, now=now)
    page = Paginator(queries.links_of(member).exclude(pk=own.pk), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = list(page)
    figures = queries.figures_of([own, *rows])
    context: dict[str, Any] = {
        "steps": _steps(figures[own.pk], digits=member.digits),
        "own": own,
        "address": whole_address(own),
        "figures": figures[own.pk],
        "page": page,
        "rows": [(link, figures[link.pk]) for link in rows],
        "kinds": LinkKind,
        "panels": queries.panels_for(member, now=now),
        "link_form": link_form or LinkForm(),
        "word_form": word_form or WordForm(),
        "days": rules().touch_days,
    }
    return render(request, "referrals/links/home.html", context, status=status)


@login_required
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Show the member's links and what they brought."""
    return _show(request)


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Make a link to a page."""
    form = LinkForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.add_link(
                member=signed_in(request),
                path=form.cleaned_data["path"],
                label=form.cleaned_data["label"],
                now=clock.now(),
            )
            messages.success(request, _("The link is there: copy it and pass it on."))
            return redirect("own_links:home")
    return _show(request, link_form=form, status=422)


@login_required
@require_POST
def word(request: HttpRequest) -> HttpResponse:
    """Give the own link a word."""
    form = WordForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.choose_word(
                member=signed_in(request), word=form.cleaned_data["word"], now=clock.now()
            )
            messages.success(request, _("Your word stands. The code goes on working as well."))
            return redirect("own_links:home")
    return _show(request, word_form=form, status=422)


@login_required
@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Count nobody by a link any more."""
    link = queries.get_link_of(signed_in(request), code)
    services.close_link(link=link, now=clock.now())
    messages.success(request, _("It counts nobody any more; its address still leads to its page."))
    return redirect("own_links:home")


@login_required
@require_safe
def picture(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give a link's QR code as a file, for print (SVG) or for screens (PNG)."""
    link = queries.get_link_of(signed_in(request), code)
    if form not in {"svg", "png"}:
        raise NotFound
    drawn = segno.make(f"{whole_address(link)}?m={Medium.QR.value}", error="m", micro=False)
    made = io.BytesIO()
    if form == "svg":
        drawn.save(made, kind="svg", scale=SVG_SCALE, border=BORDER)
    else:
        drawn.save(made, kind="png", scale=PNG_SCALE, border=BORDER)
    content_type = "image/svg+xml" if form == "svg" else "image/png"
    response = HttpResponse(made.getvalue(), content_type=content_type)
    if "download" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="wazzifni-{link.key}.{form}"'
    response["Cache-Control"] = "private, max-age=86400"
    return response
