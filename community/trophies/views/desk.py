"""The desk where trophies are made, simulated and switched on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.trophies import queries, services
from community.trophies.choices import LEAVES_MAX
from community.trophies.forms import Conditions, TrophyForm, initial_of, rows_of
from community.trophies.models import Trophy
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.forms import refusals_on

METHODS = ["GET", "HEAD", "POST"]


@desk(Role.COMMUNITY_MANAGER)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show every trophy with its state and how many hold it."""
    return render(request, "community/trophies/desk.html", {"rows": list(queries.at_desk())})


def _find(request: HttpRequest, slug: str) -> Trophy:
    return queries.get_trophy(slug, viewer=signed_in(request))


@desk(Role.COMMUNITY_MANAGER)
@require_safe
def trophy(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one trophy at the desk: its rule, the last simulation, and what can be done."""
    row = _find(request, slug)
    simulation = queries.latest_simulation(row)
    sample = simulation.sample if simulation else []
    people = queries.members_by_pk([one["member"] for one in sample])
    context = {
        "trophy": row,
        "lines": queries.describe(queries.parse_rule(row.rule)),
        "simulation": simulation,
        "sample": [(people[one["member"]], one) for one in sample if one["member"] in people],
        "held": queries.holders_of(row).count(),
    }
    return render(request, "community/trophies/desk_trophy.html", context)


def _rows(request: HttpRequest, trophy: Trophy | None) -> Any:
    """Return the rows of conditions: those of the rule, filled up to as many as there may be."""
    if request.method == "POST":
        return Conditions(request.POST, prefix="c")
    known = rows_of(trophy.rule) if trophy else []
    empty: list[dict[str, Any]] = [{} for _ in range(LEAVES_MAX - len(known))]
    return Conditions(prefix="c", initial=[*known, *empty])


def _edit(request: HttpRequest, trophy: Trophy | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = TrophyForm(posted, trophy=trophy, initial=initial_of(trophy))
    rows = _rows(request, trophy)
    if posted is not None and form.is_valid() and rows.is_valid():
        conditions = [one for row in rows if (one := row.to_json())]
        draft = form.to_draft(conditions, trophy.slug if trophy else "")
        actor, now = signed_in(request), clock.now()
        with refusals_on(form):
            if trophy is None:
                saved = services.create_trophy(draft=draft, actor=actor, now=now)
            else:
                saved = services.change_trophy(trophy=trophy, draft=draft, actor=actor, now=now)
            messages.success(request, _("Saved. Simulate the rule before you switch it on."))
            return redirect("trophies:desk_trophy", saved.slug)
    context = {"trophy": trophy, "form": form, "rows": rows}
    status = 200 if posted is None else 422
    return render(request, "community/trophies/desk_edit.html", context, status=status)


@desk(Role.COMMUNITY_MANAGER)
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Make a trophy."""
    return _edit(request, None)


@desk(Role.COMMUNITY_MANAGER)
@require_http_methods(METHODS)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a trophy."""
    return _edit(request, _find(request, slug))


def _do(request: HttpRequest, slug: str, verb: Any, said: str) -> HttpResponse:
    row = _find(request, slug)
    try:
        verb(trophy=row, actor=signed_in(request), now=clock.now())
        messages.success(request, said)
    except NotFound:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("trophies:desk_trophy", row.slug)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def simulate(request: HttpRequest, slug: str) -> HttpResponse:
    """Count who would get it."""
    return _do(request, slug, services.simulate_trophy, _("Counted. Nobody was given anything."))


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def switch_on(request: HttpRequest, slug: str) -> HttpResponse:
    """Let it be won."""
    said = _("It is on. Whoever has earned it gets it within a minute.")
    return _do(request, slug, services.switch_on, said)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def switch_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Give it to nobody any more."""
    return _do(request, slug, services.switch_off, _("It is off. Whoever holds it keeps it."))
