"""The index as tests need it: a market of a few things in four languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.search.choices import Kind
from marketplace.search.services import Document, count_words, put

List = Callable[..., int]


@pytest.fixture
def list_thing(seller: Member, now: datetime) -> List:
    """Return a function that puts something into the index and returns its number."""
    numbers = iter(range(1, 10_000))

    def add(title: str, **more: object) -> int:
        ref = next(numbers)
        values: dict[str, object] = {
            "kind": Kind.GIG,
            "ref": ref,
            "owner_id": seller.pk,
            "title": title,
            "path": f"/gigs/{ref}-x/",
            "language": "ar",
            "published_at": now,
            "root": "design",
            "category": "logo",
            "price": 5_000,
            "days": 5,
        } | more
        document = Document(**values)  # type: ignore[arg-type]
        put(kind=document.kind, documents=[document], now=now)
        return ref

    return add


@pytest.fixture
def counted() -> Callable[[], None]:
    """Return a function that counts words, as the sweep does."""

    def count() -> None:
        count_words()

    return count
