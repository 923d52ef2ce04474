"""Support looks at the site as a member; administrators read the audit log."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound, PermissionRefused
from marketplace.core.forms import refusals_on
from marketplace.core.spreadsheets import write_csv
from marketplace.moderation import queries, services
from marketplace.moderation.errors import MayNotVisit
from marketplace.moderation.forms import AuditForm, VisitForm
from marketplace.moderation.models import Visit

# What the gate looks for in the session (config/gate.py).
SESSION_KEY: Final = "visit"
# Numbers of this many digits are no row of any table.
LONG: Final = 18


@desk(Role.SUPPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def visits(request: HttpRequest) -> HttpResponse:
    """List one's own visits; begin one, with its reason."""
    form = VisitForm(
        request.POST if request.method == "POST" else None,
        initial={"username": request.GET.get("username", "")},
    )
    if request.method == "POST" and form.is_valid():
        visit = _start(request, form)
        if visit is not None:
            request.session[SESSION_KEY] = visit.public_id
            return redirect("home")
    number = request.GET.get("page", "")
    context = {
        "form": form,
        "page": queries.visit_page(number=number, visitor=signed_in(request)),
        "minutes": rules().support_visit_minutes,
        "is_told": bool(rules().support_visit_told),
        "way": "moderation:visit",
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/moderation/visits.html", context, status=status)


def _start(request: HttpRequest, form: VisitForm) -> Visit | None:
    try:
        with refusals_on(form):
            return services.start_visit(
                member=get_member_by_username(form.cleaned_data["username"]),
                reason=form.cleaned_data["reason"],
                actor=signed_in(request),
                now=clock.now(),
            )
    except NotFound:
        form.add_error("username", _("There is no open account of this name."))
    except PermissionRefused:
        form.add_error("username", str(MayNotVisit()))
    return None


@desk(Role.SUPPORT)
@require_safe
def visit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what one looked at in a visit."""
    found = queries.get_visit(public_id, visitor=signed_in(request))
    context = {"visit": found, "pages": queries.pages_of(found), "back": "moderation:visits"}
    return render(request, "marketplace/moderation/visit.html", context)


@desk(Role.ADMIN)
@require_safe
def all_visits(request: HttpRequest) -> HttpResponse:
    """List everybody's visits."""
    page = queries.visit_page(number=request.GET.get("page", ""))
    context = {"page": page, "way": "moderation:audited_visit"}
    return render(request, "marketplace/moderation/visits.html", context)


@desk(Role.ADMIN)
@require_safe
def audited_visit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what anybody looked at in a visit."""
    found = queries.get_visit(public_id)
    context = {"visit": found, "pages": queries.pages_of(found), "back": "moderation:all_visits"}
    return render(request, "marketplace/moderation/visit.html", context)


@desk(Role.SUPPORT)
@require_POST
def end_visit(request: HttpRequest) -> HttpResponse:
    """End one's visit and come back to the desk."""
    found = queries.visit_by_id(request.session.pop(SESSION_KEY, ""))
    if found is not None and found.ended_at is None:
        services.end_visit(visit=found, actor=signed_in(request), now=clock.now())
    return redirect("moderation:visits")


@desk(Role.ADMIN)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show the audit log by who, what, to what and when."""
    form = AuditForm(request.GET)
    given = request.GET.get("before", "")
    page = queries.audit_page(
        form.wanted(), before=int(given) if given.isdecimal() and len(given) < LONG else 0
    )
    query = request.GET.copy()
    query.pop("before", None)
    context = {"form": form, "page": page, "query": query.urlencode()}
    status = 422 if form.errors else 200
    return render(request, "marketplace/moderation/audit.html", context, status=status)


@desk(Role.ADMIN)
@require_safe
def audit_file(request: HttpRequest) -> HttpResponse:
    """Hand out what the filter finds as a spreadsheet, the newest ten thousand lines at most."""
    header = ("at", "actor", "username", "action", "subject", "reason", "before", "after")
    lines = [
        (
            line.at.isoformat(),
            line.actor,
            line.actor_name,
            line.action,
            line.subject,
            line.reason,
            line.before,
            line.after,
        )
        for line in queries.audit_file(AuditForm(request.GET).wanted())
    ]
    response = HttpResponse(write_csv(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response
