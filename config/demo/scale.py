"""Many more rows of the same kind, for load tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig, Package

PER_STEP = 100
FRESH = {"id", "public_id", "search", "search_text", "search_vector", "tsv"}


def multiply(*, times: int, now: datetime) -> int:
    """Copy the live services `times` hundred times over, each step for one new seller."""
    models = list(Gig.objects.filter(state=GigState.LIVE).order_by("id"))
    if not models:
        return 0
    taken = Member.objects.filter(username__startswith="load").count()
    for step in range(times):
        _one_step(models, number=taken + step, now=now)
    return times * PER_STEP


@transaction.atomic
def _one_step(models: list[Gig], *, number: int, now: datetime) -> None:
    seller = Member.objects.create_user(
        f"load{number}", f"load{number}@demo.example", display_name=f"بائع {number}"
    )
    copies = []
    for index in range(PER_STEP):
        source = models[(number + index) % len(models)]
        copies.append(_copy(source, seller, index=number * PER_STEP + index, now=now))
    made = Gig.objects.bulk_create(copies)
    Package.objects.bulk_create(
        Package(
            gig=gig,
            tier="basic",
            title="",
            price_amount=gig.price_from,
            delivery_days=gig.delivery_days,
            revisions=1,
            position=0,
            is_offered=True,
        )
        for gig in made
    )


def _copy(source: Gig, seller: Member, *, index: int, now: datetime) -> Gig:
    values = {
        field.attname: getattr(source, field.attname)
        for field in Gig._meta.concrete_fields  # noqa: SLF001  Django's documented way
        if field.name not in FRESH and not field.generated
    }
    values |= {
        "seller_id": seller.pk,
        "title": f"{source.title} {index}",
        "orders_count": index % 50,
        "cover": "",
        "published_at": now - timedelta(minutes=index % 500_000),
    }
    return Gig(**values)
