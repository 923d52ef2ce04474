"""The guided editor: one step a page, each saved by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.gigs import forms, policies, queries, services
from marketplace.gigs.choices import PIECE_NAMES, GigState
from marketplace.gigs.models import Gig

TEMPLATES = "marketplace/gigs/edit_%s.html"


def show_step(
    request: HttpRequest,
    step: str,
    gig: Gig | None,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a step of the editor with what all steps share."""
    shared = {
        "gig": gig,
        "step": step,
        "missing": services.missing_pieces(gig) if gig else list(PIECE_NAMES),
        "note": queries.latest_note(gig) if gig else None,
    }
    return render(request, TEMPLATES % step, {**shared, **context}, status=status)


def _go_on(request: HttpRequest, gig: Gig, *, here: str, onward: str) -> HttpResponse:
    """Go to the next step, or stay where the pressed button says so."""
    step = here if request.POST.get("then") == "stay" else onward
    return redirect(step, public_id=gig.public_id)


def _say_kept(request: HttpRequest, draft: str) -> None:
    """Say that the overview is saved, so that the browser forgets its own copy of it."""
    messages.success(request, _("Saved."), extra_tags=f"gig-{draft}")


def _bound_step(request: HttpRequest, *, is_valid: bool) -> django_forms.Form:
    """Return a form without fields that carries what is wrong with the step as a whole."""
    form = django_forms.Form(request.POST)
    form.is_valid()
    if not is_valid:
        form.add_error(None, _("Look at the fields marked in red."))
    return form


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Begin a gig."""
    if request.method == "GET":
        initial = {"language": getattr(request, "LANGUAGE_CODE", "ar")[:2]}
        return show_step(request, "overview", None, {"form": forms.OverviewForm(initial=initial)})
    form = forms.OverviewForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            gig = services.create_gig(draft=form.draft(), actor=signed_in(request), now=clock.now())
            _say_kept(request, "new")
            return _go_on(request, gig, here="gigs:edit", onward="gigs:edit_packages")
    return show_step(request, "overview", None, {"form": form}, status=422)


@login_required
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what the gig is."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    if request.method == "GET":
        if not policies.may_edit(member, gig):
            return redirect("gigs:edit_publish", public_id=public_id)
        form = forms.OverviewForm(initial=forms.OverviewForm.initial_of(gig))
        return show_step(request, "overview", gig, {"form": form})
    form = forms.OverviewForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.save_overview(gig=gig, draft=form.draft(), actor=member, now=clock.now())
            _say_kept(request, public_id)
            return _go_on(request, gig, here="gigs:edit", onward="gigs:edit_packages")
    return show_step(request, "overview", gig, {"form": form}, status=422)


@login_required
@require_http_methods(["GET", "POST"])
def packages(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the packages and what they are compared by."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    if request.method == "GET" and not policies.may_edit(member, gig):
        return redirect("gigs:edit_publish", public_id=public_id)
    data = request.POST if request.method == "POST" else None
    package_forms, features = forms.package_forms(gig, data), forms.feature_forms(gig, data)
    context: dict[str, Any] = {"packages": package_forms, "features": features}
    if data is None:
        return show_step(request, "packages", gig, context)
    is_valid = False not in [*(form.is_valid() for form in package_forms), features.is_valid()]
    step = _bound_step(request, is_valid=is_valid)
    if is_valid:
        with refusals_on(step):
            services.save_packages(
                gig=gig,
                packages=forms.package_drafts(package_forms),
                features=forms.feature_drafts(features),
                actor=member,
                now=clock.now(),
            )
            return _go_on(request, gig, here="gigs:edit_packages", onward="gigs:edit_extras")
    return show_step(request, "packages", gig, {**context, "form": step}, status=422)


@login_required
@require_http_methods(["GET", "POST"])
def extras(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change extras, questions to the buyer and answers for buyers."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    if request.method == "GET" and not policies.may_edit(member, gig):
        return redirect("gigs:edit_publish", public_id=public_id)
    data = request.POST if request.method == "POST" else None
    rows = {
        "extras": forms.extra_forms(gig, data),
        "questions": forms.question_forms(gig, data),
        "faqs": forms.faq_forms(gig, data),
    }
    if data is None:
        return show_step(request, "extras", gig, rows)
    # Each is asked, so that all that is wrong is told at once.
    is_valid = False not in [one.is_valid() for one in rows.values()]
    step = _bound_step(request, is_valid=is_valid)
    if is_valid:
        with refusals_on(step):
            services.save_additions(
                gig=gig,
                extras=forms.extra_drafts(rows["extras"]),
                questions=forms.question_drafts(rows["questions"]),
                faqs=forms.faq_drafts(rows["faqs"]),
                actor=member,
                now=clock.now(),
            )
            return _go_on(request, gig, here="gigs:edit_extras", onward="gigs:edit_pictures")
    return show_step(request, "extras", gig, {**rows, "form": step}, status=422)


@login_required
@require_safe
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is missing, how the gig will look, and the step that comes next."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    context = {
        "is_reviewed": services.is_reviewed(gig),
        "piece_names": PIECE_NAMES,
        "can_edit": policies.may_edit(member, gig),
        "can_delete": policies.may_delete(member, gig),
        "states": GigState,
    }
    return show_step(request, "publish", gig, context)
