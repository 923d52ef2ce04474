"""Pages of webhooks, among the member's settings."""

from __future__ import annotations

import json

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.webhooks import queries, services
from marketplace.webhooks.forms import EndpointForm

PAGE = "marketplace/webhooks"
ON_A_PAGE = 30


@login_required
@require_GET
def endpoints(request: HttpRequest) -> HttpResponse:
    """List the member's webhooks."""
    context = {"endpoints": queries.endpoints_of(signed_in(request))}
    return render(request, f"{PAGE}/endpoints.html", context)


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
@never_cache
@require_http_methods(["GET", "POST"])
def new_endpoint(request: HttpRequest) -> HttpResponse:
    """Ask where and what; add it and show its secret this once."""
    if request.method == "GET":
        return render(request, f"{PAGE}/new_endpoint.html", {"form": EndpointForm()})
    form = EndpointForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            made = services.add_endpoint(
                member=signed_in(request), now=clock.now(), **form.cleaned_data
            )
            return render(request, f"{PAGE}/secret.html", {"made": made, "is_new": True})
    return render(request, f"{PAGE}/new_endpoint.html", {"form": form}, status=422)


@login_required
@require_GET
def endpoint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a webhook with its log."""
    found = queries.get_endpoint_for(signed_in(request), public_id)
    pages = Paginator(queries.deliveries_of(found), ON_A_PAGE)
    context = {"endpoint": found, "page": pages.get_page(request.GET.get("page"))}
    return render(request, f"{PAGE}/endpoint.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_endpoint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change where a webhook goes and what it hears."""
    member = signed_in(request)
    found = queries.get_endpoint_for(member, public_id)
    initial = {"url": found.url, "description": found.description, "events": found.events}
    form = EndpointForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            services.change_endpoint(
                public_id=public_id, actor=member, now=clock.now(), **form.cleaned_data
            )
            return redirect(found)
    context = {"form": form, "endpoint": found}
    return render(
        request, f"{PAGE}/edit_endpoint.html", context, status=422 if form.errors else 200
    )


@login_required
@require_POST
def disable_endpoint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Switch a webhook off."""
    return redirect(
        services.disable_endpoint(public_id=public_id, actor=signed_in(request), now=clock.now())
    )


@login_required
@require_POST
def enable_endpoint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Switch a webhook on."""
    return redirect(
        services.enable_endpoint(public_id=public_id, actor=signed_in(request), now=clock.now())
    )


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
@never_cache
@require_http_methods(["GET", "POST"])
def rotate_secret(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once more; give a webhook a new secret and show it this once."""
    member = signed_in(request)
    found = queries.get_endpoint_for(member, public_id)
    if request.method == "GET":
        return render(request, f"{PAGE}/rotate_secret.html", {"endpoint": found})
    made = services.rotate_secret(public_id=public_id, actor=member, now=clock.now())
    return render(request, f"{PAGE}/secret.html", {"made": made, "is_new": False})


@login_required
@require_http_methods(["GET", "POST"])
def remove_endpoint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once more; remove a webhook with its log."""
    member = signed_in(request)
    found = queries.get_endpoint_for(member, public_id)
    if request.method == "GET":
        return render(request, f"{PAGE}/remove_endpoint.html", {"endpoint": found})
    services.remove_endpoint(public_id=public_id, actor=member, now=clock.now())
    messages.success(request, _("The webhook is removed."))
    return redirect("webhooks:endpoints")


@login_required
@require_POST
def send_test(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send a test message and show what comes of it."""
    delivery = services.send_test(public_id=public_id, actor=signed_in(request), now=clock.now())
    return redirect("webhooks:delivery", delivery.public_id)


@login_required
@require_GET
def delivery(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a message as it is sent, and what came of each sending."""
    found = queries.get_delivery_for(signed_in(request), public_id)
    context = {
        "delivery": found,
        "endpoint": found.endpoint,
        "attempts": queries.attempts_of(found),
        "body": json.dumps(found.payload, ensure_ascii=False, indent=2),
    }
    return render(request, f"{PAGE}/delivery.html", context)


@login_required
@require_POST
def redeliver(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send a message once more."""
    found = services.redeliver(public_id=public_id, actor=signed_in(request), now=clock.now())
    messages.success(request, _("It is on its way once more."))
    return redirect("webhooks:delivery", found.public_id)
