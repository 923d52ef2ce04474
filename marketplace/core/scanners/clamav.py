"""ClamAV's daemon over its socket (clamd(8), INSTREAM), at a path or at host:port."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings

from marketplace.core.scanners.base import Found, Readable, ScannerAway

SECONDS: Final = 30
CHUNK: Final = 64 * 1024
LONGEST_ANSWER: Final = 4096


class ClamAV:
    """Sends a file to clamd piece by piece and reads its one line of answer."""

    is_instant = False

    def scan(self, stream: Readable, /) -> Found:
        """Return the name of what clamd found, "" for nothing. Raises ScannerAway."""
        stream.seek(0)
        try:
            with self._connected() as link:
                link.sendall(b"zINSTREAM\0")
                while piece := stream.read(CHUNK):
                    link.sendall(struct.pack("!L", len(piece)) + piece)
                link.sendall(struct.pack("!L", 0))
                answer = self._answer(link)
        except OSError as error:
            raise ScannerAway(str(error)) from error
        return _read(answer)

    def answers(self) -> bool:
        """Whether clamd says PONG."""
        try:
            with self._connected() as link:
                link.sendall(b"zPING\0")
                return self._answer(link) == "PONG"
        except OSError:
            return False

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        address = str(settings.CLAMAV_ADDRESS)
        host, separator, port = address.rpartition(":")
        is_path = address.startswith("/") or not separator
        link = socket.socket(socket.AF_UNIX if is_path else socket.AF_INET)
        with link:
            link.settimeout(SECONDS)
            link.connect(address if is_path else (host, int(port)))
            yield link

    def _answer(self, link: socket.socket) -> str:
        got = b""
        while b"\0" not in got and len(got) < LONGEST_ANSWER:
            piece = link.recv(LONGEST_ANSWER)
            if not piece:
                break
            got += piece
        return got.split(b"\0")[0].decode(errors="replace").strip()


def _read(answer: str) -> Found:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Found()
    if said.endswith(" FOUND"):
        return Found(malware=said.removesuffix(" FOUND"))
    raise ScannerAway(answer or "no answer")
