"""The guarded doors to contests."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from contests.calls.choices import ContestState
from contests.calls.models import Contest, ContestText, Prize
from contests.calls.queries.texts import contest_text
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound

HALL = {
    "open": (ContestState.OPEN,),
    "soon": (ContestState.ANNOUNCED,),
    "judging": (ContestState.JUDGING,),
    "closed": (ContestState.RESULTS, ContestState.PAID, ContestState.ARCHIVED),
}


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
    rows = _whole().filter(slug=slug)
    if not has_role(viewer, Role.ADMIN):
        rows = rows.filter(pk__in=Contest.objects.public().values("pk"))
    return _one(rows)


def get_contest_at_desk(public_id: str, *, actor: Member) -> Contest:
    """Return a contest for an administrator. Raises NotFound for everybody else."""
    if not has_role(actor, Role.ADMIN):
        raise NotFound
    return get_contest(public_id)


def contests_in_hall(tab: str) -> QuerySet[Contest]:
    """Return the contests of one tab of the hall: open, soon, judging or closed."""
    rows = _whole().filter(state__in=HALL[tab])
    if tab == "closed":
        return rows.order_by("-results_at", "-id")
    return rows.order_by({"open": "closes_at", "soon": "opens_at", "judging": "results_by"}[tab])


def contests_at_desk(state: str = "") -> QuerySet[Contest]:
    """Return all contests, the newest first, or those of one state."""
    rows = _whole().order_by("-id")
    return rows.filter(state=state) if state else rows


def labels_of_contests(public_ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return {public id: (title, address)} for statements and lists, in the reader's language."""
    found = _whole().filter(public_id__in=public_ids)
    return {row.public_id: (contest_text(row).title, row.get_absolute_url()) for row in found}


def _one(rows: QuerySet[Contest]) -> Contest:
    contest = rows.first()
    if contest is None:
        raise NotFound
    return contest
