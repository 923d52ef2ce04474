"""The cache keeps its clients, and its answers are Django's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.backends.cached_db import KEY_PREFIX
from django.core.cache import cache, caches
from django.core.management import CommandError, call_command
from django.test import Client

from config.cache import CacheAway
from config.sessions import KEPT_SECONDS
from marketplace.accounts.models import Member


def test_one_client_asks_all_questions() -> None:
    client = cache._cache.get_client("one")  # type: ignore[attr-defined]
    assert cache._cache.get_client("other", write=True) is client  # type: ignore[attr-defined]


def test_threads_share_it_and_read_their_own_answers() -> None:
    def ask(number: int) -> list[int | None]:
        name = f"number-{number}"
        caches["default"].set(name, number, 30)
        return [caches["default"].get(name) for _ in range(50)]

    with ThreadPoolExecutor(max_workers=8) as threads:
        answers = list(threads.map(ask, range(16)))
    assert answers == [[number] * 50 for number in range(16)]


@pytest.fixture
def _away(settings: Any) -> None:
    """Let the cache's server be away: nobody listens on this port."""
    backend = settings.CACHES["default"]["BACKEND"]
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/1"}}


@pytest.mark.usefixtures("_away")
def test_a_cache_that_is_away_finds_nothing_and_keeps_nothing() -> None:
    cache.set("a", 1, 30)
    cache.set_many({"a": 1}, 30)
    assert (cache.get("a", "nothing"), cache.get_many(["a"]), cache.has_key("a")) == (
        "nothing",
        {},
        False,
    )


@pytest.mark.usefixtures("_away")
@pytest.mark.parametrize(
    "question",
    [
        lambda: cache.add("a", 1),
        lambda: cache.incr("a"),
        lambda: cache.delete("a"),
        lambda: cache.delete_many(["a"]),
    ],
    ids=["add", "incr", "delete", "delete_many"],
)
def test_what_cannot_be_guessed_is_refused_as_callers_expect(question: Callable[[], Any]) -> None:
    for _again in range(2):
        with pytest.raises(CacheAway):
            question()


@pytest.mark.django_db
@pytest.mark.usefixtures("_away")
@pytest.mark.parametrize("page", ["/", "/forum/", "/accounts/settings/language/", "/articles/"])
def test_members_go_on_without_a_cache(
    page: str, seller: Member, as_member: Callable[[Member], Client]
) -> None:
    seller.display_currency = "EUR"
    seller.save(update_fields=["display_currency"])
    assert as_member(seller).get(page).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("_away")
def test_readyz_and_the_doctor_say_that_it_is_away(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["redis"]) == (503, False)
    assert b"wazzifni_redis_ok 0.0" in client.get("/metrics").content
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", stdout=out)
    assert "FAIL Redis answers" in out.getvalue()


@pytest.mark.django_db
def test_a_session_that_ended_unheard_is_over_in_minutes(
    seller: Member, as_member: Callable[[Member], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> None:
        raise OSError

    browser = as_member(seller)
    key = f"{KEY_PREFIX}{browser.session.session_key}"
    monkeypatch.setattr(cache, "delete", away)
    browser.logout()
    monkeypatch.undo()
    redis = cache._cache.get_client(key)  # type: ignore[attr-defined]
    assert 0 < redis.ttl(cache.make_key(key)) <= KEPT_SECONDS
