"""Browsing and a gig's page: who sees what, at which address, at what price."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from marketplace.accounts.models import Member
from marketplace.gigs import services
from marketplace.gigs.choices import GigState, PackageTier, QuestionKind
from marketplace.gigs.models import Gig
from marketplace.gigs.queries import browse_gigs
from marketplace.gigs.services import ExtraDraft, FaqDraft, PackageDraft, QuestionDraft
from marketplace.gigs.tests.factories import make_draft, make_live, put
from marketplace.search.queries import Filters

SignIn = Callable[[Member | None], Client]
# What a page may ask of the database; our own part of it is what a visitor's page asks.
ANONYMOUS_QUERIES = 6
OWN_QUERIES = 5


def address(gig: Gig, language: str = "ar") -> str:
    """Return a gig's address in a language, whichever the last request spoke."""
    with translation.override(language):
        return gig.get_absolute_url()


def _fill(gig: Gig, now: datetime) -> Gig:
    services.save_additions(
        gig=gig,
        extras=[
            ExtraDraft(title="أسرع", price_amount=4_000, days_change=-3),
            ExtraDraft(title="لوحة", price_amount=6_500, days_change=2),
        ],
        questions=[QuestionDraft(text="ما اسم المقهى؟", kind=QuestionKind.TEXT)],
        faqs=[FaqDraft(question="هل الملفات لي؟", answer="نعم\n\nكلها")],
        actor=gig.seller,
        now=now,
    )
    return gig


@pytest.fixture
def gig(seller: Member, now: datetime) -> Gig:
    return _fill(make_live(seller, now), now)


@pytest.fixture
def cast(seller: Member, stranger: Member, editor: Member) -> dict[str, Member | None]:
    return {"owner": seller, "stranger": stranger, "editor": editor, "anonymous": None}


def _count(browser: Client, url: str) -> tuple[int, int]:
    """Return how many queries a page asks, and how many of them of tables of gigs."""
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    own = [one for one in queries.captured_queries if "gigs_" in one["sql"]]
    return len(queries), len(own)


@pytest.mark.parametrize("actor", ["owner", "stranger", "editor", "anonymous"])
@pytest.mark.parametrize("state", list(GigState))
def test_detail_is_open_when_live_and_else_for_owner_and_editors(
    actor: str, state: GigState, cast: dict[str, Member | None], as_member: SignIn, now: datetime
) -> None:
    seller = cast["owner"]
    assert seller is not None
    gig = put(make_draft(seller, now), state, now)
    who = cast[actor]
    answer = as_member(who).get(address(gig))
    is_seen = state == GigState.LIVE or actor in {"owner", "editor"}
    assert answer.status_code == (200 if is_seen else 404)
    assert ("هوية مقهى كاملة" in answer.content.decode()) is is_seen


def test_detail_of_a_suspended_member_is_gone(gig: Gig, client: Client) -> None:
    Member.objects.filter(pk=gig.seller_id).update(is_active=False)
    assert client.get(address(gig)).status_code == 404
    assert "هوية مقهى كاملة" not in client.get("/gigs/").content.decode()


@pytest.mark.parametrize("slug", ["-x", "-%D9%87%D9%88%D9%8A%D8%A9", ""])
def test_detail_has_one_address(slug: str, gig: Gig, client: Client) -> None:
    answer = client.get(f"/gigs/{gig.pk}{slug}/?package=7")
    assert answer.status_code == 301
    assert answer["Location"] == f"/gigs/{gig.pk}-{quote('هوية-مقهى-كاملة')}/?package=7"


@pytest.mark.parametrize("address", ["/gigs/999999/", "/gigs/999999-x/", f"/gigs/{10**17}-x/"])
def test_detail_of_nothing_is_not_found(address: str, client: Client, db: None) -> None:  # noqa: ARG001
    assert client.get(address).status_code == 404


def test_detail_tells_the_price_with_each_part(gig: Gig, client: Client) -> None:
    standard = gig.packages.get(tier=PackageTier.STANDARD)
    faster = gig.extras.get(days_change=-3)
    page = client.get(
        address(gig, "en"), {"package": standard.pk, "extras": faster.pk}
    ).content.decode()
    for text in ("$210.00", "$40.00", "$250.00", "$50.00", "$200.00", "20%"):
        assert text in page
    assert f'id="extra-{faster.pk}" name="extras" value="{faster.pk}" checked' in page


