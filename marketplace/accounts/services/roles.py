"""Roles: given and taken away by an administrator, or at the operator's console."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.errors import NotAnAdministrator, RoleAlreadyGranted, RoleNotGranted
from marketplace.accounts.events import RoleGranted, RoleRevoked
from marketplace.accounts.models import Member, RoleGrant
from marketplace.accounts.policies import is_administrator
from marketplace.core.audit import record_audit
from marketplace.core.events import publish


@transaction.atomic
def grant_role(*, member: Member, role: Role, actor: Member | None, now: datetime) -> RoleGrant:
    """Give a member a role. `actor` None is the operator's console.

    Raises NotAnAdministrator, RoleAlreadyGranted.
    """
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    if actor is not None and not is_administrator(actor):
        raise NotAnAdministrator
    if locked.role_grants.filter(role=role).exists():
        raise RoleAlreadyGranted

    by = actor.public_id if actor else ""
    grant = RoleGrant.objects.create(member=locked, role=role, granted_at=now, granted_by=by)
    member.__dict__.pop("_roles", None)

    record_audit(
        actor=by,
        action="role_granted",
        subject=f"member:{locked.public_id}",
        after={"role": role},
        now=now,
    )

    publish(RoleGranted(member_id=locked.public_id, role=role, by=by), now=now)
    return grant


@transaction.atomic
def revoke_role(*, member: Member, role: Role, actor: Member | None, now: datetime) -> None:
    """Take a role away. Raises NotAnAdministrator, RoleNotGranted."""
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    if actor is not None and not is_administrator(actor):
        raise NotAnAdministrator
    grant = locked.role_grants.filter(role=role).first()
    if grant is None:
        raise RoleNotGranted

    grant.delete()
    member.__dict__.pop("_roles", None)

    by = actor.public_id if actor else ""
    record_audit(
        actor=by,
        action="role_revoked",
        subject=f"member:{locked.public_id}",
        before={"role": role},
        now=now,
    )

    publish(RoleRevoked(member_id=locked.public_id, role=role, by=by), now=now)
