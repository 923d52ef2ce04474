"""What a scanner promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class ScannerAway(Exception):
    """The scanner couldn't look: it isn't there, or didn't understand. Ask again later."""


class Readable(Protocol):
    """An open binary file."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, /) -> int | None: ...


@dataclass(frozen=True)
class Found:
    """What was found: the name of the malware, "" for nothing."""

    malware: str = ""
    was_checked: bool = True


class Scanner(Protocol):
    """Looks into one file. `is_instant` ones are asked while the file comes in."""

    is_instant: bool

    def scan(self, stream: Readable, /) -> Found:
        """Return what is in the file, read from its start. Raises ScannerAway."""
        ...

    def answers(self) -> bool:
        """Whether the scanner is there at this moment."""
        ...
