"""Commissions as the author, the editors and finance see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet, Sum

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role, may_open_desk
from marketplace.articles.choices import CommissionState
from marketplace.articles.models import Article, Commission
from marketplace.core.errors import NotFound
from marketplace.ledger.queries import HeldSum, ReferenceLabel


def sees_commissions(member: Member) -> bool:
    """Whether the member sees every commission: editors make them, finance watches the money."""
    return has_role(member, Role.EDITOR, Role.FINANCE) and may_open_desk(member)


def get_commission_for(member: Member, public_id: str) -> Commission:
    """Return a commission for its author, an editor or finance. Raises NotFound for others."""
    rows = Commission.objects.select_related("author", "editor", "article")
    found = rows.filter(public_id=public_id).first()
    if found is None or (found.author_id != member.pk and not sees_commissions(member)):
        raise NotFound
    return found


def commissions_of(author: Member) -> QuerySet[Commission]:
    """Return what a member was asked to write, the newest first, with the article."""
    rows = Commission.objects.filter(author=author).select_related("article", "editor")
    return rows.order_by("-id")


def commission_rows(member: Member) -> QuerySet[Commission]:
    """Return what the member may see, unordered, for the API: their own, or all for the desk."""
    rows = Commission.objects.select_related("article", "author", "editor")
    return rows if sees_commissions(member) else rows.filter(author=member)


def desk_commissions(*, state: str = "") -> QuerySet[Commission]:
    """Return the commissions of everybody, the newest first, of one state or of all."""
    rows = Commission.objects.select_related("article", "author", "editor")
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-id")


def commission_on(article: Article) -> Commission | None:
    """Return the commission that an article is written for, if any."""
    return Commission.objects.filter(article=article).first()


@dataclass(frozen=True)
class CommissionSum:
    """How many commissions stand in a state, and what their fees come to in minor units."""

    state: str
    currency: str
    count: int
    amount: int

    @property
    def label(self) -> str:
        """The state in words."""
        return str(CommissionState(self.state).label)


def commission_sums() -> list[CommissionSum]:
    """Return what commissions add up to, by state and currency: what finance watches."""
    rows = (
        Commission.objects.values("state", "currency")
        .annotate(count=Count("id"), amount=Sum("amount"))
        .order_by("state", "currency")
    )
    return [CommissionSum(**row) for row in rows]


def held_for_commissions(*, member: Member, now: datetime) -> list[HeldSum]:  # noqa: ARG001
    """Return the fees that are set aside for a member. One query."""
    rows = Commission.objects.filter(author=member, state=CommissionState.ACCEPTED).order_by("id")
    return [
        HeldSum(
            label=row.title,
            amount=row.amount,
            currency=row.currency,
            note=row.get_state_display(),
            url=row.get_absolute_url(),
        )
        for row in rows
    ]


def commission_labels(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name the commissions behind references of the books, for their author. One query."""
    ids = [reference.partition(":")[2] for reference in references]
    rows = Commission.objects.filter(author=member, public_id__in=ids)
    return {row.reference: ReferenceLabel(row.title, row.get_absolute_url()) for row in rows}
