"""The cache keeps its clients, and its answers are Django's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.core.cache import cache, caches


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
