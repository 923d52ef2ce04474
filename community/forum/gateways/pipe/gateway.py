"""Reads one message from a stream, as Postfix and Exim hand them to a program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from community.forum.gateways.interface import MailTooLarge, RawMail, Source


class Pipe:
    """`manage.py receive_mail` without a folder."""

    name: Final = "pipe"
    is_called: Final = False
    is_configured: Final = True

    def receive(self, source: Source, *, now: datetime) -> Iterator[RawMail]:  # noqa: ARG002
        """Yield what the stream holds; an empty one holds nothing. Raises MailTooLarge."""
        if source.stream is None:
            return
        raw = source.stream.read(source.largest + 1)
        if len(raw) > source.largest:
            raise MailTooLarge
        if raw.strip():
            yield RawMail(raw=raw)
