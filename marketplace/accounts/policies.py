"""Who may do what: roles, and the second factor that staff need."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from marketplace.accounts.choices import LIMITED_STANDINGS, Role, Standing
from marketplace.accounts.errors import SecondFactorMissing
from marketplace.accounts.models import Member
from marketplace.accounts.queries import has_second_factor, signed_in
from marketplace.core.errors import NotFound

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def roles_of(member: Member) -> frozenset[str]:
    """Return the member's roles; read once and kept on the row that was loaded."""
    kept: frozenset[str] | None = member.__dict__.get("_roles")
    if kept is None:
        kept = frozenset(member.role_grants.values_list("role", flat=True))
        member.__dict__["_roles"] = kept
    return kept


def know_roles(member: Member, roles: Collection[str]) -> None:
    """Keep roles that were read together with something else, so that nobody asks again."""
    member.__dict__["_roles"] = frozenset(roles)


def has_role(member: Member | None, *roles: Role | str) -> bool:
    """Whether an active member has one of the roles. An administrator has no other role by it."""
    return member is not None and member.is_active and not roles_of(member).isdisjoint(roles)


def has_confirmed_address(member: Member) -> bool:
    """Whether the member's mail address is confirmed, which publishing and entering need."""
    return bool(EmailAddress.objects.filter(user=member, verified=True).exists())


def is_administrator(member: Member | None) -> bool:
    """Whether the member may give roles: the role, or the operator's own account."""
    return has_role(member, Role.ADMIN) or bool(member and member.is_active and member.is_superuser)


def can_suspend(actor: Member, member: Member) -> bool:
    """Whether `actor` may close this account. Staff are closed by administrators only."""
    if actor.pk == member.pk:
        return False
    if member.is_staff or roles_of(member):
        return is_administrator(actor)
    return is_administrator(actor) or has_role(actor, Role.MODERATOR)


_open_doors: dict[str, frozenset[str]] = {}


def leave_doors_open(standing: Standing, routes: Collection[str]) -> None:
    """Name the routes that stay open to members of a limited standing; the last list holds."""
    _open_doors[standing] = frozenset(routes)


def may_pass(member: Member, route: str) -> bool:
    """Whether the member's standing lets them through this route (its full name) at all.

    Open accounts may go anywhere; a suspended or leaving one only where `leave_doors_open` said.
    Pages and API ask here and nowhere else.
    """
    if member.is_active:
        return True
    return route in _open_doors.get(member.standing, frozenset())


def may_sign_in(member: Member) -> bool:
    """Whether the account opens at all: an open one, or one whose few open doors it needs."""
    return member.is_active or member.standing in LIMITED_STANDINGS


def may_open_desk(member: Member) -> bool:
    """Whether the member has the second factor that each desk asks for."""
    return not settings.STAFF_SECOND_FACTOR_REQUIRED or has_second_factor(member)


def needs_second_factor(member: Member) -> bool:
    """Whether the member opens desks or the admin, where a second factor is asked for."""
    return settings.STAFF_SECOND_FACTOR_REQUIRED and (member.is_staff or bool(roles_of(member)))


def may_remove_second_factor(member: Member, factor_id: int) -> bool:
    """Whether the member may do without this app or key: staff keep at least one."""
    return not needs_second_factor(member) or has_second_factor(member, besides=factor_id)


def enter_desk(member: Member, *roles: Role) -> None:
    """Guard a staff verb of the API as `desk` guards a page.

    Raises NotFound for those without the role, SecondFactorMissing for staff without one.
    """
    if not has_role(member, *roles):
        raise NotFound
    if not may_open_desk(member):
        raise SecondFactorMissing


def desk(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Guard a staff page: strangers get 404, staff without a second factor must set one up."""

    def guard(view: View[P]) -> View[P]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            member = signed_in(request)
            if not has_role(member, *roles):
                raise NotFound
            if not may_open_desk(member):
                messages.warning(
                    request, _("This desk asks for a second factor. Set one up, then come back.")
                )
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return guard
