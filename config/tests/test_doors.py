"""Addresses behind doors resolve as they would without."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLPattern, URLResolver, include, path

from config.doors import behind_door


def _view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _patterns() -> list[URLPattern | URLResolver]:
    return [
        path("gigs/", _view, name="gigs"),
        path("gigs/<int:pk>/", _view, name="gig"),
        path("mine/", _view, name="mine"),
    ]


@pytest.mark.parametrize("address", ["gigs/", "gigs/4/", "mine/"])
def test_what_has_the_word_is_let_through(address: str) -> None:
    assert behind_door(_patterns()).resolve(address).func is _view


@pytest.mark.parametrize("address", ["", "gig/", "gigs", "orders/", "4/"])
def test_others_are_passed_by(address: str) -> None:
    with pytest.raises(Resolver404):
        behind_door(_patterns()).resolve(address)


@pytest.mark.parametrize("first", [path("<slug:any>/", _view), path("", include(_patterns()))])
def test_a_part_that_may_begin_with_anything_has_no_door(first: URLPattern) -> None:
    door = behind_door([first, path("mine/", _view)])
    assert type(door.pattern).__name__ == "RoutePattern"
