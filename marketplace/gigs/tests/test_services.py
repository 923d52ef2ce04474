"""What each verb of a seller changes, refuses and leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.gigs import services
from marketplace.gigs.choices import GigState, PackageTier, QuestionKind
from marketplace.gigs.errors import (
    ChoicesTooFew,
    ExtraNotFound,
    GigDeclinedReopenFirst,
    GigIncomplete,
    GigLocked,
    GigPublishedNotDeleted,
    NoPackageOffered,
    NotYourGig,
    PackagesOutOfOrder,
    PieceOutOfRange,
    PriceOutOfRange,
    UnknownCategory,
)
from marketplace.gigs.models import Category, Gig
from marketplace.gigs.services import (
    ExtraDraft,
    FaqDraft,
    FeatureDraft,
    PackageDraft,
    QuestionDraft,
)
from marketplace.gigs.tests.factories import (
    DESCRIPTION,
    PACKAGES,
    make_draft,
    make_live,
    overview,
    put,
)


def test_create_gig_writes_a_draft(seller: Member, now: datetime) -> None:
    gig = services.create_gig(
        draft=overview("  هـويّة   مقهى  ", tags=("#مقهى", " مَقهى ", "قهوة", "")),
        actor=seller,
        now=now,
    )
    assert (gig.state, gig.title, gig.slug) == ("draft", "هـويّة مقهى", "هوية-مقهى")
    assert gig.tags == ["مقهى", "قهوة"]
    assert (gig.category.slug, gig.root.slug) == ("logo", "design")
    assert gig.description_html.startswith('<p dir="auto">أبدأ')
    assert gig.published_at is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 91}, "title"),
        ({"language": "fr"}, "language"),
        ({"description": "x" * 6_001}, "description"),
        ({"tags": [f"tag {n}" for n in range(7)]}, "tags"),
        ({"tags": ["x" * 31]}, "tags"),
    ],
)
def test_create_gig_refuses(
    change: dict[str, Any], field: str, seller: Member, now: datetime
) -> None:
    with pytest.raises(PieceOutOfRange) as refusal:
        services.create_gig(draft=replace(overview(), **change), actor=seller, now=now)
    assert refusal.value.field == field
    assert Gig.objects.count() == 0


def test_create_gig_refuses_an_unknown_category(seller: Member, now: datetime) -> None:
    with pytest.raises(UnknownCategory):
        services.create_gig(draft=replace(overview(), category_id=0), actor=seller, now=now)


def test_description_carries_no_script(seller: Member, now: datetime) -> None:
    hostile = DESCRIPTION + " <script>alert(1)</script> [x](javascript:alert(1)) ![x](//evil/x.png)"
    gig = services.create_gig(draft=overview(description=hostile), actor=seller, now=now)
    assert "<script" not in gig.description_html
    assert "<img" not in gig.description_html
    assert 'href="javascript' not in gig.description_html


def test_save_packages_offers_exactly_these(seller: Member, now: datetime) -> None:
    gig = make_draft(seller, now)
    basic = gig.packages.get(tier="basic")
    one = PackageDraft(tier=PackageTier.BASIC, price_amount=9_000, delivery_days=2)
    services.save_packages(gig=gig, packages=[one], features=[], actor=seller, now=now)
    gig.refresh_from_db()
    offered = list(gig.packages.filter(is_offered=True).values_list("pk", "price_amount"))
    assert offered == [(basic.pk, 9_000)]
    assert gig.packages.count() == 3
    assert (gig.price_from, gig.delivery_days) == (9_000, 2)
    assert gig.features.count() == 0


def _package(**change: Any) -> list[PackageDraft]:
    return [replace(PACKAGES[0], **change)]


@pytest.mark.parametrize(
    ("packages", "refusal"),
    [
        ([], NoPackageOffered),
        (_package(price_amount=499), PriceOutOfRange),
        (_package(price_amount=1_000_001), PriceOutOfRange),
        (_package(delivery_days=0), PieceOutOfRange),
        (_package(delivery_days=181), PieceOutOfRange),
        (_package(revisions=-1), PieceOutOfRange),
        (_package(title="x" * 61), PieceOutOfRange),
        (_package(description="x" * 301), PieceOutOfRange),
        ([PACKAGES[0], PACKAGES[0]], PieceOutOfRange),
        ([PACKAGES[0], replace(PACKAGES[1], price_amount=12_000)], PackagesOutOfOrder),
    ],
)
def test_save_packages_refuses(
    packages: list[PackageDraft], refusal: type[DomainError], seller: Member, now: datetime
) -> None:
    gig = make_draft(seller, now)
    with pytest.raises(refusal):
        services.save_packages(gig=gig, packages=packages, features=[], actor=seller, now=now)
    assert gig.packages.filter(is_offered=True).count() == 3


@pytest.mark.parametrize(
    "features",
    [
        [FeatureDraft(label=" ")],
        [FeatureDraft(label="x" * 61)],
        [FeatureDraft(label="x", premium="x" * 21)],
        [FeatureDraft(label=str(n)) for n in range(9)],
    ],
)
def test_save_packages_refuses_features(
    features: list[FeatureDraft], seller: Member, now: datetime
) -> None:
    gig = make_draft(seller, now)
    with pytest.raises(PieceOutOfRange):
        services.save_packages(gig=gig, packages=PACKAGES, features=features, actor=seller, now=now)


def test_save_extras_keeps_rows_and_order(seller: Member, now: datetime) -> None:
    gig = make_draft(seller, now)
    fast = ExtraDraft(title="Faster", price_amount=4_000, days_change=-3)
    sign = ExtraDraft(title="Sign", price_amount=6_500, days_change=2)
    services.save_extras(gig=gig, extras=[fast, sign], actor=seller, now=now)
    first, second = gig.extras.order_by("position")
    services.save_extras(
        gig=gig, extras=[replace(sign, id=second.pk, price_amount=7_000)], actor=seller, now=now
    )
    rows = gig.extras.order_by("pk").values_list("pk", "price_amount", "is_offered")
    assert list(rows) == [(first.pk, 4_000, False), (second.pk, 7_000, True)]


def test_save_extras_refuses_another_gigs_extra(
    seller: Member, stranger: Member, now: datetime
) -> None:
    theirs = make_draft(stranger, now)
    extra = ExtraDraft(title="Faster", price_amount=4_000)
    services.save_extras(gig=theirs, extras=[extra], actor=stranger, now=now)
    stolen = replace(extra, id=theirs.extras.get().pk, price_amount=1)
    with pytest.raises(ExtraNotFound):
        services.save_extras(gig=make_draft(seller, now), extras=[stolen], actor=seller, now=now)
    assert theirs.extras.get().price_amount == 4_000


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, PieceOutOfRange),
        ({"title": "x" * 81}, PieceOutOfRange),
        ({"price_amount": 0}, PriceOutOfRange),
        ({"price_amount": -100}, PriceOutOfRange),
        ({"days_change": 31}, PieceOutOfRange),
        ({"days_change": -31}, PieceOutOfRange),
    ],
)
def test_save_extras_refuses(
    change: dict[str, Any], refusal: type[DomainError], seller: Member, now: datetime
) -> None:
    gig = make_draft(seller, now)
    extra = replace(ExtraDraft(title="Faster", price_amount=4_000), **change)
    with pytest.raises(refusal):
        services.save_extras(gig=gig, extras=[extra], actor=seller, now=now)


def test_save_questions_asks_exactly_these(seller: Member, now: datetime) -> None:
    gig = make_draft(seller, now)
    asked = [
        QuestionDraft(text="What is the name?"),
        QuestionDraft(text="Which?", kind=QuestionKind.CHOICE, choices=("A", "B")),
        QuestionDraft(text="A file?", kind=QuestionKind.FILE, is_required=False, choices=("x",)),
    ]
    services.save_questions(gig=gig, questions=asked, actor=seller, now=now)
    rows = gig.questions.order_by("position").values_list("kind", "choices", "is_required")
    assert list(rows) == [("text", [], True), ("choice", ["A", "B"], True), ("file", [], False)]


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        (QuestionDraft(text=" "), PieceOutOfRange),
        (QuestionDraft(text="x" * 301), PieceOutOfRange),
        (QuestionDraft(text="?", kind=QuestionKind.CHOICE, choices=("A",)), ChoicesTooFew),
        (QuestionDraft(text="?", kind=QuestionKind.CHOICE, choices=("A", "A")), ChoicesTooFew),
        (
            QuestionDraft(text="?", kind=QuestionKind.CHOICE, choices=[str(n) for n in range(13)]),
            PieceOutOfRange,
        ),
    ],
)
def test_save_questions_refuses(
    question: QuestionDraft, refusal: type[DomainError], seller: Member, now: datetime
) -> None:
    gig = make_draft(seller, now)
    with pytest.raises(refusal):
        services.save_questions(gig=gig, questions=[question], actor=seller, now=now)


@pytest.mark.parametrize(
    "faq",
    [
        FaqDraft(question=" ", answer="Yes"),
        FaqDraft(question="?", answer=" "),
        FaqDraft(question="x" * 201, answer="Yes"),
        FaqDraft(question="?", answer="x" * 1_501),
    ],
)
def test_save_faqs_refuses(faq: FaqDraft, seller: Member, now: datetime) -> None:
    with pytest.raises(PieceOutOfRange):
        services.save_faqs(gig=make_draft(seller, now), faqs=[faq], actor=seller, now=now)


def _save_all(gig: Gig, actor: Member, now: datetime) -> list[Any]:
    return [
        lambda: services.save_overview(gig=gig, draft=overview("Other"), actor=actor, now=now),
        lambda: services.save_packages(
            gig=gig, packages=PACKAGES, features=[], actor=actor, now=now
        ),
        lambda: services.save_extras(gig=gig, extras=[], actor=actor, now=now),
        lambda: services.save_questions(gig=gig, questions=[], actor=actor, now=now),
        lambda: services.save_faqs(gig=gig, faqs=[], actor=actor, now=now),
    ]


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(GigState.IN_REVIEW, GigLocked), (GigState.DECLINED, GigDeclinedReopenFirst)],
)
def test_saving_is_refused_in_these_states(
    state: GigState, refusal: type[DomainError], seller: Member, now: datetime
) -> None:
    gig = put(make_draft(seller, now), state, now)
    for save in _save_all(gig, seller, now):
        with pytest.raises(refusal):
            save()


def test_saving_is_refused_to_others(
    seller: Member, stranger: Member, editor: Member, now: datetime
) -> None:
    gig = make_draft(seller, now)
    for actor in (stranger, editor):
        for save in _save_all(gig, actor, now):
            with pytest.raises(NotYourGig):
                save()
        with pytest.raises(NotYourGig):
            services.delete_gig(gig=gig, actor=actor, now=now)
    gig.refresh_from_db()
    assert gig.title == "هوية مقهى كاملة"


def test_first_gig_is_reviewed_and_the_second_goes_live(
    seller: Member, editor: Member, now: datetime
) -> None:
    first = services.submit_gig(gig=make_draft(seller, now), actor=seller, now=now)
    assert first.state == GigState.IN_REVIEW
    services.approve_gig(gig=first, actor=editor, now=now)
    second = services.submit_gig(gig=make_draft(seller, now), actor=seller, now=now)
    assert (second.state, second.published_at) == (GigState.LIVE, now)
    names = list(OutboxEvent.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["GigSubmitted", "GigApproved", "GigPublished", "GigPublished"]


def test_declined_gig_is_reviewed_again_whatever_was_published_since(
    seller: Member, editor: Member, now: datetime
) -> None:
    make_live(seller, now)
    gig = put(make_draft(seller, now), GigState.IN_REVIEW, now)
    services.decline_gig(gig=gig, reason="Not yours.", actor=editor, now=now)
    services.reopen_gig(gig=gig, actor=seller, now=now)
    assert services.submit_gig(gig=gig, actor=seller, now=now).state == GigState.IN_REVIEW


def test_number_of_reviewed_gigs_is_a_rule(seller: Member, now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"first_gigs_reviewed": "0"}
    gig = services.submit_gig(gig=make_draft(seller, now), actor=seller, now=now)
    assert gig.state == GigState.LIVE


def test_submit_gig_names_what_is_missing(seller: Member, now: datetime) -> None:
    gig = services.create_gig(draft=overview(description="Short."), actor=seller, now=now)
    with pytest.raises(GigIncomplete) as refusal:
        services.submit_gig(gig=gig, actor=seller, now=now)
    assert "80" in str(refusal.value)
    assert services.missing_pieces(gig) == ["description", "packages"]


def test_edit_of_a_live_gig_keeps_it_live_and_is_audited(seller: Member, now: datetime) -> None:
    gig = make_live(seller, now)
    records = AuditRecord.objects.count()
    services.save_overview(gig=gig, draft=overview("اسم جديد"), actor=seller, now=now)
    services.save_overview(gig=gig, draft=overview("اسم جديد"), actor=seller, now=now)
    gig.refresh_from_db()
    assert (gig.state, gig.title) == (GigState.LIVE, "اسم جديد")
    assert AuditRecord.objects.count() == records + 1
    record = AuditRecord.objects.latest("pk")
    assert record.action == "gig_overview_changed"
    assert (record.before["title"], record.after["title"]) == ("هوية مقهى كاملة", "اسم جديد")
    assert OutboxEvent.objects.latest("pk").name == "GigChanged"


def test_edit_of_a_draft_is_not_audited(seller: Member, now: datetime) -> None:
    gig = make_draft(seller, now)
    records = AuditRecord.objects.count()
    for save in _save_all(gig, seller, now):
        save()
    assert AuditRecord.objects.count() == records


def test_live_gig_keeps_what_buyers_must_see(seller: Member, now: datetime) -> None:
    gig = make_live(seller, now)
    with pytest.raises(GigIncomplete):
        services.save_overview(gig=gig, draft=overview(description=""), actor=seller, now=now)
    gig.refresh_from_db()
    assert gig.description_source == DESCRIPTION


def test_moving_a_live_gig_moves_the_count(seller: Member, now: datetime) -> None:
    gig = make_live(seller, now, category="logo")
    services.save_overview(gig=gig, draft=overview(category="websites"), actor=seller, now=now)
    counts = Category.objects.filter(live_count__gt=0).values_list("slug", "live_count")
    assert list(counts) == [("websites", 1)]


def test_delete_gig_only_before_it_was_published(seller: Member, now: datetime) -> None:
    services.delete_gig(gig=make_draft(seller, now), actor=seller, now=now)
    assert Gig.objects.count() == 0
    for state in (GigState.IN_REVIEW, GigState.LIVE, GigState.PAUSED):
        gig = put(make_draft(seller, now), state, now)
        with pytest.raises(GigPublishedNotDeleted):
            services.delete_gig(gig=gig, actor=seller, now=now)


def test_count_order_and_rating(seller: Member, now: datetime) -> None:
    gig = make_live(seller, now)
    services.count_order(gig_id=gig.pk, now=now)
    assert services.set_rating(gig_id=gig.pk, rating_sum=950, rating_count=2, now=now)
    assert not services.set_rating(gig_id=gig.pk, rating_sum=950, rating_count=2, now=now)
    gig.refresh_from_db()
    assert (gig.orders_count, gig.rating_sum, gig.rating_count) == (1, 950, 2)
    with pytest.raises(PieceOutOfRange):
        services.set_rating(gig_id=gig.pk, rating_sum=501, rating_count=1, now=now)


def test_database_refuses_a_live_gig_without_a_price(seller: Member, now: datetime) -> None:
    gig = services.create_gig(draft=overview(), actor=seller, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        put(gig, GigState.LIVE, now)


def test_categories_are_planted_once(db: None) -> None:  # noqa: ARG001
    assert services.plant_categories() == 0
    Category.objects.filter(slug="logo").update(name_en="Marks")
    Category.objects.filter(slug="print").delete()
    assert services.plant_categories() == 1
    assert Category.objects.get(slug="logo").name_en == "Marks"
    assert Category.objects.get(slug="print").parent == Category.objects.get(slug="design")
