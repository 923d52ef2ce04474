"""Posted briefs and proposals for the tests of this app."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.hiring import services
from marketplace.hiring.choices import BudgetKind, PostedState
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.services import BriefText, Terms
from marketplace.ledger.queries import available_balance, escrow_balance
from marketplace.orders.models import Order
from marketplace.orders.tests.world import prove_books

BUDGET = 30_000
TEXT = "نفتح محمصة في أبها بعد شهرين، ونريد **شعارًا** وأكياسًا."


def brief_text(**given: Any) -> BriefText:
    """Return the text of a brief with a fixed budget."""
    fields: dict[str, Any] = {
        "title": "هوية محمصة في أبها",
        "text": TEXT,
        "category": "design",
        "language": "ar",
        "skills": ["شعار", "logo"],
        "budget_kind": BudgetKind.FIXED,
        "budget_min": BUDGET,
        "budget_max": BUDGET,
        "currency": "USD",
    }
    return BriefText(**{**fields, **given})


def post(client: Member, *, now: datetime, days: int = 14, **given: Any) -> PostedBrief:
    """Post a brief."""
    return services.post_brief(client=client, text=brief_text(**given), days=days, now=now)


def terms(price: int = 28_000, scope: str = "شعار وأكياس", **given: Any) -> Terms:
    """Return the terms of a proposal."""
    fields: dict[str, Any] = {
        "title": "هوية كاملة",
        "scope": scope,
        "price": Money(price, "USD"),
        "delivery_days": 8,
        "revisions": 2,
        "valid_days": 7,
    }
    return Terms(**{**fields, **given})


def propose(brief: PostedBrief, by: Member, *, now: datetime, price: int = 28_000) -> Proposal:
    """Send a proposal, in words that nobody else used."""
    scope = f"عرض {by.username} رقم {brief.pk}"
    return services.send_proposal(brief=brief, actor=by, terms=terms(price, scope), now=now)


def accept(proposal: Proposal, *, now: datetime) -> Order:
    """Accept a proposal as its client reads it now."""
    row = Proposal.objects.select_related("brief__client").get(pk=proposal.pk)
    return services.accept_proposal(
        proposal=row, actor=row.brief.client, version=row.version, now=now
    )


def again(brief: PostedBrief) -> PostedBrief:
    """Read a brief again."""
    return PostedBrief.objects.select_related("client").get(pk=brief.pk)


def prove_held() -> None:
    """Prove the books, and that every brief's escrow is what the brief says, nothing elsewhere."""
    prove_books()
    for brief in PostedBrief.objects.all():
        held = escrow_balance(brief.reference, brief.currency)
        assert held == brief.held_amount, brief.state
        if brief.state not in {PostedState.OPEN, PostedState.AWARDED}:
            assert held == 0


def money_of(member: Member) -> int:
    """Return what the member may spend."""
    return available_balance(member, "USD")
