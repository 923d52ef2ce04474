"""Packages with what they are compared by, and extras."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.money import Money
from marketplace.gigs.choices import (
    DAYS_CHANGE_MAX,
    DAYS_MAX,
    EXTRAS_MAX,
    FEATURES_MAX,
    REVISIONS_MAX,
    TIER_ORDER,
    PackageTier,
)
from marketplace.gigs.errors import (
    ExtraNotFound,
    NoPackageOffered,
    PackagesOutOfOrder,
    PieceOutOfRange,
    PriceOutOfRange,
)
from marketplace.gigs.models import Extra, Feature, Gig, Package
from marketplace.gigs.services.access import lock_gig, record_change, refuse_edit, refuse_hole


@dataclass(frozen=True, kw_only=True)
class PackageDraft:
    """One column of the comparison. The price is in minor units of the gig's currency."""

    tier: PackageTier
    price_amount: int
    delivery_days: int
    revisions: int = 1
    title: str = ""
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class FeatureDraft:
    """One row of the comparison: per tier empty, "+" or a short text."""

    label: str
    basic: str = ""
    standard: str = ""
    premium: str = ""


@dataclass(frozen=True, kw_only=True)
class ExtraDraft:
    """Something to add; `id` names the one that is changed, None a new one."""

    title: str
    price_amount: int
    days_change: int = 0
    id: int | None = None


@transaction.atomic
def save_packages(
    *,
    gig: Gig,
    packages: Sequence[PackageDraft],
    features: Sequence[FeatureDraft],
    actor: Member,
    now: datetime,
) -> Gig:
    """Offer exactly these packages, compared by these rows.

    A tier keeps its row for as long as the gig lives; one that is left out stays, no longer on
    offer. Locks the gig. Raises NotYourGig, GigLocked, NoPackageOffered, PriceOutOfRange,
    PackagesOutOfOrder, PieceOutOfRange.
    """
    locked = lock_gig(gig)
    ordered = sorted(packages, key=lambda item: TIER_ORDER.index(item.tier))

    refuse_edit(locked, actor)
    _refuse_packages(ordered, locked.currency)
    _refuse_features(features)

    before = _packages_of(locked)
    locked.packages.exclude(tier__in=[item.tier for item in ordered]).update(is_offered=False)
    for item in ordered:
        Package.objects.update_or_create(
            gig=locked,
            tier=item.tier,
            defaults={
                **asdict(item),
                "position": TIER_ORDER.index(item.tier),
                "is_offered": True,
            },
        )
    _write_features(locked, features)
    cheapest = min(ordered, key=lambda item: item.price_amount)
    locked.price_from, locked.delivery_days = cheapest.price_amount, cheapest.delivery_days
    locked.save(update_fields=["price_from", "delivery_days"])
    refuse_hole(locked)

    record_change(
        gig=locked,
        piece="packages",
        before=before,
        after=_packages_of(locked),
        actor=actor,
        now=now,
    )
    return locked


@transaction.atomic
def save_extras(*, gig: Gig, extras: Sequence[ExtraDraft], actor: Member, now: datetime) -> Gig:
    """Offer exactly these extras, in this order; one that is left out is no longer on offer.

    Locks the gig. Raises NotYourGig, GigLocked, ExtraNotFound, PriceOutOfRange, PieceOutOfRange.
    """
    locked = lock_gig(gig)
    known = {row.pk: row for row in locked.extras.filter(is_offered=True)}

    refuse_edit(locked, actor)
    _refuse_extras(extras, locked.currency)
    if not {item.id for item in extras if item.id is not None} <= known.keys():
        raise ExtraNotFound

    before = _extras_of(locked)
    kept = [item.id for item in extras if item.id is not None]
    locked.extras.exclude(pk__in=kept).update(is_offered=False)
    for position, item in enumerate(extras):
        row = known.get(item.id or 0) or Extra(gig=locked)
        row.position = position
        row.title = item.title
        row.price_amount = item.price_amount
        row.days_change = item.days_change
        row.save()

    record_change(
        gig=locked, piece="extras", before=before, after=_extras_of(locked), actor=actor, now=now
    )
    return locked


def _refuse_packages(packages: Sequence[PackageDraft], currency: str) -> None:
    if not packages:
        raise NoPackageOffered
    if len({item.tier for item in packages}) != len(packages):
        raise PieceOutOfRange(field="tier")
    for item in packages:
        _refuse_price(item.price_amount, rules().order_minimum_minor, currency)
        if not 1 <= item.delivery_days <= DAYS_MAX:
            raise PieceOutOfRange(field="delivery_days")
        if not 0 <= item.revisions <= REVISIONS_MAX:
            raise PieceOutOfRange(field="revisions")
        _refuse_length("title", item.title, Package)
        _refuse_length("description", item.description, Package)
    prices = [item.price_amount for item in packages]
    if any(larger <= smaller for smaller, larger in pairwise(prices)):
        raise PackagesOutOfOrder


def _refuse_features(features: Sequence[FeatureDraft]) -> None:
    if len(features) > FEATURES_MAX or not all(item.label.strip() for item in features):
        raise PieceOutOfRange(field="features")
    for item in features:
        for name, value in asdict(item).items():
            _refuse_length(name, value, Feature)


def _refuse_extras(extras: Sequence[ExtraDraft], currency: str) -> None:
    named = [item.id for item in extras if item.id is not None]
    if len(extras) > EXTRAS_MAX or len(set(named)) != len(named):
        raise PieceOutOfRange(field="extras")
    for item in extras:
        if not item.title.strip():
            raise PieceOutOfRange(field="title")
        _refuse_length("title", item.title, Extra)
        _refuse_price(item.price_amount, 1, currency)
        if abs(item.days_change) > DAYS_CHANGE_MAX:
            raise PieceOutOfRange(field="days_change")


def _refuse_price(amount: int, lowest: int, currency: str) -> None:
    highest = rules().order_maximum_minor
    if not lowest <= amount <= highest:
        raise PriceOutOfRange(
            field="price_amount",
            low=str(Money(lowest, currency)),
            high=str(Money(highest, currency)),
        )


def _refuse_length(name: str, value: str, model: type[Package | Feature | Extra]) -> None:
    field = model._meta.get_field(name)  # noqa: SLF001 - Django's own way to ask
    longest = getattr(field, "max_length", None)
    if longest is not None and len(value) > longest:
        raise PieceOutOfRange(field=name)


def _write_features(gig: Gig, features: Iterable[FeatureDraft]) -> None:
    gig.features.all().delete()
    Feature.objects.bulk_create(
        Feature(gig=gig, position=position, **asdict(item))
        for position, item in enumerate(features)
    )


def _packages_of(gig: Gig) -> dict[str, Any]:
    packages = gig.packages.filter(is_offered=True).order_by("position")
    features = gig.features.order_by("position", "id")
    return {
        "packages": list(
            packages.values(
                "tier", "title", "description", "price_amount", "delivery_days", "revisions"
            )
        ),
        "features": list(features.values("label", "basic", "standard", "premium")),
    }


def _extras_of(gig: Gig) -> dict[str, Any]:
    extras = gig.extras.filter(is_offered=True).order_by("position", "id")
    return {"extras": list(extras.values("id", "title", "price_amount", "days_change"))}
