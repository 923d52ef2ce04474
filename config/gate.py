"""The one gate: what a closed account may still open, and what support may see as a member.

Every page passes here, and the API asks the same list (`accounts.policies.may_pass`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from marketplace.accounts.choices import Standing
from marketplace.accounts.errors import AccountLimited
from marketplace.accounts.models import Member
from marketplace.accounts.policies import leave_doors_open, may_pass
from marketplace.accounts.queries import viewer
from marketplace.core import clock
from marketplace.core.errors import DomainError
from marketplace.moderation import services
from marketplace.moderation.errors import LookOnly, VisitOver
from marketplace.moderation.models import Visit
from marketplace.moderation.policies import can_visit, is_visit_open
from marketplace.moderation.queries import visit_by_id

VISIT_KEY: Final = "visit"
SAFE: Final = ("GET", "HEAD")

_ALWAYS: Final = (
    "accounts:set_language",
    "core:set_theme",
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "moderation:rules",
    "notifications:unsubscribe",
    "moderation:data",
    "moderation:ask_export",
    "moderation:export_state",
    "moderation:download",
    "api:exports",
    "api:export",
    "api:export_file",
    "public_media",
    "healthz",
    "readyz",
    "robots",
)
# What a suspended member sees: the money and its dates, the decision and the appeal, the own data.
SUSPENDED: Final = (
    *_ALWAYS,
    "moderation:standing",
    "moderation:decision",
    "moderation:file_appeal",
    "moderation:withdraw_appeal",
    "ledger:wallet",
    "ledger:statement",
    "ledger:statement_file",
    "ledger:statement_pdf",
    "ledger:statement_request",
    "ledger:statement_job",
    "ledger:statement_job_file",
    "ledger:withdraw",
    "ledger:withdraw_confirm",
    "ledger:add_destination",
    "ledger:add_sandbox_destination",
    "ledger:remove_destination",
    "ledger:payout",
    "ledger:cancel_payout",
    "api:decisions",
    "api:decision",
    "api:decision_appeal",
    "api:decision_withdraw_appeal",
    "api:wallet",
    "api:wallet_entries",
    "api:wallet_statement",
    "api:payouts",
    "api:payout_destinations",
    "api:payout",
    "api:payout_cancel",
)
# What a member sees who is leaving: until when, the own data, and the way back.
LEAVING: Final = (
    *_ALWAYS,
    "moderation:leaving",
    "moderation:stay",
    "api:departure",
    "api:departure_cancel",
)
_HOMES: Final = {Standing.SUSPENDED: "moderation:standing", Standing.LEAVING: "moderation:leaving"}

# Pages that show or lead to secrets, credentials, or a copy of everything: closed to visits.
CLOSED_TO_VISITS: Final = (
    "account_",
    "mfa_",
    "socialaccount_",
    "usersessions_",
    "admin:",
    "api:",
    "accounts:tokens",
    "accounts:new_token",
    "webhooks:",
    "notifications:dev_",
    "moderation:data",
    "moderation:download",
    "moderation:leave",
    "moderation:leaving",
    "ledger:withdraw",
    "ledger:add_destination",
)


def open_the_doors() -> None:
    """Tell accounts which routes stay open to closed accounts."""
    leave_doors_open(Standing.SUSPENDED, SUSPENDED)
    leave_doors_open(Standing.LEAVING, LEAVING)


def route_of(request: HttpRequest) -> str:
    """Return the full name of the route that the request asks for, "" for none."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


class GateMiddleware:
    """Stands behind the sessions and before every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.visit = None  # type: ignore[attr-defined]
        if not request.session.session_key:
            return self.get_response(request)
        member = viewer(request)
        if member is None:
            return self.get_response(request)
        if not member.is_active:
            return self._limited(request, member)
        visit_id = request.session.get(VISIT_KEY)
        return self._visiting(request, member, visit_id) if visit_id else self.get_response(request)

    def _limited(self, request: HttpRequest, member: Member) -> HttpResponse:
        """Let a closed account through its few doors; anything else leads to its own page."""
        services.settle_member(member=member, now=clock.now())
        if may_pass(member, route_of(request)):
            return self.get_response(request)
        if request.method in SAFE and not getattr(request, "htmx", False):
            return redirect(_HOMES[Standing(member.standing)])
        return _refuse(request, AccountLimited())

    def _visiting(self, request: HttpRequest, visitor: Member, visit_id: str) -> HttpResponse:
        """Answer as the visited member would be answered, and change nothing.

        Each request is asked again: whether the visit is open, and whether this visitor may still
        look at this member. Only the request that ends the visit is the visitor's own.
        """
        now = clock.now()
        visit = visit_by_id(visit_id)
        if (
            visit is None
            or not is_visit_open(visit, visitor, now=now)
            or not can_visit(visitor, visit.member)
        ):
            return self._over(request, visitor, visit, now)
        route = route_of(request)
        if route == "moderation:end_visit":
            request.visit = visit  # type: ignore[attr-defined]
            return self.get_response(request)
        is_refused = request.method not in SAFE or route.startswith(CLOSED_TO_VISITS)
        response = self._refuse_change(request, visit) if is_refused else self._look(request, visit)
        # What a page asks for by itself (the bell) is no page that somebody looked at.
        if is_refused or not getattr(request, "htmx", False):
            services.note_page(
                visit=visit,
                method=str(request.method),
                path=request.path,
                was_refused=is_refused,
                now=now,
            )
        return response

    def _look(self, request: HttpRequest, visit: Visit) -> HttpResponse:
        """Show a page as the member sees it; whatever it writes, as read marks, is rolled back."""
        request.visit = visit  # type: ignore[attr-defined]
        request.user = visit.member
        with transaction.atomic():
            response = self.get_response(request)
            transaction.set_rollback(True)
        return response

    def _refuse_change(self, request: HttpRequest, visit: Visit) -> HttpResponse:
        request.visit = visit  # type: ignore[attr-defined]
        request.user = visit.member
        return _refuse(request, LookOnly())

    def _over(
        self, request: HttpRequest, visitor: Member, visit: Visit | None, now: datetime
    ) -> HttpResponse:
        """Take the visit from the session, and don't go on as if it were the visitor's page."""
        del request.session[VISIT_KEY]
        if visit is not None and visit.ended_at is None and visit.visitor_id == visitor.pk:
            services.end_visit(visit=visit, actor=visitor, now=now)
        if request.method in SAFE and not getattr(request, "htmx", False):
            messages.info(request, _("Your visit is over."))
            return redirect("moderation:visits")
        return _refuse(request, VisitOver())


def _refuse(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    if getattr(request, "htmx", False):
        context = {"text": str(refusal)}
        return render(request, "components/_refusal.html", context, status=refusal.status)
    return render(request, "403.html", {"text": str(refusal)}, status=refusal.status)
