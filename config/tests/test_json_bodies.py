"""Text that nothing can keep: halves of surrogate pairs are refused, wherever they are sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver
from rest_framework.parsers import JSONParser as PlainParser
from rest_framework.views import APIView

from config.api import routes
from config.testing import MakeMember
from marketplace.accounts.choices import SCOPES, Role
from marketplace.accounts.services import create_token
from marketplace.core import clock

KINDS = ("value", "name", "deep")
BODIES = (
    b'{"title": "\\ud800", "text": "\\uDFFF", "name": "\\ud800"}',
    b'{"\\udc00": "a"}',
    b'{"a": [{"b": ["\\ud83d", "\\ude00"]}]}',
)


def views_in(found: list[URLPattern | URLResolver]) -> Iterator[tuple[str, type[APIView]]]:
    """Return the paths of the API with their views."""
    for one in found:
        if isinstance(one, URLResolver):
            yield from views_in(one.url_patterns)
            continue
        view = getattr(one.callback, "cls", None)
        if isinstance(view, type) and issubclass(view, APIView):
            yield str(one.pattern), view


def test_every_view_reads_json_with_the_parser_that_refuses() -> None:
    views = dict(views_in(routes()))
    assert [path for path, view in views.items() if PlainParser in view.parser_classes] == []
    assert len(views) > 200


@pytest.mark.django_db
@pytest.mark.parametrize("body", BODIES, ids=KINDS)
def test_halves_of_pairs_are_refused_everywhere(
    body: bytes, member_factory: MakeMember, settings: Any
) -> None:
    """Each POST that reads a body answers 400; none answers with a fault."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    noor = member_factory("noor", roles=tuple(Role))
    token = create_token(member=noor, name="t", scopes=sorted(SCOPES), now=clock.now())
    client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {token.key}"})
    told: dict[str, int] = {}
    for path, view in views_in(routes()):
        if "<" in path or not hasattr(view, "post"):
            continue
        key = {"idempotency-key": path[:80]}
        answer = client.post(f"/api/v1/{path}", body, "application/json", headers=key)
        told[path] = answer.status_code
        if answer.status_code == 400:
            assert answer.json()["code"] == "parse_error"
    assert [path for path, status in told.items() if status >= 500] == []
    refused = {path for path, status in told.items() if status == 400}
    assert refused >= {"forum/topics/", "shifts/", "tokens/", "briefs/", "gigs/", "orders/"}, told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"a": ' + b"[" * 100_000, 400),
        (b'{"a\\u0000": "b"}', 400),
        (b'{"name": "\\ud83d\\ude00 \xf0\x9f\x98\x80", "scopes": ["forum:read"]}', 201),
    ],
    ids=["too deep", "a NUL in a name", "whole pairs"],
)
def test_other_bodies_that_cannot_be_kept(
    body: bytes, status: int, member_factory: MakeMember
) -> None:
    token = create_token(
        member=member_factory("salma"),
        name="t",
        scopes=["tokens:write", "forum:read"],
        now=clock.now(),
    )
    client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {token.key}"})
    answer = client.post("/api/v1/tokens/", body, content_type="application/json")
    assert answer.status_code == status, answer.content


@pytest.mark.django_db
def test_forms_put_a_sign_in_the_place_of_what_is_no_text(member_factory: MakeMember) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(member_factory("salma"))
    kind = "application/x-www-form-urlencoded"
    for path in ("/en/accounts/settings/break/", "/en/forum/new/", "/en/briefs/new/"):
        body = "title=%ED%A0%80&text=%ED%A0%80&until=%ED%A0%80&body=%ED%A0%80"
        assert browser.post(path, body, content_type=kind).status_code < 500
