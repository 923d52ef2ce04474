"""One's own works."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.portfolio import queries, services
from marketplace.portfolio.forms import MoveForm, WorkForm, WorkPictureForm
from marketplace.portfolio.models import PortfolioItem

PAGES = "marketplace/portfolio/"


@login_required
@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Show one's works with their consents."""
    member = signed_in(request)
    return render(request, f"{PAGES}mine.html", {"items": queries.items_of(member)})


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a work."""
    member = signed_in(request)
    form = WorkForm(
        request.POST if request.method == "POST" else None,
        orders=queries.showable_orders(member),
        initial={"language": member.language, "order": request.GET.get("order", "")},
    )
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            item = services.add_work(
                owner=member, draft=form.draft(), order=form.chosen_order(), now=clock.now()
            )
            messages.success(request, _("The work is added. Give it pictures next."))
            return redirect("portfolio:edit", item.public_id)
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}new.html", {"form": form}, status=status)


def _show_editor(
    request: HttpRequest,
    item: PortfolioItem,
    *,
    form: WorkForm | None = None,
    picture_form: WorkPictureForm | None = None,
) -> HttpResponse:
    context = {
        "item": item,
        "images": item.images.order_by("position", "id"),
        "form": form or WorkForm(initial=WorkForm.initial_of(item)),
        "picture_form": picture_form or WorkPictureForm(),
    }
    status = 422 if form or picture_form else 200
    return render(request, f"{PAGES}edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show and keep what a work says."""
    member = signed_in(request)
    item = queries.get_item_of(member, public_id)
    if request.method == "GET":
        return _show_editor(request, item)
    form = WorkForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.change_work(item=item, actor=member, draft=form.draft(), now=clock.now())
            messages.success(request, _("Saved."))
            return redirect("portfolio:edit", public_id)
    return _show_editor(request, item, form=form)


@login_required
@require_POST
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Move a work one place up or down."""
    form = MoveForm(request.POST)
    form.full_clean()
    member = signed_in(request)
    item = queries.get_item_of(member, public_id)
    services.move_work(item=item, actor=member, is_up=form.cleaned_data["is_up"])
    return redirect("portfolio:mine")


@login_required
@require_POST
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a work out."""
    member = signed_in(request)
    item = queries.get_item_of(member, public_id)
    services.remove_work(item=item, actor=member, now=clock.now())
    messages.success(request, _("The work is removed."))
    return redirect("portfolio:mine")


@login_required
@require_POST
def add_picture(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a picture."""
    member = signed_in(request)
    item = queries.get_item_of(member, public_id)
    form = WorkPictureForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            services.add_picture(
                item=item,
                actor=member,
                upload=form.cleaned_data["picture"],
                alt=form.cleaned_data["alt"],
                now=clock.now(),
            )
            return redirect("portfolio:edit", public_id)
    return _show_editor(request, item, picture_form=form)


@login_required
@require_POST
def remove_picture(request: HttpRequest, public_id: str, image_id: str) -> HttpResponse:
    """Remove a picture."""
    member = signed_in(request)
    item = queries.get_item_of(member, public_id)
    services.remove_picture(item=item, actor=member, image_id=image_id, now=clock.now())
    return redirect("portfolio:edit", public_id)
