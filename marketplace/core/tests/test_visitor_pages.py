"""Kept pages: the same for every visitor, and nothing of one visitor in another's."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import translation

from marketplace.accounts.models import Member
from marketplace.core.visitor_pages import forget_visitor_pages, form_token, kept_for_visitors

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Page:
    """A page that counts how often it was made."""

    def __init__(self, **headers: str) -> None:
        self.made = 0
        self.headers = headers
        self.status = 200
        self.cookie = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.made += 1
        if self.status == 404:
            raise Http404
        field = form_token(request)["csrf_input"]
        body = f"{self.made} {request.get_full_path()} {field}"
        response = HttpResponse(body, status=self.status, headers=self.headers)
        if self.cookie:
            response.set_cookie("seen", "1")
        return response


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> None:
    settings.VISITOR_PAGE_SECONDS = 60


def _get(page: Page, path: str = "/", cookies: str = "", **headers: str) -> HttpResponse:
    request = RequestFactory().get(path, headers={"Cookie": cookies, **headers})
    return kept_for_visitors(page)(request)


def test_two_visitors_get_one_page() -> None:
    page = Page()
    assert _get(page).content[:3] == _get(page).content[:3]
    assert page.made == 1


def test_each_visitor_gets_a_token_of_their_own() -> None:
    page = Page()
    tokens = [TOKEN.findall(_get(page).content.decode())[0] for _ in range(3)]
    assert len(set(tokens)) == 3
    assert {len(token) for token in tokens} == {len(get_token(RequestFactory().get("/")))}


@pytest.mark.parametrize(
    ("path", "cookies", "headers"),
    [
        ("/?page=2", "", {}),
        ("/", "theme=dark", {}),
        ("/", "", {"HX-Request": "true"}),
        ("/", "", {"Host": "other.example"}),
    ],
)
def test_what_differs_is_kept_apart(path: str, cookies: str, headers: dict[str, str]) -> None:
    page = Page()
    _get(page)
    _get(page, path, cookies, **headers)
    assert page.made == 2


def test_languages_are_kept_apart() -> None:
    page = Page()
    for language in ("ar", "en"):
        with translation.override(language):
            _get(page)
    assert page.made == 2


@pytest.mark.parametrize(
    ("path", "cookies"),
    [("/", "sessionid=x"), ("/", "messages=x"), ("/?q=x", ""), ("/?" + "x" * 300, "")],
)
def test_who_may_read_otherwise_gets_it_anew(path: str, cookies: str) -> None:
    page = Page()
    for _ in range(2):
        _get(page, path, cookies)
    assert page.made == 2


def test_a_page_that_reads_a_cookie_is_made_anew_for_who_has_it() -> None:
    page = Page()
    kept = partial(kept_for_visitors, personal=("seen",))(page)
    for cookie in ("", "", "seen=gig-1", "seen=gig-2"):
        kept(RequestFactory().get("/", headers={"Cookie": cookie}))
    assert page.made == 3


def test_what_is_no_whole_page_is_not_kept() -> None:
    page = Page()
    page.status = 302
    _get(page)
    page.status, page.cookie = 200, True
    _get(page)
    page.cookie = False
    _get(page)
    assert page.made == 3


def test_a_fault_leaves_no_mark_behind() -> None:
    page = Page()
    page.status = 404
    request = RequestFactory().get("/")
    with pytest.raises(Http404):
        kept_for_visitors(page)(request)
    token = TOKEN.findall(str(form_token(request)["csrf_input"]))[0]
    assert len(token) == len(get_token(request))


def test_forgotten_pages_are_made_anew() -> None:
    page = Page()
    _get(page)
    forget_visitor_pages()
    _get(page)
    assert page.made == 2


def test_a_page_made_before_it_was_forgotten_is_not_kept() -> None:
    page = Page()

    def slow(request: HttpRequest) -> HttpResponse:
        made = page(request)
        forget_visitor_pages()
        return made

    kept_for_visitors(slow)(RequestFactory().get("/"))
    _get(page)
    assert page.made == 2


def test_headers_are_kept() -> None:
    page = Page(Link="<x>; rel=canonical")
    _get(page)
    assert _get(page)["Link"] == "<x>; rel=canonical"


def test_without_seconds_nothing_is_kept(settings: Any) -> None:
    settings.VISITOR_PAGE_SECONDS = 0
    page = Page()
    for _ in range(2):
        _get(page)
    assert page.made == 2


def test_a_kept_form_can_be_sent(db: None) -> None:  # noqa: ARG001
    for _ in range(2):
        visitor = Client(enforce_csrf_checks=True)
        token = TOKEN.findall(visitor.get("/").content.decode())[0]
        given = {"csrfmiddlewaretoken": token, "theme": "dark", "next": "/"}
        assert visitor.post("/preferences/theme/", given).status_code == 302


def test_members_never_get_a_visitors_page(seller: Member) -> None:
    Client().get("/")
    browser = Client()
    browser.force_login(seller, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert seller.display_name in browser.get("/").content.decode()
