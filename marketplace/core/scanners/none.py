"""No scanner: files are handed out as downloads that nobody has looked into."""

from __future__ import annotations

from marketplace.core.scanners.base import Found, Readable


class NoScanner:
    """Looks at nothing."""

    is_instant = True

    def scan(self, stream: Readable, /) -> Found:  # noqa: ARG002  the interface
        """Return that nothing was checked."""
        return Found(was_checked=False)

    def answers(self) -> bool:
        """Return that it is there."""
        return True
