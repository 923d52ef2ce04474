"""The editor's fourth step: pictures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.gigs import forms, policies, queries, services
from marketplace.gigs.models import Gig
from marketplace.gigs.views.editor import show_step


def _show(
    request: HttpRequest, gig: Gig, form: forms.PictureForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "images": queries.images_of(gig),
        "limit": rules().gig_images_max,
    }
    return show_step(request, "pictures", gig, context, status=status)


@login_required
@require_safe
def pictures(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the pictures in their order."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    if not policies.may_edit(member, gig):
        return redirect("gigs:edit_publish", public_id=public_id)
    return _show(request, gig, forms.PictureForm())


@login_required
@require_POST
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a picture."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    form = forms.PictureForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            services.add_image(
                gig=gig,
                upload=form.cleaned_data["image"],
                alt=form.cleaned_data["alt"],
                actor=member,
                now=clock.now(),
            )
            return redirect("gigs:edit_pictures", public_id=public_id)
    return _show(request, gig, form, status=422)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: str, image_id: str) -> HttpResponse:
    """Remove a picture."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    services.remove_image(gig=gig, image_id=image_id, actor=member, now=clock.now())
    return redirect("gigs:edit_pictures", public_id=public_id)


@login_required
@require_POST
def move(request: HttpRequest, public_id: str, image_id: str) -> HttpResponse:
    """Move a picture one place earlier or later."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    is_earlier = request.POST.get("to") == "earlier"
    services.move_image(
        gig=gig, image_id=image_id, is_earlier=is_earlier, actor=member, now=clock.now()
    )
    return redirect("gigs:edit_pictures", public_id=public_id)


@login_required
@require_POST
def describe(request: HttpRequest, public_id: str, image_id: str) -> HttpResponse:
    """Write what a picture shows."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    form = forms.AltForm(request.POST)
    if form.is_valid():
        alt = form.cleaned_data["alt"]
        services.describe_image(gig=gig, image_id=image_id, alt=alt, actor=member, now=clock.now())
        return redirect("gigs:edit_pictures", public_id=public_id)
    return _show(request, gig, forms.PictureForm({"alt": request.POST.get("alt", "")}), status=422)
