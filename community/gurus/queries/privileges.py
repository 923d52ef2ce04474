"""What the club gives: one's own, the desk's stock, who got what."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet

from community.gurus.choices import GURUS, LIVE_GRANTS, GrantState
from community.gurus.models import Code, Grant, Membership, Privilege
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


def grants_of(member: Member) -> QuerySet[Grant]:
    """Return what a member was ever given, the newest first; never a code."""
    rows = Grant.objects.select_related("privilege", "membership")
    return rows.filter(membership__member=member).order_by("-id")


def get_grant_for(member: Member, public_id: str) -> Grant:
    """Return a member's own grant. Raises NotFound for everybody else."""
    found = grants_of(member).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def count_offers(member: Member) -> int:
    """Return how many invitations wait for a member's answer."""
    return grants_of(member).filter(state=GrantState.OFFERED).count()


def privileges_at_desk() -> QuerySet[Privilege]:
    """Return everything that is given, open ones first: `taken`, `stock`, `used`."""
    rows = Privilege.objects.annotate(
        taken=Count("grants", filter=Q(grants__state__in=LIVE_GRANTS), distinct=True),
        stock=Count("codes", distinct=True),
        used=Count("grants", filter=Q(grants__code__isnull=False), distinct=True),
    )
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-id")


def get_privilege(public_id: str) -> Privilege:
    """Return a privilege to those at the desk. Raises NotFound."""
    found = privileges_at_desk().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def grants_on(privilege: Privilege) -> QuerySet[Grant]:
    """Return who got it, the newest first."""
    rows = Grant.objects.select_related("membership__member", "granted_by", "privilege")
    return rows.filter(privilege=privilege).order_by("-id")


def grants_to(membership: Membership) -> list[Grant]:
    """Return what a membership was given, the newest first."""
    rows = Grant.objects.select_related("privilege", "granted_by")
    return list(rows.filter(membership=membership).order_by("-id"))


def get_grant_at_desk(public_id: str) -> Grant:
    """Return a grant to those at the desk. Raises NotFound."""
    rows = Grant.objects.select_related("membership__member", "privilege")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def codes_left(privilege: Privilege) -> int:
    """Return how many codes nobody has."""
    return Code.objects.filter(privilege=privilege, grant=None).count()


def may_be_given(privilege: Privilege) -> QuerySet[Membership]:
    """Return the gurus who don't hold it, the longest members first."""
    held = Grant.objects.filter(privilege=privilege, state__in=LIVE_GRANTS)
    rows = Membership.objects.select_related("member").filter(
        state__in=GURUS, member__is_active=True
    )
    return rows.exclude(pk__in=held.values("membership")).order_by("joined_at", "id")