def test_detail_takes_a_choice_in_other_digits_and_nonsense(gig: Gig, client: Client) -> None:
    premium = gig.packages.get(tier=PackageTier.PREMIUM)
    arabic = str(premium.pk).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    url = address(gig, "en")
    assert "$390.00" in client.get(url, {"package": arabic}).content.decode()
    for package in ("", "x", "-1", "9" * 40, "١٢٣"):
        page = client.get(url, {"package": package, "extras": ["x", "9" * 30]})
        assert "$210.00" in page.content.decode()


def test_visitor_who_orders_signs_in_and_comes_back(gig: Gig, client: Client) -> None:
    basic = gig.packages.get(tier=PackageTier.BASIC)
    extra = gig.extras.get(days_change=2)
    answer = client.get(address(gig), {"package": basic.pk, "extras": extra.pk, "order": 1})
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert quote(f"package={basic.pk}&extras={extra.pk}", safe="") in answer["Location"]


def test_price_turns_a_post_into_an_address(gig: Gig, client: Client) -> None:
    basic = gig.packages.get(tier=PackageTier.BASIC)
    answer = client.post(f"/gigs/{gig.pk}/price/", {"package": basic.pk, "extras": 3})
    assert answer.status_code == 302
    assert answer["Location"] == f"{address(gig)}?package={basic.pk}&extras=3#order"


def test_member_orders_by_post_but_not_from_oneself(
    gig: Gig, stranger: Member, seller: Member, as_member: SignIn
) -> None:
    url = address(gig, "en")
    theirs = as_member(stranger).get(url).content.decode()
    assert "Order now" in theirs
    own = as_member(seller).get(url).content.decode()
    assert "btn btn-hire btn-lg" not in own
    assert "This is your gig." in own


def test_seller_who_is_not_taking_work_gets_no_orders(gig: Gig, client: Client) -> None:
    from marketplace.accounts.queries import profile_of  # noqa: PLC0415

    profile = profile_of(gig.seller)
    profile.is_taking_work = False
    profile.save()
    page = client.get(address(gig, "en")).content.decode()
    assert "btn btn-hire btn-lg" not in page
    assert "Not taking work" in page


def test_detail_shows_no_markup_of_members(seller: Member, now: datetime, client: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    gig = make_live(seller, now, title=hostile, tags=("<b>x</b>",))
    services.save_additions(
        gig=gig,
        extras=[ExtraDraft(title=hostile, price_amount=100)],
        questions=[QuestionDraft(text=hostile)],
        faqs=[FaqDraft(question=hostile, answer=hostile)],
        actor=seller,
        now=now,
    )
    for url in (address(gig), "/gigs/"):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_pages_ask_a_constant_number_of_queries(
    is_signed_in: bool,  # noqa: FBT001
    seller: Member,
    stranger: Member,
    as_member: SignIn,
    now: datetime,
) -> None:
    first = _fill(make_live(seller, now), now)
    browser = as_member(stranger if is_signed_in else None)
    urls = [
        address(first),
        "/gigs/",
        "/gigs/" + f"?q={quote('مقهى')}&category=design&days=7",
        "/gigs/" + f"?q={quote('مقهى')}&price_min=9000&days=1",
    ]
    for url in urls:
        browser.get(url)
    with_one = [_count(browser, url) for url in urls]
    for _number in range(2):
        _fill(make_live(seller, now), now)
    with_three = [_count(browser, url) for url in urls]
    assert with_one == with_three
    assert max(own for _all, own in with_three) <= OWN_QUERIES
    if not is_signed_in:
        assert max(total for total, _own in with_three) <= ANONYMOUS_QUERIES


def _titles(page: str) -> list[str]:
    """Return the titles of the cards on a page, without those of "what comes nearest"."""
    results = page.partition('id="nearest"')[0]
    return [unescape(title) for title in re.findall(r'class="card-link"[^>]*>([^<]*)<', results)]


def _found(browser: Client, **query: str) -> list[str]:
    return _titles(browser.get("/en/gigs/", query, follow=True).content.decode())


@pytest.fixture
def market(seller: Member, now: datetime) -> None:
    for title, category, language, price, days in (
        ("Logo for a bakery", "logo", "en", 5_000, 2),
        ("شعار لمخبز", "logo", "ar", 9_000, 5),
        ("A shop that opens fast", "shops", "en", 34_000, 9),
    ):
        package = PackageDraft(tier=PackageTier.BASIC, price_amount=price, delivery_days=days)
        make_live(
            seller, now, title=title, category=category, language=language, packages=[package]
        )


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"category": "design"}, {"Logo for a bakery", "شعار لمخبز"}),
        ({"category": "shops"}, {"A shop that opens fast"}),
        ({"category": "nonsense"}, set()),
        ({"price_max": "٥٠"}, {"Logo for a bakery"}),
        ({"price_min": "60", "price_max": "100"}, {"شعار لمخبز"}),
        ({"days": "7"}, {"Logo for a bakery", "شعار لمخبز"}),
        ({"language": "ar"}, {"شعار لمخبز"}),
        ({"q": "bakery"}, {"Logo for a bakery", "شعار لمخبز"}),
        ({"q": "parrot", "language": "ar"}, set()),
        (
            {"price_min": "abc", "days": "x", "sort": "x", "page": "x"},
            {
                "Logo for a bakery",
                "شعار لمخبز",
                "A shop that opens fast",
            },
        ),
    ],
)
def test_browse_narrows(query: dict[str, str], titles: set[str], client: Client) -> None:
    assert set(_found(client, **query)) == titles


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("price_low", "Logo for a bakery"),
        ("price_high", "A shop that opens fast"),
        ("fastest", "Logo for a bakery"),
        ("newest", "A shop that opens fast"),
    ],
)
def test_browse_sorts(sort: str, first: str, client: Client) -> None:
    assert _found(client, sort=sort)[0] == first


