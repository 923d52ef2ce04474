"""The kept header and footer: what differs from reader to reader stays each reader's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from config.chrome import _kept_header
from config.testing import MakeMember
from marketplace.accounts.models import Member

SignIn = Callable[..., Client]
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Links(HTMLParser):
    """Collects the links of a page: address, and what `aria-current` says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.found.append((given.get("href") or "", given.get("aria-current") or ""))

    @property
    def marked(self) -> set[tuple[str, str]]:
        return {link for link in self.found if link[1] and link[0].startswith("/")}


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_open_page_is_marked_and_the_one_above_it(
    as_member: SignIn, client_member: Member
) -> None:
    client = as_member(client_member)
    for _ in range(2):
        assert Links(_page(client, "/orders/")).marked == {("/orders/", "page")}
        below = Links(_page(client, "/wallet/statement/")).marked
        assert ("/wallet/", "true") in below
        assert Links(_page(client, "/en/orders/")).marked == {("/en/orders/", "page")}


def test_names_are_each_members_own_and_never_markup(
    as_member: SignIn, member_factory: MakeMember
) -> None:
    hostile = member_factory("hostile", display_name="<b>\"&'\x02name\x02")
    other = member_factory("other", display_name="Other One")
    for member in (hostile, other, hostile):
        html = _page(as_member(member), "/en/orders/")
        assert f'href="/en/u/{member.username}/"' in html
        assert ("Other One" in html) == (member == other)
        assert ("&lt;b&gt;&#34;&amp;&#39;" in html) == (member == hostile)
        assert "<b>&" not in html


def test_the_menus_of_staff_are_kept_apart(
    as_member: SignIn, client_member: Member, finance: Member
) -> None:
    for _ in range(2):
        assert "/desk/finance/" in _page(as_member(finance), "/en/orders/")
        assert "/desk/" not in _page(as_member(client_member), "/en/orders/")


@pytest.mark.django_db
def test_what_was_searched_and_asked_is_told_again_escaped(client: Client) -> None:
    html = _page(client, "/en/articles/?q=%22%3E%3Cscript%3E&page=1")
    assert 'value="&#34;&gt;&lt;script&gt;"' in html
    assert "<script>&" not in html
    addresses = {href for href, _ in Links(html).found}
    assert "/he/articles/?q=%22%3E%3Cscript%3E&page=1" in addresses
    assert "/articles/?q=%22%3E%3Cscript%3E&page=1" in addresses
    assert "\x02" not in html


def test_forms_carry_the_readers_token(as_member: SignIn, client_member: Member) -> None:
    first = _page(as_member(client_member), "/en/orders/")
    second = _page(as_member(client_member), "/en/orders/")
    assert len(FORM_TOKEN.findall(first)) >= 3
    assert set(FORM_TOKEN.findall(first)).isdisjoint(FORM_TOKEN.findall(second))
    assert 'name="next" value="/en/orders/"' in first


def test_it_is_made_once_for_all_who_see_it_alike(
    as_member: SignIn, client_member: Member, seller: Member, settings: Any
) -> None:
    settings.DEBUG = False
    _page(as_member(client_member), "/he/orders/")
    before = _kept_header.cache_info()
    _page(as_member(seller), "/he/orders/")
    after = _kept_header.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)
