"""What is pressed on a retainer's page: each its own address."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.relationships import queries, services
from marketplace.relationships.choices import RetainerState
from marketplace.relationships.models import Retainer

Verb = Callable[..., Retainer]


def _act(request: HttpRequest, public_id: str, verb: Verb, said: str) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_retainer_for(member, public_id)
    verb(retainer=found, actor=member, now=clock.now())
    messages.success(request, said)
    return redirect(found)


@login_required
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Accept the offer; where the wallet is short the client goes on to pay."""
    member = signed_in(request)
    found = queries.get_retainer_for(member, public_id)
    done = services.accept_retainer(retainer=found, actor=member, now=clock.now())
    if done.state == RetainerState.AWAITING_PAYMENT:
        return redirect("relationships:retainer_pay", done.public_id)
    messages.success(request, _("Agreed."))
    return redirect(done)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no."""
    return _act(request, public_id, services.decline_retainer, _("The offer is declined."))


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the offer back."""
    return _act(request, public_id, services.withdraw_retainer, _("The offer is withdrawn."))


@login_required
@require_POST
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let it rest."""
    return _act(request, public_id, services.pause_retainer, _("Paused: nothing is renewed."))


@login_required
@require_POST
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    """Start again."""
    member = signed_in(request)
    found = queries.get_retainer_for(member, public_id)
    done = services.resume_retainer(retainer=found, actor=member, now=clock.now())
    is_short = done.state == RetainerState.AWAITING_PAYMENT
    if is_short and member.pk == done.client_id:
        return redirect("relationships:retainer_pay", done.public_id)
    return redirect(done)


@login_required
@require_POST
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give notice."""
    return _act(request, public_id, services.stop_retainer, _("Notice is given."))


@login_required
@require_POST
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the notice back."""
    return _act(request, public_id, services.keep_retainer, _("It goes on."))


def _answer(request: HttpRequest, public_id: str, *, accept: bool) -> HttpResponse:
    member = signed_in(request)
    change = queries.get_change_for(member, public_id)
    services.answer_change(change=change, actor=member, accept=accept, now=clock.now())
    return redirect(change.retainer)


@login_required
@require_POST
def accept_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agree to other terms from the next month on."""
    return _answer(request, public_id, accept=True)


@login_required
@require_POST
def decline_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leave the terms as they are."""
    return _answer(request, public_id, accept=False)


@login_required
@require_POST
def withdraw_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own proposal back."""
    member = signed_in(request)
    change = queries.get_change_for(member, public_id)
    services.withdraw_change(change=change, actor=member, now=clock.now())
    return redirect(change.retainer)
