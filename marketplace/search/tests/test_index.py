"""The index: what enters, leaves, changes; shelves, kept counts, and the whole of it anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from marketplace.accounts.models import Member
from marketplace.accounts.services import ProfileText, update_profile
from marketplace.articles import services as articles
from marketplace.core.models import OutboxEvent
from marketplace.gigs.tests.factories import make_live
from marketplace.search.choices import Kind, Sort
from marketplace.search.models import Entry, KeptCount, Word
from marketplace.search.queries import Filters, find, kept_counts
from marketplace.search.services import (
    count_words,
    keep_counts,
    refresh,
    restack,
    update_facets,
    update_owner_level,
)
from marketplace.search.services.scores import shelf_for, static_score

pytestmark = pytest.mark.django_db
Add = Callable[..., int]


def refs(**asked: Any) -> list[int]:
    return find(Filters(**asked)).refs


def test_articles_and_members_are_found(
    seller: Member, editor: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    article = articles.start_article(author=seller, now=now)
    article = articles.save_draft(
        article=article,
        actor=seller,
        title="قصة محمصة صغيرة",
        summary="سؤال واحد",
        source="كلمة طيبة " * 200,
        language="ar",
        category="design",
        revision=article.revision,
        now=now,
    )
    articles.submit_article(article=article, actor=seller, now=now)
    articles.publish_article(article=article, actor=editor, now=now)
    text = ProfileText(
        display_name="سلمى الحربي",
        headline="أرسم الشعارات",
        bio="",
        skills=["خط"],
        country="SA",
        timezone="Asia/Riyadh",
    )
    update_profile(member=seller, text=text, now=now)
    run_outbox(now)
    assert refs(kind=Kind.ARTICLE, q="قصه محمصه") == [article.pk]
    assert refs(kind=Kind.MEMBER, q="شعار") == [seller.pk]
    articles.take_back_article(article=article, actor=seller, now=now)
    run_outbox(now)
    assert refs(kind=Kind.ARTICLE, q="قصه محمصه") == []


def test_news_is_announced_once(list_thing: Add) -> None:
    ref = list_thing("Logo")
    list_thing("Logo again", ref=ref)
    assert OutboxEvent.objects.filter(name="EntryListed").count() == 1
    assert Entry.objects.get().title == "Logo again"


def test_filters_and_their_numbers(list_thing: Add) -> None:
    cheap = list_thing("Logo one", price=1_000, days=1, language="en")
    rated = list_thing("Logo two", price=9_000, days=7, rating=460, rating_count=9)
    far = list_thing("Logo three", price=30_000, days=20, root="code", category="shops")
    update_facets(kind=Kind.GIG, ref=far, level=3)
    assert refs(q="logo", price_max=8_000) == [cheap]
    assert refs(q="logo", price_min=5_000, price_max=10_000) == [rated]
    assert refs(q="logo", days=1) == [cheap]
    assert refs(q="logo", rating=450) == [rated]
    assert refs(q="logo", level=3) == [far]
    assert refs(q="logo", language="en") == [cheap]
    assert refs(q="logo", category="shops") == refs(q="logo", category="code") == [far]
    counts = find(Filters(q="logo", category="design")).counts
    assert counts["category"] == {"design": 2, "logo": 2, "code": 1, "shops": 1}
    assert counts["days"] == {"1": 1, "3": 1, "7": 2, "14": 2}
    assert counts["rating"] == {"450": 1, "400": 1, "300": 1}
    assert counts["price"] == {"0": 1, "2": 1}
    assert (counts["language"], counts["level"]) == ({"en": 1, "ar": 1}, {"0": 2})


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.PRICE_LOW, [1, 3, 2]),
        (Sort.PRICE_HIGH, [2, 3, 1]),
        (Sort.FASTEST, [3, 1, 2]),
        (Sort.NEWEST, [2, 3, 1]),
        (Sort.RATING, [2, 1, 3]),
    ],
)
@pytest.mark.parametrize("text", ["logo", ""])
@pytest.mark.parametrize("cap", [600, 2])
def test_orders(  # noqa: PLR0917
    sort: str, order: list[int], text: str, cap: int, list_thing: Add, now: datetime, settings: Any
) -> None:
    day = timedelta(days=1)
    list_thing("Logo", price=1_000, days=5, rating=300, rating_count=1, published_at=now - 9 * day)
    list_thing("Logo", price=9_000, days=9, rating=480, rating_count=1, published_at=now)
    list_thing("Logo", price=4_000, days=2, published_at=now - day)
    settings.WAZZIFNI = {"search_candidates": cap}
    if cap == 600:
        assert refs(q=text, sort=sort) == order
    elif not text:
        # A long list without words is walked in its own order, past what is collected.
        assert refs(q=text, sort=sort, price_max=100_000) == order


def test_score_orders_by_what_is_known_of_things(list_thing: Add, now: datetime) -> None:
    plain = list_thing("Logo")
    bought = list_thing("Logo", orders_count=50)
    rated = list_thing("Logo", rating=500, rating_count=40)
    old = list_thing("Logo", published_at=now - timedelta(days=900))
    assert refs() == [bought, rated, plain, old]
    facts: dict[str, Any] = {"orders_count": 3, "rating_count": 2, "level": 1, "published_at": now}
    assert static_score(rating=400, **facts) < static_score(rating=480, **facts)


def test_shelves_hold_the_best_first(
    list_thing: Add, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    for module in ("scores", "upkeep"):
        monkeypatch.setattr(f"marketplace.search.services.{module}.SHELF_SIZES", (1, 2))
    things = [list_thing("Logo", orders_count=count) for count in range(6)]
    assert restack(kind=Kind.GIG) > 0
    by_ref = dict(Entry.objects.values_list("ref", "shelf"))
    assert [by_ref[ref] for ref in reversed(things)] == [0, 1, 1, 2, 2, 2]
    assert restack(kind=Kind.GIG) == 0
    settings.WAZZIFNI = {"search_candidates": 2}
    assert refs(q="logo")[:2] == list(reversed(things))[:2]
    assert [shelf_for(score, [30, 20]) for score in (40, 30, 25, 3)] == [0, 0, 1, 2]


def test_kept_numbers_stand_in_for_long_lists(list_thing: Add, settings: Any) -> None:
    for price in (1_000, 1_000, 9_000):
        list_thing("Logo", price=price)
    list_thing("Shop", root="code", category="shops")
    assert keep_counts(kind=Kind.GIG) == 0
    settings.WAZZIFNI = {"search_candidates": 2}
    assert keep_counts(kind=Kind.GIG) == KeptCount.objects.count() > 0
    everything = find(Filters())
    assert (everything.total, everything.is_capped, len(everything.refs)) == (2, True, 4)
    assert everything.counts["category"] == {"design": 3, "logo": 3, "code": 1, "shops": 1}
    assert kept_counts(Kind.GIG, "logo")["price"] == {"0": 2, "2": 1}
    assert find(Filters(category="logo")).counts["price"] == {"0": 2, "2": 1}
    assert find(Filters(q="logo")).counts["price"] is None


def test_a_level_reaches_all_of_a_members_things(list_thing: Add, seller: Member) -> None:
    list_thing("Logo")
    list_thing("سلمى", kind=Kind.MEMBER, ref=seller.pk, price=None, days=None)
    assert update_owner_level(owner_id=seller.pk, level=2) == 2
    assert len(refs(level=2)) == len(refs(kind=Kind.MEMBER, level=2)) == 1
    assert refs(level=0) == []
    assert not update_facets(kind=Kind.GIG, ref=999, level=1)


def test_words_are_counted_again(list_thing: Add) -> None:
    ref = list_thing("Parrot logo", body="macaw")
    list_thing("Parrot")
    assert dict(Word.objects.values_list("text", "count"))["macaw"] == 0
    count_words()
    assert dict(Word.objects.values_list("text", "count")) == {"parrot": 2, "logo": 1, "macaw": 0}
    Entry.objects.filter(ref=ref).delete()
    count_words()
    assert dict(Word.objects.values_list("text", "count"))["logo"] == 0


def test_the_index_is_made_anew(
    seller: Member, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    gig = make_live(seller, now, title="Parrot")
    Entry.objects.create(
        kind=Kind.GIG,
        ref=999_999,
        owner=seller,
        language="ar",
        published_at=now,
        indexed_at=now - timedelta(days=1),
        title="Stale",
        path="/",
        head="",
        words="",
    )
    call_command("rebuild_search", "gig")
    assert "gig: 1" in capsys.readouterr().out
    assert list(Entry.objects.values_list("ref", flat=True)) == [gig.pk]


def test_a_service_in_another_currency_is_found_without_a_price(
    seller: Member, now: datetime, run_outbox: Callable[..., int], settings: Any
) -> None:
    gig = make_live(seller, now)
    run_outbox(now)
    assert Entry.objects.get(kind=Kind.GIG).price == gig.price_from
    settings.WAZZIFNI = {"default_currency": "SAR"}
    refresh(kind=Kind.GIG, refs=[gig.pk], now=now)
    assert Entry.objects.get(kind=Kind.GIG).price is None


def test_a_narrowed_list_of_a_common_word_costs_one_query_less(
    list_thing: Add, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.WAZZIFNI = {"search_candidates": 4}
    for number in range(4):
        list_thing(f"logo {number}", language="en" if number < 2 else "ar")
    asked = Filters(q="logo", language="en")
    with django_assert_num_queries(3):
        few = find(asked)
    assert (few.counts["language"], few.counts["days"]) == (
        {"en": 2, "ar": 2},
        {"1": 0, "3": 0, "7": 2, "14": 2},
    )
    # One more, and the words alone find more than is collected: nothing is counted by them.
    list_thing("a bakery", body="its logo", language="he")
    with django_assert_num_queries(2):
        many = find(asked)
    assert (many.total, many.is_capped, many.counts["language"]) == (2, False, None)
    assert many.counts["days"] == {"1": 0, "3": 0, "7": 2, "14": 2}
    with django_assert_num_queries(3):
        two = find(Filters(q="logo bakery", language="he"))
    assert (two.total, two.counts["language"]) == (1, {"he": 1})
