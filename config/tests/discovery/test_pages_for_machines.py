"""Structured data, addresses in all languages, and what is shown where a page is shared."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from config.tests.discovery.conftest import HOSTILE, Small

pytestmark = pytest.mark.django_db
# What schema.org's and search engines' documents ask for, by type.
REQUIRED = {
    "Service": {"name", "description", "url", "provider", "offers", "serviceType"},
    "Offer": {"price", "priceCurrency", "url", "availability"},
    "Article": {
        "headline",
        "author",
        "datePublished",
        "dateModified",
        "publisher",
        "image",
        "mainEntityOfPage",
    },
    "Person": {"name", "url"},
    "Organization": {"name", "url", "logo"},
    "WebSite": {"name", "url", "potentialAction"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "CreativeWork": {"name", "url", "creator"},
    "SearchAction": {"target", "query-input"},
    "PostalAddress": {"addressCountry"},
}
LANGUAGES = ("ar", "en", "he", "ur")


class Head(HTMLParser):
    """Reads what a page says in its head, as a browser would."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.data: list[dict[str, Any]] = []
        self.scripts = 0
        self._is_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[given.get("property") or given.get("name", "")] = given.get("content", "")
        if tag == "link":
            self.links.append(given)
        if tag == "script":
            self._is_data = given.get("type") == "application/ld+json"
            self.scripts += not self._is_data and "src" not in given

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.data.append(json.loads(data))
            self._is_data = False

    def addresses(self, rel: str) -> dict[str, str]:
        """Return {language: address} of links of a kind."""
        found = [link for link in self.links if link.get("rel") == rel and "hreflang" in link]
        return {link["hreflang"]: link["href"] for link in found}


def head(path: str) -> Head:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return Head(answer.content.decode())


def check(node: Any) -> list[str]:
    """Return the types of all nodes; each carries what it must, and nothing empty."""
    if isinstance(node, list):
        return [name for one in node for name in check(one)]
    if not isinstance(node, dict):
        assert node not in ("", None), "something is empty"
        return []
    found = [node["@type"]] if "@type" in node else []
    if found and not (found == ["Person"] and "url" not in node):
        missing = REQUIRED.get(found[0], set()) - node.keys()
        assert not missing, (found, missing)
    for name, value in node.items():
        if name in {"url", "item", "image"} and isinstance(value, str):
            assert value.startswith(("http://", "https://")), value
        found += check(value)
    return found


def test_each_page_describes_itself(small: Small) -> None:
    types = {
        path: [name for data in head(path).data for name in check(data)]
        for path in (
            "/en/",
            f"/en{small.gig.get_absolute_url()}",
            small.article.get_absolute_url(),
            f"/he{small.seller.get_absolute_url()}",
            f"/ur{small.work.get_absolute_url()}",
        )
    }
    home, gig, article, person, work = types.values()
    assert home == ["WebSite", "Organization", "SearchAction"]
    assert gig[0] == "Service"
    assert gig.count("Offer") == small.gig.packages.filter(is_offered=True).count()
    assert "AggregateRating" not in gig
    assert article[:1] == ["Article"]
    assert {"Person", "Organization", "BreadcrumbList"} <= set(article)
    assert person == ["Person", "PostalAddress"]
    assert work[0] == "CreativeWork"


def test_prices_are_decimal_and_say_their_currency(small: Small) -> None:
    data = head(f"/en{small.gig.get_absolute_url()}").data[0]
    prices = [offer["price"] for offer in data["offers"]]
    packages = small.gig.packages.filter(is_offered=True).order_by("position")
    assert prices == [f"{package.price_amount / 100:.2f}" for package in packages]
    assert {offer["priceCurrency"] for offer in data["offers"]} == {small.gig.currency}


def test_what_members_write_stays_text(small: Small) -> None:
    for path in (
        small.gig.get_absolute_url(),
        small.article.get_absolute_url(),
        small.seller.get_absolute_url(),
        small.work.get_absolute_url(),
    ):
        found = head(f"/en{path}")
        assert found.scripts == 0
        said = json.dumps(found.data, ensure_ascii=False) + found.meta["og:title"]
        assert "</script>" in said.replace("\\u003c", "<")
    assert head(small.gig.get_absolute_url()).meta["og:title"] == f"A sign {HOSTILE}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_names_its_twins(lang: str, small: Small) -> None:
    prefix = "" if lang == "ar" else f"/{lang}"
    for path in ("/", "/gigs/", "/articles/", small.gig.get_absolute_url()):
        found = head(f"{prefix}{path}")
        twins = found.addresses("alternate")
        assert set(twins) == {*LANGUAGES, "x-default"}
        assert twins["x-default"] == twins["ar"] == f"{settings.SITE_URL}{path}"
        (canonical,) = [link["href"] for link in found.links if link.get("rel") == "canonical"]
        assert canonical == twins[lang] == found.meta["og:url"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_share_cards_are_drawn_once_for_each_wording(lang: str, small: Small) -> None:
    prefix = "" if lang == "ar" else f"/{lang}"
    browser = Client()
    for path in (
        small.gig.get_absolute_url(),
        small.article.get_absolute_url(),
        small.seller.get_absolute_url(),
    ):
        card = head(f"{prefix}{path}").meta["og:image"].removeprefix(settings.SITE_URL)
        first = browser.get(card)
        assert (first.status_code, first["Content-Type"]) == (200, "image/png")
        assert first.content.startswith(b"\x89PNG")
        assert first.content[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
        assert browser.get(card).content == first.content
        again = browser.get(card, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_private_things_have_no_card(small: Small) -> None:
    small.seller.is_active = False
    small.seller.save()
    for address in (
        f"/cards/gigs/{small.gig.pk}.png",
        "/cards/u/salma.png",
        "/cards/articles/999999.png",
        "/cards/articles/x.png",
        f"/cards/articles/{'9' * 30}.png",
        "/cards/orders/1.png",
    ):
        assert Client().get(address).status_code == 404, address


def test_robots_names_what_is_private_and_the_map() -> None:
    text = Client().get("/robots.txt").content.decode()
    assert re.search(r"^Sitemap: .+/sitemap\.xml$", text, re.MULTILINE)
    for path in ("/desk/", "/en/wallet/", "/he/inbox/", "/api/"):
        assert f"Disallow: {path}\n" in text
