"""Each scanner keeps the same promises; ClamAV's is tried against a daemon of its kind."""

from __future__ import annotations

import io
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from marketplace.core.scanners import SCANNERS, Found, ScannerAway, scanner

# Harmless, and known to every scanner as if it weren't; in two parts, or they find it here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 1_000_000


class Clamd(threading.Thread):
    """Answers PING and INSTREAM as clamd does."""

    def __init__(self, path: str) -> None:
        super().__init__(daemon=True)
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(path)
        self.door.listen()
        self.replies: list[bytes] = []

    def run(self) -> None:
        """Serve one connection after the other."""
        while True:
            try:
                link, _address = self.door.accept()
            except OSError:
                return
            with link:
                self.serve(link)

    def serve(self, link: socket.socket) -> None:
        """Answer one command."""
        command = b""
        while not command.endswith(b"\0"):
            command += link.recv(1)
        if self.replies:
            link.sendall(self.replies.pop())
        elif command == b"zPING\0":
            link.sendall(b"PONG\0")
        else:
            content = b"".join(self.pieces(link))
            answer = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
            if len(content) > LARGEST:
                link.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            else:
                link.sendall(b"stream: " + answer + b"\0")

    def pieces(self, link: socket.socket) -> Iterator[bytes]:
        """Read the file piece by piece."""
        while size := struct.unpack("!L", link.recv(4, socket.MSG_WAITALL))[0]:
            yield link.recv(size, socket.MSG_WAITALL)


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    with TemporaryDirectory(prefix="wz") as folder:
        path = str(Path(folder) / "clamd.ctl")
        daemon = Clamd(path)
        daemon.start()
        settings.CLAMAV_ADDRESS = path
        yield daemon
        daemon.door.close()


@pytest.mark.usefixtures("clamd")
@pytest.mark.parametrize("name", sorted(SCANNERS))
class TestContract:
    """What holds for every scanner."""

    def test_a_harmless_file_has_nothing(self, name: str, settings: Any) -> None:
        settings.FILE_SCANNER = name
        stream = io.BytesIO(b"harmless" * 20_000)
        stream.read()
        assert scanner().scan(stream).malware == ""

    def test_what_it_says_it_checked_it_has_checked(self, name: str, settings: Any) -> None:
        settings.FILE_SCANNER = name
        found = scanner().scan(io.BytesIO(b"before " + EICAR))
        assert found.was_checked == (found.malware != "")

    def test_it_answers(self, name: str, settings: Any) -> None:
        settings.FILE_SCANNER = name
        assert scanner().answers()

    def test_an_instant_one_never_waits_for_others(self, name: str, settings: Any) -> None:
        settings.FILE_SCANNER, settings.CLAMAV_ADDRESS = name, "/nowhere/clamd.ctl"
        if scanner().is_instant:
            assert scanner().scan(io.BytesIO(b"x")) == Found(was_checked=False)
        else:
            with pytest.raises(ScannerAway):
                scanner().scan(io.BytesIO(b"x"))
            assert not scanner().answers()


@pytest.mark.parametrize("said", [b"", b"nonsense\0", b"stream: ERROR\0", b"\xff\xfe\0"])
def test_clamav_believes_only_what_it_understands(said: bytes, clamd: Clamd, settings: Any) -> None:
    settings.FILE_SCANNER = "clamav"
    clamd.replies.append(said)
    with pytest.raises(ScannerAway):
        scanner().scan(io.BytesIO(b"x"))


@pytest.mark.usefixtures("clamd")
def test_clamav_refuses_to_call_a_file_clean_that_is_too_large_for_it(settings: Any) -> None:
    settings.FILE_SCANNER = "clamav"
    with pytest.raises(ScannerAway):
        scanner().scan(io.BytesIO(b"x" * (LARGEST + 1)))
    assert scanner().scan(io.BytesIO(EICAR)) == Found(malware="Eicar-Test-Signature")
