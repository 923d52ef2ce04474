"""The API of gigs: the same verbs, policies and refusals as the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig
from marketplace.gigs.tests.factories import DESCRIPTION, make_draft, make_live, put
from marketplace.gigs.tests.hostile import HOSTILE, picture

Call = Callable[..., Any]
BOTH = ("gigs:read", "gigs:write")
OVERVIEW = {
    "title": "Logo for a bakery",
    "category": "logo",
    "language": "en",
    "description": DESCRIPTION,
    "tags": ["bakery"],
}
PACKAGES = {
    "packages": [{"tier": "basic", "price_amount": 5_000, "delivery_days": 2}],
    "features": [{"label": "Drafts", "basic": "2"}],
}


@pytest.fixture
def as_caller(settings: Any) -> Callable[..., Call]:
    """Return a function that calls the API with a member's token."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    def sign(member: Member | None, *scopes: str) -> Call:
        headers = {}
        if member is not None:
            made = create_token(member=member, name="t", scopes=scopes or BOTH, now=clock.now())
            headers["Authorization"] = f"Bearer {made.key}"

        def call(method: str, path: str, body: object = None) -> Any:
            options: dict[str, Any] = {"headers": headers}
            if body is not None:
                options |= {"data": body, "content_type": "application/json"}
            return getattr(Client(), method)(f"/api/v1/gigs/{path}", **options)

        return call

    return sign


def test_whole_way_by_api(seller: Member, editor: Member, as_caller: Callable[..., Call]) -> None:
    call = as_caller(seller)
    made = call("post", "", OVERVIEW)
    assert made.status_code == 201
    gig_id = made.json()["id"]
    assert made.json()["state"] == "draft"
    refused = call("post", f"{gig_id}/submit/")
    assert (refused.status_code, refused.json()["code"]) == (422, "gig_incomplete")
    assert call("put", f"{gig_id}/packages/", PACKAGES).json()["packages"][0]["tier"] == "basic"
    additions = {
        "extras": [{"title": "Faster", "price_amount": 500, "days_change": -1}],
        "questions": [{"text": "Which?", "kind": "choice", "choices": ["A", "B"]}],
        "faqs": [{"question": "Mine?", "answer": "Yes"}],
    }
    answer = call("put", f"{gig_id}/additions/", additions).json()
    assert [len(answer[name]) for name in ("extras", "questions", "faqs")] == [1, 1, 1]
    assert call("post", f"{gig_id}/submit/").json()["state"] == "in_review"
    desk = as_caller(editor)
    sent_back = desk("post", f"{gig_id}/request_changes/", {"comment": "Say more."})
    assert sent_back.json()["state"] == "changes_requested"
    assert call("put", f"{gig_id}/", {**OVERVIEW, "title": "Logo"}).json()["title"] == "Logo"
    call("post", f"{gig_id}/submit/")
    assert desk("post", f"{gig_id}/approve/").json()["state"] == "live"
    assert call("post", f"{gig_id}/pause/").json()["state"] == "paused"
    assert call("post", f"{gig_id}/resume/").json()["state"] == "live"
    taken = desk("post", f"{gig_id}/take_down/", {"reason": "Copied."})
    assert taken.json()["state"] == "declined"
    assert call("post", f"{gig_id}/reopen/").json()["state"] == "draft"


@pytest.mark.parametrize(
    ("scopes", "read", "write"),
    [(("gigs:read",), 200, 403), (("gigs:write",), 403, 201), (("orders:read",), 403, 403)],
)
def test_scopes_are_held(
    scopes: tuple[str, ...],
    read: int,
    write: int,
    seller: Member,
    as_caller: Callable[..., Call],
) -> None:
    call = as_caller(seller, *scopes)
    assert call("get", "").status_code == read
    assert call("post", "", OVERVIEW).status_code == write


def test_without_a_token_nothing_is_read(as_caller: Callable[..., Call], db: None) -> None:  # noqa: ARG001
    call = as_caller(None)
    assert call("get", "").status_code == 401
    assert call("post", "", OVERVIEW).status_code == 401


