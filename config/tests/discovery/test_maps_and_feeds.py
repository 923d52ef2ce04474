"""Sitemaps as a crawler reads them, feeds as a reader does."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.conf import settings
from django.test import Client

from config.discovery import sitemaps
from config.tests.discovery.conftest import HOSTILE, Small
from marketplace.core.addresses import without_language
from marketplace.gigs.services import pause_gig

pytestmark = pytest.mark.django_db
LATER = "Thu, 01 Jan 2099 00:00:00 GMT"
GONE = {"articles": {"state": "draft"}, "gigs": {"state": "paused"}}
NAMES = {"map": sitemaps.SCHEMA, "x": "http://www.w3.org/1999/xhtml"}


def tree(path: str) -> ET.Element:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return ET.fromstring(answer.content)  # noqa: S314  written by us a moment ago


def places(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.findall(".//map:loc", NAMES)]


def test_the_index_leads_to_every_public_page_in_every_language(small: Small) -> None:
    files = [place.removeprefix(settings.SITE_URL) for place in places(tree("/sitemap.xml"))]
    assert {file.split("-")[1] for file in files} == set(sitemaps.SECTIONS)
    found = [place for file in files for place in places(tree(file))]
    assert len(found) == len(set(found))
    browser = Client()
    for path in (
        small.gig.get_absolute_url(),
        small.article.get_absolute_url(),
        small.seller.get_absolute_url(),
        small.work.get_absolute_url(),
        small.contest.get_absolute_url(),
        small.topic.get_absolute_url(),
    ):
        for prefix in ("", "/en", "/he", "/ur"):
            assert f"{settings.SITE_URL}{prefix}{path}" in found
    for place in found[::9]:
        assert browser.get(place.removeprefix(settings.SITE_URL)).status_code == 200, place


def test_each_address_names_its_twins(small: Small) -> None:
    root = tree("/sitemap-gigs-1.xml")
    assert len(root) == 4
    for page in root:
        twins = page.findall("x:link", NAMES)
        assert [twin.get("hreflang") for twin in twins] == ["ar", "en", "he", "ur", "x-default"]
        assert page.find("map:lastmod", NAMES) is not None
    assert small.gig.pk


def test_long_sections_are_cut_into_files(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "FILE_ITEMS", 2)
    files = [place for place in places(tree("/sitemap.xml")) if "-categories-" in place]
    count = sitemaps.SECTIONS["categories"].count()
    assert len(files) == -(-count // 2)
    total = sum(len(places(tree(file.removeprefix(settings.SITE_URL)))) for file in files)
    assert total == 4 * count
    assert small.gig.pk


@pytest.mark.parametrize(
    "path", ["/sitemap-gigs-2.xml", "/sitemap-gigs-0.xml", "/sitemap-orders-1.xml"]
)
def test_there_is_no_file_without_pages(path: str, small: Small) -> None:
    assert Client().get(path).status_code == 404
    assert small.gig.pk


def test_maps_cost_the_same_for_one_and_many(
    small: Small, django_assert_num_queries: Any, now: Any
) -> None:
    with django_assert_num_queries(9):
        Client().get("/sitemap.xml")
    with django_assert_num_queries(1):
        Client().get("/sitemap-gigs-1.xml")
    pause_gig(gig=small.gig, actor=small.seller, now=now)
    assert Client().get("/sitemap-gigs-1.xml").status_code == 404


@pytest.mark.parametrize("lang", ["ar", "ur"])
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feeds/articles/", "articles"),
        ("/feeds/articles/by/salma/", "articles"),
        ("/feeds/articles/in/design/", "articles"),
        ("/feeds/gigs/in/{category}/", "gigs"),
    ],
)
def test_feeds_are_read_by_a_reader(path: str, kind: str, lang: str, small: Small) -> None:
    target = small.gig if kind == "gigs" else small.article
    there = without_language(target.get_absolute_url())
    prefix = "" if lang == "ar" else f"/{lang}"
    address = prefix + path.format(category=small.gig.root.slug)
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version) == (0, "atom10")
    (entry,) = feed.entries
    assert entry.title == target.title
    assert HOSTILE in entry.title
    assert entry.link == f"{settings.SITE_URL}{prefix}{there}"
    assert entry.author == "سلمى الحربي"
    assert feed.feed.links
    again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    type(target).objects.filter(pk=target.pk).update(**GONE[kind])
    later = {"If-None-Match": answer["ETag"], "If-Modified-Since": LATER}
    for known in (later, {"If-Modified-Since": LATER}):
        gone = Client().get(address, headers=known)
        assert (gone.status_code, feedparser.parse(gone.content).entries) == (200, [])


def test_feeds_of_nobody_are_not_there() -> None:
    for path in ("/feeds/articles/by/nobody/", "/feeds/articles/in/x/", "/feeds/gigs/in/x/"):
        assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/feeds/articles/by/salma/", "/feeds/articles/in/design/"])
def test_a_feed_leaves_out_signs_that_xml_cannot_write(path: str, small: Small) -> None:
    kind = type(small.article)
    kind.objects.update(title="A sign\x08 of mine", summary="Short\x1b")
    feed = feedparser.parse(Client().get(path).content)
    assert [entry.title for entry in feed.entries] == ["A sign of mine"]


def test_a_file_beyond_all_counting_is_not_there(small: Small) -> None:
    for number in ("50001", "9" * 19, "9" * 40):
        answer = Client(raise_request_exception=False).get(f"/sitemap-gigs-{number}.xml")
        assert answer.status_code == 404, number
    assert small.gig.pk


def test_a_sign_that_xml_cannot_write_breaks_no_feed(small: Small) -> None:
    small.article.title = "Pasted\x0bfrom\x01elsewhere"
    small.article.save(update_fields=["title"])
    titles = [
        entry.title for entry in feedparser.parse(Client().get("/feeds/articles/").content).entries
    ]
    assert "Pastedfromelsewhere" in titles
