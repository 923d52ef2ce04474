"""What people and programs send now and then is answered like anything else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.test import Client, RequestFactory

from marketplace.accounts.models import Member
from marketplace.accounts.queries import client_address
from marketplace.core.compiled import Compiled
from marketplace.core.errors import Conflict
from marketplace.core.form_fields import ZonedDateTimeField
from marketplace.core.middleware import DomainErrorMiddleware
from marketplace.core.private_files import FileMissing
from marketplace.core.scanning import _look
from marketplace.core.text import for_xml
from marketplace.gigs.services import Visit


@pytest.mark.parametrize("said", ["http://[", "https://[::1", "//[x]"])
def test_a_refusal_answers_whatever_the_referer_is(said: str) -> None:
    request = RequestFactory().post("/", headers={"Referer": said})
    middleware = DomainErrorMiddleware(lambda _request: None)  # type: ignore[arg-type,return-value]
    answer = middleware.process_exception(request, Conflict())
    assert answer is not None
    assert answer.status_code == 409


@pytest.mark.parametrize("typed", ["9999-12-31T23:59", "0001-01-01T00:00", "1899-12-31T10:00"])
def test_moments_that_another_zone_cannot_write_are_refused(typed: str) -> None:
    field = ZonedDateTimeField()
    field.zone = ZoneInfo("America/Los_Angeles")
    with pytest.raises(ValidationError):
        field.clean(typed)
    assert field.clean("2027-01-01T10:00").year == 2027


def _named(place: int, *form: str) -> QuerySet[Member, Any]:
    rows: QuerySet[Member, Any] = Member.objects.filter(pk=place, username__in=form).values("id")
    return rows


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["\x01", "\x020\x03", "%s", "%"])
def test_no_word_of_a_form_is_taken_for_a_mark(word: str, seller: Member) -> None:
    members = Compiled(_named)
    assert members.rows(seller.pk, form=(seller.username, f"a{word}b")) == [(seller.pk,)]


def test_a_feed_leaves_out_what_it_cannot_hold() -> None:
    assert for_xml("a\x0bb\x01\ufffec\td\n") == "abc\td\n"


def _asked(said: str) -> HttpRequest:
    headers = {"X-Forwarded-For": said} if said else {}
    return RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers=headers)


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "", "127.0.0.1"),
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "8.8.8.8, 9.9.9.9", "9.9.9.9"),
        (1, "", "127.0.0.1"),
    ],
)
def test_visitors_are_known_behind_a_proxy(
    proxies: int, said: str, address: str, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert client_address(_asked(said)) == address
    assert Visit.of(_asked(said)).address == address


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "said", "status"),
    [(0, "", 200), (0, "9.9.9.9", 404), (1, "9.9.9.9", 404), (1, "", 200)],
)
def test_figures_are_told_to_nobody_whom_a_proxy_hands_on(
    proxies: int, said: str, status: int, settings: Any, client: Client
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": said} if said else {}
    assert client.get("/metrics", headers=headers).status_code == status


class _Rows:
    """One waiting row, as a sweep claimed it."""

    model = Member


def test_a_file_that_is_gone_keeps_no_other_from_the_scanner() -> None:
    def gone(_row: Any) -> Any:
        raise FileMissing

    row: Any = SimpleNamespace(pk=1)
    assert _look(_Rows(), row, gone, lambda *_found: None) is False  # type: ignore[arg-type]
