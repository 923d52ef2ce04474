"""The guarded doors to contests."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Prefetch, QuerySet

from contests.calls.models import Contest, ContestText, Prize
from contests.calls.queries.texts import contest_text
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound
from marketplace.ledger.queries import ReferenceLabel


def _whole() -> QuerySet[Contest]:
    return Contest.objects.prefetch_related(
        Prefetch("texts", ContestText.objects.order_by("id")),
        Prefetch("prizes", Prize.objects.order_by("first_rank", "id")),
    )


def get_contest(public_id: str) -> Contest:
    """Return a contest whatever its state, for code that has checked who asks. Raises NotFound."""
    return _one(_whole().filter(public_id=public_id))


def get_public_contest(slug: str, *, viewer: Member | None = None) -> Contest:
    """Return a contest that everybody may see; administrators see any. Raises NotFound."""
    rows = _seen_by(viewer).annotate(follower_count=Count("followers"))
    return _one(rows.filter(slug=slug))


def get_public_contest_by_id(public_id: str, *, viewer: Member | None = None) -> Contest:
    """Return a contest that everybody may see; administrators see any. Raises NotFound."""
    return _one(_seen_by(viewer).filter(public_id=public_id))


def _seen_by(viewer: Member | None) -> QuerySet[Contest]:
    if has_role(viewer, Role.ADMIN):
        return _whole()
    return _whole().filter(pk__in=Contest.objects.public().values("pk"))


def get_contest_at_desk(public_id: str, *, actor: Member) -> Contest:
    """Return a contest for an administrator. Raises NotFound for everybody else."""
    if not has_role(actor, Role.ADMIN):
        raise NotFound
    return get_contest(public_id)


def public_contests(*, state: str = "", kind: str = "") -> QuerySet[Contest]:
    """Return the contests that everybody may see, the newest first; for the API."""
    rows = _whole().filter(pk__in=Contest.objects.public().values("pk")).order_by("-id")
    rows = rows.filter(state=state) if state else rows
    return rows.filter(kind=kind) if kind else rows


def contests_at_desk(state: str = "") -> QuerySet[Contest]:
    """Return all contests, the newest first, or those of one state."""
    rows = _whole().order_by("-id")
    return rows.filter(state=state) if state else rows


def labels_of_contests(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name contests in the member's words, for statements; what isn't public has no address."""
    ids = [reference.partition(":")[2] for reference in references]
    return {
        row.reference: ReferenceLabel(
            contest_text(row, member.language).title,
            row.get_absolute_url() if row.is_public else "",
        )
        for row in _whole().filter(public_id__in=ids)
    }


def _one(rows: QuerySet[Contest]) -> Contest:
    contest = rows.first()
    if contest is None:
        raise NotFound
    return contest
