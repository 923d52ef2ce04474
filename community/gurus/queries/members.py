"""Who belongs to the club: gurus, alumni, one's own membership, the desk's doors."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from community.gurus.choices import GURUS, LIVE, CaseState, MembershipState
from community.gurus.models import Break, ClubCase, Evangelist, Membership
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


def gurus_among(member_ids: Collection[int]) -> set[int]:
    """Return the gurus among these members. One query."""
    rows = Membership.objects.filter(
        member__in=member_ids, state__in=GURUS, member__is_active=True
    ).order_by("member_id")
    return set(rows.values_list("member_id", flat=True))


def gurus() -> QuerySet[Membership, Any]:
    """Return the numbers of the members who are gurus."""
    rows = Membership.objects.filter(state__in=GURUS, member__is_active=True)
    return rows.values("member_id")


def is_guru(member: Member | None) -> bool:
    """Whether the member is a guru now."""
    return member is not None and member.is_active and bool(gurus_among([member.pk]))


def count_gurus() -> int:
    """Return how many gurus there are now."""
    return Membership.objects.filter(state__in=GURUS, member__is_active=True).count()


def _whole() -> QuerySet[Membership]:
    """Return memberships with their members; `is_evangelist` says so of each."""
    named = Evangelist.objects.filter(membership=OuterRef("pk"), ended_at=None)
    rows = Membership.objects.select_related("member", "member__profile", "nomination")
    return rows.annotate(is_evangelist=Exists(named))


def gurus_listed() -> list[Membership]:
    """Return all gurus, evangelists first, then the longest members. One query."""
    rows = _whole().filter(state__in=GURUS, member__is_active=True)
    found = list(rows.order_by("joined_at", "id"))
    return sorted(found, key=lambda one: not getattr(one, "is_evangelist", False))


def alumni_listed() -> list[Membership]:
    """Return the honoured alumni who aren't gurus again, the last to leave first. One query."""
    again = Membership.objects.filter(member=OuterRef("member"), state__in=LIVE)
    later = Membership.objects.filter(
        member=OuterRef("member"), state=MembershipState.ALUMNUS, pk__gt=OuterRef("pk")
    )
    rows = _whole().filter(state=MembershipState.ALUMNUS, member__is_active=True)
    rows = rows.filter(~Exists(again), ~Exists(later))
    return list(rows.order_by("-ended_at", "-id"))


def membership_of(member: Member | None) -> Membership | None:
    """Return a member's last membership, whatever its state."""
    if member is None:
        return None
    return _whole().filter(member=member).order_by("-id").first()


def get_own_membership(member: Member) -> Membership:
    """Return a member's last membership. Raises NotFound for who never had one."""
    found = membership_of(member)
    if found is None:
        raise NotFound
    return found


def get_membership(public_id: str) -> Membership:
    """Return a membership to those at the desk. Raises NotFound."""
    found = _whole().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def memberships_at_desk(tab: str) -> QuerySet[Membership]:
    """Return the memberships of one tab: now, appeals, past."""
    rows = _whole()
    if tab == "appeals":
        return rows.filter(state=MembershipState.APPEALED).order_by("appealed_at", "id")
    if tab == "past":
        return rows.exclude(state__in=LIVE).order_by("-ended_at", "-id")
    return rows.filter(state__in=LIVE).order_by("joined_at", "id")


def break_of(membership: Membership) -> Break | None:
    """Return the leave that is planned or under way."""
    return Break.objects.filter(membership=membership, ended_at=None).first()


def evangelist_of(membership: Membership) -> Evangelist | None:
    """Return what made the member an evangelist, None for others."""
    rows = Evangelist.objects.select_related("named_by")
    return rows.filter(membership=membership, ended_at=None).first()


def evangelists_past(membership: Membership) -> list[Evangelist]:
    """Return earlier times as an evangelist."""
    rows = Evangelist.objects.filter(membership=membership, ended_at__isnull=False)
    return list(rows.order_by("-named_at", "-id"))


def cases_of(membership: Membership) -> list[ClubCase]:
    """Return what was ever looked at, the newest first."""
    rows = ClubCase.objects.select_related("decided_by").filter(membership=membership)
    return list(rows.order_by("-id"))


def cases_at_desk(*, is_open: bool) -> QuerySet[ClubCase]:
    """Return cases: open ones, the oldest first; or decided, the last first."""
    rows = ClubCase.objects.select_related("membership__member", "decided_by")
    if is_open:
        return rows.filter(state=CaseState.OPEN).order_by("opened_at", "id")
    return rows.exclude(state=CaseState.OPEN).order_by("-decided_at", "-id")


def get_case(public_id: str) -> ClubCase:
    """Return a case to those at the desk. Raises NotFound."""
    rows = ClubCase.objects.select_related("membership__member", "decided_by")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found
