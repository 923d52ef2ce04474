"""What every door for answers by mail can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol


class SignatureRefused(Exception):
    """The request isn't signed by who it says it is from, or was signed long ago."""


class MailTooLarge(Exception):
    """The message is larger than any answer of a person."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where mail comes from: a request for those that are called, a place for those that look."""

    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    content_type: str = ""
    place: Path | None = None
    stream: BinaryIO | None = None
    largest: int = 1024 * 1024


def _nothing() -> None:
    """Nothing is left to do: who sent it asks again until it gets a 200."""


@dataclass(frozen=True, kw_only=True)
class RawMail:
    """One message as it travelled. `acknowledge` is called once it is kept in the database."""

    raw: bytes
    acknowledge: Callable[[], None] = _nothing


class MailGateway(Protocol):
    """Brings messages in from outside."""

    @property
    def name(self) -> str:
        """Stable name: in the webhook's address, and kept with each message."""
        ...

    @property
    def is_called(self) -> bool:
        """Whether a provider posts to it; else a command looks for mail."""
        ...

    @property
    def is_configured(self) -> bool:
        """Whether it has what it needs (a secret); what isn't configured takes nothing."""
        ...

    def receive(self, source: Source, *, now: datetime) -> Iterator[RawMail]:
        """Yield the messages that wait. Raises SignatureRefused, MailTooLarge."""
        ...
