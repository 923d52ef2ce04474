"""Gigs as tests need them, made by the services that people use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.gigs import services
from marketplace.gigs.choices import GigHand, GigState, PackageTier
from marketplace.gigs.models import Category, Gig
from marketplace.gigs.services import FeatureDraft, OverviewDraft, PackageDraft
from marketplace.search.choices import Kind
from marketplace.search.services import refresh

DESCRIPTION = (
    "أبدأ بمكالمة عشر دقائق أسألك فيها عن ثلاثة زبائن تتمنى أن يدخلوا مقهاك، "
    "ثم أرسم الشعار وأضعه على كوب وقائمة وباب."
)
PACKAGES = (
    PackageDraft(tier=PackageTier.BASIC, price_amount=12_000, delivery_days=5, revisions=1),
    PackageDraft(tier=PackageTier.STANDARD, price_amount=21_000, delivery_days=8, revisions=3),
    PackageDraft(tier=PackageTier.PREMIUM, price_amount=39_000, delivery_days=14, revisions=6),
)
FEATURES = (
    FeatureDraft(label="مقترحات الشعار", basic="2", standard="3", premium="5"),
    FeatureDraft(label="أكواب وأكياس", premium="+"),
)


def overview(
    title: str = "هوية مقهى كاملة",
    *,
    category: str = "logo",
    language: str = "ar",
    description: str = DESCRIPTION,
    tags: Sequence[str] = ("مقهى", "هوية"),
) -> OverviewDraft:
    """Return what the first step asks."""
    return OverviewDraft(
        title=title,
        category_id=Category.objects.get(slug=category).pk,
        language=language,
        description=description,
        tags=tags,
    )


def make_draft(
    seller: Member,
    now: datetime,
    *,
    packages: Sequence[PackageDraft] = PACKAGES,
    title: str = "هوية مقهى كاملة",
    category: str = "logo",
    language: str = "ar",
    description: str = DESCRIPTION,
    tags: Sequence[str] = ("مقهى", "هوية"),
) -> Gig:
    """Return a complete draft."""
    draft = overview(
        title, category=category, language=language, description=description, tags=tags
    )
    gig = services.create_gig(draft=draft, actor=seller, now=now)
    return services.save_packages(
        gig=gig, packages=packages, features=FEATURES, actor=seller, now=now
    )


def put(gig: Gig, state: GigState, now: datetime) -> Gig:
    """Take a draft to a state by the shortest way the table knows."""
    ways: dict[GigState, tuple[tuple[GigState, GigHand], ...]] = {
        GigState.DRAFT: (),
        GigState.IN_REVIEW: ((GigState.IN_REVIEW, GigHand.OWNER),),
        GigState.CHANGES_REQUESTED: (
            (GigState.IN_REVIEW, GigHand.OWNER),
            (GigState.CHANGES_REQUESTED, GigHand.EDITOR),
        ),
        GigState.LIVE: ((GigState.LIVE, GigHand.OWNER),),
        GigState.PAUSED: ((GigState.LIVE, GigHand.OWNER), (GigState.PAUSED, GigHand.OWNER)),
        GigState.HIDDEN: ((GigState.LIVE, GigHand.OWNER), (GigState.HIDDEN, GigHand.MODERATOR)),
        GigState.DECLINED: (
            (GigState.IN_REVIEW, GigHand.OWNER),
            (GigState.DECLINED, GigHand.EDITOR),
        ),
    }
    for target, hand in ways[state]:
        services.transition(gig, target, hand=hand, actor=gig.seller, now=now)
    return gig


def make_live(
    seller: Member,
    now: datetime,
    *,
    packages: Sequence[PackageDraft] = PACKAGES,
    title: str = "هوية مقهى كاملة",
    category: str = "logo",
    language: str = "ar",
    description: str = DESCRIPTION,
    tags: Sequence[str] = ("مقهى", "هوية"),
) -> Gig:
    """Return a gig that anyone may find and order."""
    gig = make_draft(
        seller,
        now,
        packages=packages,
        title=title,
        category=category,
        language=language,
        description=description,
        tags=tags,
    )
    put(gig, GigState.LIVE, now)
    refresh(kind=Kind.GIG, refs=[gig.pk], now=now)
    return gig
