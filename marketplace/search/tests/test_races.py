"""Two who bring the same thing in line at once: the later state stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from threading import Event

import pytest

from marketplace.accounts.models import Member
from marketplace.orders.tests.world import race
from marketplace.search import services
from marketplace.search.choices import Kind
from marketplace.search.models import Entry
from marketplace.search.services import Document

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


class Slow:
    """A brief that is closed while somebody reads it, open until then."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.is_open = True
        self.is_read = Event()
        self.is_closed = Event()

    def load(self, refs: Sequence[int]) -> list[Document]:  # noqa: ARG002
        """Return it as it stands; the first reader then takes its time."""
        found = [self.document] if self.is_open else []
        if not self.is_read.is_set():
            self.is_read.set()
            self.is_closed.wait(timeout=2)
        return found

    def batches(self, size: int) -> Iterator[list[int]]:  # noqa: ARG002
        """Walk through nothing."""
        return iter(())

    def of_owner(self, owner_id: int) -> list[int]:  # noqa: ARG002
        """Return nothing."""
        return []


def test_what_was_read_first_isnt_written_last(
    stranger: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(
        Document(
            kind=Kind.BRIEF,
            ref=7,
            owner_id=stranger.pk,
            title="A logo",
            path="/briefs/7/",
            language="en",
            published_at=now,
        )
    )
    monkeypatch.setitem(services.SOURCES, Kind.BRIEF, slow)

    def contend(number: int) -> object:
        if number:
            slow.is_read.wait(timeout=10)
            slow.is_open = False
        kept = services.refresh(kind=Kind.BRIEF, refs=[7], now=now)
        if number:
            slow.is_closed.set()
        return kept

    assert race(2, contend) == [1, 0]
    assert not Entry.objects.filter(kind=Kind.BRIEF).exists()
