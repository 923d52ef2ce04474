"""Ordering straight from a gig's page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.gigs.queries import (
    away_until,
    extras_for_order,
    package_for_order,
    questions_of,
)
from marketplace.orders.choices import SourceKind
from marketplace.orders.models import Order
from marketplace.orders.services.terms import ExtraTerms, QuestionTerms, create_order


@transaction.atomic
def order_package(
    *, package_id: int, extra_ids: Sequence[int], actor: Member, now: datetime
) -> Order:
    """Order a package of a live gig with extras; the terms are copied and stay as they are now.

    Takes no locks. Raises the gig's refusals (PackageNotFound, SellerNotTakingWork,
    SellerOnVacation, ExtraNotFound) and those of `create_order`. Where a seller on vacation lets
    orders wait, the days are counted from the return as it is written now.
    """
    package = package_for_order(package_id, now=now)
    gig = package.gig
    extras = extras_for_order(gig.pk, extra_ids)
    questions = questions_of(gig.pk)

    with override(gig.language):
        name = package.title or str(package.get_tier_display())
        title = _("%(gig)s, package %(package)s") % {"gig": gig.title, "package": name}
    order = create_order(
        client=actor,
        seller=gig.seller,
        title=title[:160],
        scope=package.description,
        price=Money(package.price_amount, gig.currency),
        delivery_days=package.delivery_days,
        revisions=package.revisions,
        questions=[
            QuestionTerms(
                prompt=question.text,
                kind=question.kind,
                options=question.choices,
                is_required=question.is_required,
            )
            for question in questions
        ],
        extras=[
            ExtraTerms(title=extra.title, amount=extra.price_amount, days=extra.days_change)
            for extra in extras
        ],
        source_kind=SourceKind.GIG,
        source_ref=gig.public_id,
        gig_id=gig.pk,
        category=gig.root.slug,
        language=gig.language,
        now=now,
    )
    order.not_before_at = away_until(gig.seller, now)
    if order.not_before_at is not None:
        order.save(update_fields=["not_before_at"])
    return order
