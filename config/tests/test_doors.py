"""Addresses behind doors resolve as they would without."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLPattern, URLResolver, include, path, re_path
from django.urls.resolvers import RoutePattern
from hypothesis import given
from hypothesis import strategies as st

from config.api import routes
from config.doors import Doors
from config.tests.permissions.routes import all_routes
from config.urls import PAGES, parts

Pattern = URLPattern | URLResolver
EVERY = [*PAGES, *routes(), *parts("machine_urls")]
WORDS = ["", "gigs", "desk", "mine", "4", "x", "a%2Fb", "?", "new", "orders"]


def _view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _plain(patterns: list[Pattern]) -> URLResolver:
    return URLResolver(RoutePattern("", is_endpoint=False), patterns)


def _found(resolver: URLResolver, address: str) -> object:
    try:
        match = resolver.resolve(address)
    except Resolver404:
        return "nothing"
    return match.func, match.args, match.kwargs, match.view_name, match.namespaces, match.route


def _patterns() -> list[Pattern]:
    own = [path("desk/mine/", _view, name="desk"), path("<int:pk>/", _view, name="number")]
    return [
        path("", _view, name="home"),
        path("gigs/", _view, name="gigs"),
        path("gigs/new/", _view, name="new"),
        path("gigs/<slug:name>/", _view, name="gig"),
        path("", include((own, "own"))),
        path("desk/", include((own, "below"))),
        re_path(r"^x/(?P<rest>.*)$", _view, name="rest"),
        path("mine", _view, name="mine"),
    ]


@given(st.lists(st.sampled_from(WORDS), max_size=4).map("/".join))
def test_made_up_addresses_lead_where_they_did(address: str) -> None:
    assert _found(Doors(_patterns()), address) == _found(_plain(_patterns()), address)


@pytest.mark.parametrize("address", ["gigs/new/", "gigs/x/", "4/", "desk/4/", "desk/mine/", "x/1"])
def test_what_is_there_is_found(address: str) -> None:
    assert _found(Doors(_patterns()), address) != "nothing"


def test_every_route_of_the_site_leads_where_it_did() -> None:
    doors, plain = Doors(EVERY), _plain(EVERY)
    tried = [route.some_url().lstrip("/") for route in all_routes()]
    addresses = {one.removeprefix("api/v1/") for one in tried}
    found = {address: _found(plain, address) for address in addresses}
    assert {address: _found(doors, address) for address in addresses} == found
    assert sum(match != "nothing" for match in found.values()) > 1_000


def test_strange_words_make_no_doors_of_their_own() -> None:
    doors = Doors(_patterns())
    for number in range(50):
        assert _found(doors, f"strange-{number}/word-{number}/") == "nothing"
    assert len(doors.__dict__["_behind"]) == 1


def test_a_door_has_few_patterns_behind_it() -> None:
    doors = Doors(EVERY)
    doors.resolve("desk/watch/")
    (behind,) = doors.__dict__["_behind"].values()
    assert len(behind.url_patterns) < len(EVERY) / 2