VERBS: list[tuple[str, str, object]] = [
    ("put", "", OVERVIEW),
    ("put", "packages/", PACKAGES),
    ("put", "additions/", {"extras": [], "questions": [], "faqs": []}),
    ("delete", "", None),
    ("delete", "images/0123456789ab/", None),
    *[("post", f"{verb}/", None) for verb in ("submit", "withdraw", "pause", "resume", "reopen")],
    ("post", "approve/", None),
    ("post", "request_changes/", {"comment": "x"}),
    ("post", "decline/", {"reason": "x"}),
    ("post", "take_down/", {"reason": "x"}),
]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", [GigState.DRAFT, GigState.LIVE])
def test_verbs_are_closed_to_strangers(
    verb: tuple[str, str, object],
    state: GigState,
    stranger: Member,
    seller: Member,
    now: datetime,
    as_caller: Callable[..., Call],
) -> None:
    method, path, body = verb
    gig = put(make_draft(seller, now), state, now)
    answer = as_caller(stranger)(method, f"{gig.public_id}/{path}", body)
    assert (answer.status_code, answer.json()["code"]) == (404, "gig_not_found")
    gig.refresh_from_db()
    assert (gig.state, gig.title) == (state, "هوية مقهى كاملة")


def test_editor_reads_what_waits_and_strangers_do_not(
    seller: Member,
    editor: Member,
    stranger: Member,
    now: datetime,
    as_caller: Callable[..., Call],
) -> None:
    gig = put(make_draft(seller, now), GigState.IN_REVIEW, now)
    found = [
        as_caller(who)("get", f"{gig.public_id}/").status_code for who in (seller, editor, stranger)
    ]
    assert found == [200, 200, 404]


def test_list_narrows_and_refuses_nonsense(
    seller: Member, stranger: Member, now: datetime, as_caller: Callable[..., Call]
) -> None:
    make_live(seller, now, title="Logo for a bakery", language="en")
    make_live(seller, now, title="شعار", category="websites")
    make_draft(seller, now, title="Draft")
    call = as_caller(stranger)

    def titles(query: str) -> list[str]:
        return [row["title"] for row in call("get", query).json()["results"]]

    assert titles("") == ["شعار", "Logo for a bakery"]
    assert titles("?category=design") == titles("?category=logo") == ["Logo for a bakery"]
    assert titles("?q=bakery") == titles("?language=en") == ["Logo for a bakery"]
    assert titles("?price_max=100") == titles("?category=nothing") == []
    refused = call("get", "?days=x&language=fr")
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"days", "language"}


def test_list_pages_by_cursor_with_constant_queries(
    seller: Member,
    stranger: Member,
    now: datetime,
    as_caller: Callable[..., Call],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    call = as_caller(stranger)
    for number in range(5):
        make_live(seller, now, title=f"Gig {number}")
    call("get", "")
    # The token, what its member has blocked, the rows.
    with django_assert_num_queries(3):
        first = call("get", "?limit=2").json()
    with django_assert_num_queries(3):
        call("get", "?limit=4")
    second = call("get", "?" + first["next"].split("?")[1]).json()
    titles = [row["title"] for row in first["results"] + second["results"]]
    assert titles == ["Gig 4", "Gig 3", "Gig 2", "Gig 1"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**OVERVIEW, "title": ""}, "title"),
        ({**OVERVIEW, "title": "x" * 91}, "title"),
        ({**OVERVIEW, "category": "nothing"}, "category"),
        ({**OVERVIEW, "language": "fr"}, "language"),
        ({**OVERVIEW, "tags": ["x"] * 7}, "tags"),
        ({"title": ["x"]}, "title"),
    ],
)
def test_create_refuses_by_field(
    body: dict[str, Any], field: str, seller: Member, as_caller: Callable[..., Call]
) -> None:
    answer = as_caller(seller)("post", "", body)
    assert answer.status_code == 422
    assert field in answer.json()["fields"]
    assert Gig.objects.count() == 0


def test_images_by_api(seller: Member, now: datetime) -> None:
    gig = make_draft(seller, now)
    made = create_token(member=seller, name="t", scopes=BOTH, now=clock.now())
    headers = {"Authorization": f"Bearer {made.key}"}
    url = f"/api/v1/gigs/{gig.public_id}/images/"
    answer = Client().post(url, {"image": picture(), "alt": "cup"}, headers=headers)
    assert answer.status_code == 201
    image = answer.json()["images"][0]
    assert image["alt"] == "cup"
    hostile = SimpleUploadedFile("work.svg", HOSTILE["svg"], content_type="image/png")
    refused = Client().post(url, {"image": hostile}, headers=headers)
    assert refused.status_code == 422
    removed = Client().delete(f"{url}{image['id']}/", headers=headers)
    assert removed.json()["images"] == []


def test_an_editor_without_a_second_factor_decides_nothing(
    seller: Member, editor: Member, as_caller: Callable[..., Call], settings: Any
) -> None:
    assert seller.pk != editor.pk
    desk = as_caller(editor)
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    refused = desk("post", "000000000000/approve/")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_missing")
