"""Pages and API of searching, as a visitor, a member and an editor meet them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from marketplace.accounts.models import Member, Profile
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.search.choices import Kind
from marketplace.search.models import Favourite, SavedSearch, WordGroup

pytestmark = pytest.mark.django_db
Add = Callable[..., int]
SignIn = Callable[[Member | None], Client]
Count = Callable[..., Any]


def text_of(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def three_kinds(list_thing: Add, seller: Member) -> None:
    list_thing("Logo for a bakery", language="en")
    list_thing("How a logo is made", kind=Kind.ARTICLE, price=None, days=None, language="en")
    list_thing("Logan Logo", kind=Kind.MEMBER, ref=seller.pk, root="", price=None, days=None)


@pytest.mark.usefixtures("three_kinds")
def test_one_search_finds_all_kinds(client: Client) -> None:
    page = text_of(client.get("/en/search/?q=logo"))
    for title in ("Logo for a bakery", "How a logo is made", "Logan Logo"):
        assert title in page
    assert "/en/search/?q=logo&kind=article" in page
    only = text_of(client.get("/en/search/?q=logo&kind=article"))
    assert ("How a logo is made" in only, "Logan Logo" in only) == (True, False)
    assert client.get("/en/search/?q=logo&kind=gig")["Location"] == "/en/gigs/?q=logo"
    assert client.get("/en/search/?q=logo&kind=")["Location"] == "/en/search/?q=logo"
    assert client.get("/en/search/?q=logo&kind=article&page=9").status_code == 302


@pytest.mark.usefixtures("three_kinds")
def test_a_correction_and_the_way_around_it(client: Client) -> None:
    page = text_of(client.get("/en/search/?q=lgoo"))
    assert "Did you mean" in page
    assert "exact=1" in page
    literal = text_of(client.get("/en/search/?q=lgoo&exact=1"))
    assert ("Did you mean" in literal, "Nothing matches this yet" in literal) == (False, True)
    assert "The keyboard seems" in text_of(client.get("/en/gigs/?q=مخلخ"))


@pytest.mark.usefixtures("three_kinds")
def test_suggestions_while_typing(client: Client) -> None:
    page = text_of(client.get("/en/search/suggest/?q=log"))
    assert "/en/gigs/?q=logo" in page
    assert "Search everywhere for" in page
    assert client.get("/en/search/suggest/?q=").content.strip() == b""


@pytest.mark.parametrize("is_signed_in", [False, True])
@pytest.mark.parametrize(
    "path",
    [
        "/en/search/?q=logo",
        "/en/search/?q=logo&kind=article",
        "/en/search/?kind=member",
        "/en/search/suggest/?q=log",
        "/en/gigs/?q=logo",
        "/en/gigs/?category=design&days=7&rating=4&level=0&language=en&price_max=100",
    ],
)
def test_pages_ask_a_constant_number_of_queries(
    is_signed_in: bool,  # noqa: FBT001
    path: str,
    list_thing: Add,
    as_member: SignIn,
    stranger: Member,
    django_assert_num_queries: Count,
) -> None:
    browser = as_member(stranger if is_signed_in else None)

    def fill(number: int) -> None:
        list_thing(f"Logo {number}", language="en", rating=450, rating_count=1)
        list_thing(f"Logo {number}", kind=Kind.ARTICLE, price=None, days=None)
        list_thing(f"Logo {number}", kind=Kind.MEMBER, price=None, days=None)

    fill(1)
    browser.get(path)
    counted = _queries(browser, path)
    fill(2)
    fill(3)
    with django_assert_num_queries(counted):
        browser.get(path)


def _queries(browser: Client, path: str) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as found:
        browser.get(path)
    return len(found)


def test_favourites_page(
    list_thing: Add, as_member: SignIn, stranger: Member, django_assert_num_queries: Count
) -> None:
    browser = as_member(stranger)
    assert "No favourites yet" in text_of(browser.get("/en/favourites/"))
    for number in range(3):
        ref = list_thing(f"Logo {number}")
        answer = browser.post(
            "/en/favourites/add/", {"kind": "gig", "ref": ref, "next": "/en/gigs/"}
        )
        assert answer["Location"] == "/en/gigs/"
        if number == 0:
            one = _queries(browser, "/en/favourites/")
    with django_assert_num_queries(one):
        page = text_of(browser.get("/en/favourites/"))
    assert page.index("Logo 2") < page.index("Logo 0")
    heart = browser.post(
        "/en/favourites/remove/", {"kind": "gig", "ref": ref}, headers={"HX-Request": "true"}
    )
    assert f'id="heart-gig-{ref}" aria-pressed="false"' in heart.content.decode()
    assert Favourite.objects.count() == 2
    assert browser.post("/en/favourites/add/", {"kind": "x", "ref": "y"}).status_code == 404
    assert browser.post("/en/favourites/add/", {"kind": "gig", "ref": 9_999}).status_code == 404


def test_a_favourite_that_left_says_so(
    list_thing: Add, as_member: SignIn, stranger: Member
) -> None:
    ref = list_thing("Logo")
    browser = as_member(stranger)
    browser.post("/en/favourites/add/", {"kind": "gig", "ref": ref})
    from marketplace.search.services import remove  # noqa: PLC0415

    remove(kind=Kind.GIG, refs=[ref])
    assert "Not on offer at the moment." in text_of(browser.get("/en/favourites/"))


def test_saving_a_search_and_what_is_done_with_it(
    list_thing: Add, as_member: SignIn, stranger: Member
) -> None:
    list_thing("Logo for a bakery", language="en", price=5_000)
    browser = as_member(stranger)
    page = text_of(browser.get("/en/gigs/?q=logo&price_max=60.50"))
    assert 'name="address" value="q=logo&price_max=60.5"' in page
    given = {"kind": "gig", "address": "q=logo&price_max=60.5", "rhythm": "daily", "name": "Mine"}
    answer = browser.post("/en/search/saved/add/", given)
    assert answer["Location"] == "/en/gigs/?q=logo&price_max=60.5"
    saved = SavedSearch.objects.get()
    assert (saved.name, saved.price_max, saved.rhythm) == ("Mine", 6_050, "daily")
    assert "Saved search" in text_of(browser.get("/en/gigs/?q=logo&price_max=60.5"))
    assert saved.feed_key in text_of(browser.get("/en/search/saved/"))
    opened = browser.get(f"/en/search/saved/{saved.public_id}/")
    assert opened["Location"] == "/en/gigs/?q=logo&price_max=60.5&sort=newest"
    for verb, sent in (("rhythm", {"rhythm": "off"}), ("renew", {}), ("remove", {})):
        answer = browser.post(f"/en/search/saved/{saved.public_id}/{verb}/", sent)
        assert answer["Location"] == "/en/search/saved/"
    assert SavedSearch.objects.count() == 0
    refused = browser.post("/en/search/saved/add/", {"kind": "gig", "address": "", "name": "All"})
    assert refused.status_code == 422
    assert "can't be saved" in text_of(refused)


def test_a_visitors_views_stay_in_their_browser(list_thing: Add, client: Client) -> None:
    ref = list_thing("Logo")
    client.cookies["seen"] = f"gig-{ref}.gig-x.<script>.gig-99999999999999999999"
    assert "Looked at lately" in text_of(client.get("/en/search/"))
    answer = client.post("/en/search/forget/", {"next": "/en/search/"})
    assert answer.cookies["seen"].value == ""
    assert "Looked at lately" not in text_of(client.get("/en/search/"))


def test_the_desk_of_words(as_member: SignIn, editor: Member, stranger: Member) -> None:
    assert as_member(stranger).get("/en/desk/words/").status_code == 404
    desk = as_member(editor)
    page = text_of(desk.get("/en/desk/words/?try=شعارات مقهى&q=شعار"))
    assert ("<bdi>شعار</bdi>" in page, "<bdi>logo</bdi>" in page) == (True, True)
    refused = desk.post("/en/desk/words/add/", {"words": "one", "kind": "synonym"})
    assert refused.status_code == 422
    assert "one</textarea>" in text_of(refused)
    desk.post("/en/desk/words/add/", {"words": "ببغاء\nparrot", "kind": "synonym"})
    group = WordGroup.objects.get(words__contains=["parrot"])
    desk.post(group.get_absolute_url(), {"words": "ببغاء\nmacaw", "kind": "plural"})
    group.refresh_from_db()
    assert (group.words, group.is_active) == (["ببغاء", "macaw"], False)
    desk.post(f"/en/desk/words/{group.public_id}/remove/")
    assert not WordGroup.objects.filter(pk=group.pk).exists()


def test_addresses_that_say_nonsense_are_read_with_patience(client: Client) -> None:
    for query in (
        "price_min=-1&price_max=1e9&days=4&level=9&rating=abc&language=xx&sort=up&page=-3",
        "q=%00%ff&category=%00",
        "page=99999999999999999999&level=٣",
        "q=" + "ا" * 3_000,
    ):
        for path in ("/en/gigs/", "/en/search/", "/en/search/suggest/"):
            assert client.get(f"{path}?{query}").status_code in {200, 302}


@pytest.fixture
def api(stranger: Member, now: datetime) -> Callable[..., Any]:
    scopes = frozenset(
        f"{name}:{right}"
        for name in ("search", "favourites", "saved_searches")
        for right in ("read", "write")
    )
    key = create_token(member=stranger, name="all", scopes=scopes, now=now).key
    browser = Client(headers={"Authorization": f"Bearer {key}"})

    def call(method: str, path: str, **body: Any) -> Any:
        return browser.generic(method, f"/api/v1/{path}", json.dumps(body), "application/json")

    return call


def test_api(list_thing: Add, api: Callable[..., Any]) -> None:
    ref = list_thing("Logo for a bakery", language="en", price=5_000)
    found = api("GET", "search/?q=lgoo&price_max=6000").json()
    assert (found["total"], found["typed"], found["text"]) == (1, "lgoo", "logo")
    assert found["results"][0]["ref"] == ref
    assert found["facets"]["language"] == {"en": 1}
    assert api("GET", "search/?days=4").status_code == 422
    assert api("GET", "search/suggest/?q=log").json()["texts"] == ["logo"]
    assert api("POST", "favourites/", kind="gig", ref=ref).status_code == 201
    assert [row["title"] for row in api("GET", "favourites/").json()["results"]] == [
        "Logo for a bakery"
    ]
    assert api("DELETE", f"favourites/gig/{ref}/").status_code == 204
    assert api("DELETE", f"favourites/gig/{ref}/").status_code == 404
    saved = api("POST", "saved_searches/", q="logo", rating=450, rhythm="daily").json()
    assert (saved["address"], saved["rhythm"]) == ("q=logo&rating=4.5", "daily")
    one = f"saved_searches/{saved['id']}/"
    assert api("PUT", one, rhythm="off").json()["rhythm"] == "off"
    assert api("POST", f"{one}renew_feed/").json()["feed_path"] != saved["feed_path"]
    assert len(api("GET", "saved_searches/").json()["results"]) == 1
    assert api("DELETE", one).status_code == 204
    refused = api("POST", "saved_searches/", kind="gig")
    assert (refused.status_code, refused.json()["code"]) == (422, "nothing_to_find")


def test_header_and_home_lead_to_the_search(client: Client) -> None:
    page = text_of(client.get("/en/articles/"))
    assert re.search(r'<form role="search" action="/en/search/"', page)


@pytest.mark.usefixtures("three_kinds")
def test_cards_say_when_their_owner_is_back(client: Client, seller: Member) -> None:
    page = "/en/search/?q=logo&kind=member"
    assert "Back on" not in text_of(client.get(page))
    now = clock.now()
    begin, back = now - timedelta(days=1), now + timedelta(days=3)
    Profile.objects.create(member=seller, vacation_from_at=begin, vacation_until_at=back)
    assert "Back on" in text_of(client.get(page))
