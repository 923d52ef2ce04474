"""Tips as their two sides see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from marketplace.accounts.models import Member
from marketplace.articles.choices import TIP_PURPOSE, TipState
from marketplace.articles.models import Article, Tip
from marketplace.core.errors import NotFound
from marketplace.ledger.choices import PaymentState
from marketplace.ledger.queries import ReferenceLabel, payments_of


def get_tip_for(reader: Member, public_id: str) -> Tip:
    """Return one of the reader's own tips, with its article. Raises NotFound for others."""
    rows = Tip.objects.select_related("article", "author", "reader")
    found = rows.filter(reader=reader, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def arrived_tip_payment(tip: Tip) -> str:
    """Return the newest payment that reached the reader's wallet for this tip, or ""."""
    paid = payments_of(tip.reader).filter(
        purpose_kind=TIP_PURPOSE, purpose_ref=tip.public_id, state=PaymentState.PAID
    )
    return paid.values_list("public_id", flat=True).first() or ""


def tips_on(article: Article, *, limit: int = 20) -> list[Tip]:
    """Return the paid tips of an article, the newest first, with who gave them."""
    rows = Tip.objects.filter(article=article, state=TipState.PAID).select_related("reader")
    return list(rows.order_by("-paid_at", "-id")[:limit])


def tip_rows(member: Member) -> QuerySet[Tip]:
    """Return the paid tips that a member gave or got, unordered, for the API."""
    mine = Q(reader=member) | Q(author=member)
    rows = Tip.objects.filter(mine, state=TipState.PAID)
    return rows.select_related("article", "reader", "author")


@dataclass(frozen=True)
class TipTotals:
    """What the tips of an article came to: before and after the fee, minor units."""

    count: int
    amount: int
    currency: str


def tip_totals(article: Article) -> list[TipTotals]:
    """Return what readers gave for an article, for each currency."""
    rows = Tip.objects.filter(article=article, state=TipState.PAID).values("currency")
    sums = rows.annotate(total=Sum("amount")).order_by("currency")
    counted = {row["currency"]: row["total"] for row in sums}
    return [
        TipTotals(count=article.tips_count, amount=total, currency=currency)
        for currency, total in counted.items()
    ]


def tip_labels(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name the tips behind references of the books, for one of their sides. One query."""
    ids = [reference.partition(":")[2] for reference in references]
    mine = Q(reader=member) | Q(author=member)
    rows = Tip.objects.filter(mine, public_id__in=ids).select_related("article")
    return {
        tip.reference: ReferenceLabel(tip.article.title, tip.article.get_absolute_url())
        for tip in rows
    }