def test_browse_sorts_by_rating_with_the_unrated_last(
    seller: Member, now: datetime, client: Client
) -> None:
    gigs = {name: make_live(seller, now, title=name) for name in ("Three", "None", "Five")}
    services.set_rating(gig_id=gigs["Three"].pk, rating_sum=300, rating_count=1, now=now)
    services.set_rating(gig_id=gigs["Five"].pk, rating_sum=500, rating_count=1, now=now)
    assert _found(client, sort="rating") == ["Five", "Three", "None"]


@pytest.mark.usefixtures("market")
def test_browse_counts_categories(now: datetime) -> None:
    def counts(filters: Filters) -> dict[str, int]:
        facets = browse_gigs(filters, now=now).facets
        return {one.node.slug: one.count for one in facets if one.count}

    assert counts(Filters()) == {"design": 2, "code": 1}
    assert counts(Filters(category="design")) == {"design": 2, "logo": 2, "code": 1}
    assert counts(Filters(language="en")) == {"design": 1, "code": 1}
    assert counts(Filters(q="bakery", category="code")) == {"design": 2}


@pytest.mark.usefixtures("market")
def test_browse_shows_the_nearest_when_nothing_is_found(now: datetime, client: Client) -> None:
    narrowed = browse_gigs(Filters(q="shop", language="ar"), now=now)
    assert [card.title for card in narrowed.nearest] == ["A shop that opens fast"]
    assert narrowed.nearest_kind == "unfiltered"
    nothing = browse_gigs(Filters(q="zxqwv"), now=now)
    assert (len(nothing.nearest), nothing.nearest_kind) == (3, "popular")
    page = client.get("/en/gigs/?q=shop&language=ar").content.decode()
    assert (_titles(page), "Without your filters" in page) == ([], True)


@pytest.mark.usefixtures("market")
def test_browse_counts_up_to_a_cap(now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"search_candidates": 1}
    result = browse_gigs(Filters(language="en"), now=now)
    assert (result.total, result.is_capped) == (1, True)
    assert {one.count for one in result.facets} == {None}


@pytest.mark.usefixtures("market")
def test_browse_keeps_a_clean_address(client: Client) -> None:
    answer = client.get("/gigs/?q=&category=design&days=&price_min=")
    assert (answer.status_code, answer["Location"]) == (302, "/gigs/?category=design")
    answer = client.get("/gigs/?category=design&page=40")
    assert (answer.status_code, answer["Location"]) == (302, "/gigs/?category=design")


@pytest.mark.usefixtures("market")
def test_browse_chips_take_one_filter_away(client: Client) -> None:
    page = client.get("/en/gigs/?q=bakery&language=en&days=7").content.decode()
    chips = re.findall(r'class="pill prime[^"]*" href="([^"]*)"', page)
    assert [unescape(href) for href in chips] == [
        "?language=en&days=7",
        "?q=bakery&language=en",
        "?q=bakery&days=7",
    ]


def test_browse_pages(seller: Member, now: datetime, client: Client) -> None:
    for number in range(26):
        make_live(seller, now, title=f"Gig {number}")
    first, second = (set(_found(client, page=page)) for page in ("1", "2"))
    assert (len(first), len(second), len(first | second)) == (24, 2, 26)
    assert 'rel="next" href="?page=2"' in client.get("/gigs/").content.decode()
