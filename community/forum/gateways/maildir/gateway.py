"""Empties the `new` folder of a Maildir; a message leaves it once it is kept in the database.

Moving to `cur` with the seen mark is what mail readers do: nothing is deleted, and a message that
was read twice because the process died in between is one post all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from community.forum.gateways.interface import RawMail, Source


class Maildir:
    """`manage.py receive_mail --maildir FOLDER`."""

    name: Final = "maildir"
    is_called: Final = False
    is_configured: Final = True

    def receive(self, source: Source, *, now: datetime) -> Iterator[RawMail]:  # noqa: ARG002
        """Yield the messages in `new`, the oldest first; what is too large is set aside."""
        if source.place is None:
            return
        waiting = source.place / "new"
        seen = source.place / "cur"
        if not waiting.is_dir():
            return
        seen.mkdir(exist_ok=True)
        for path in sorted(waiting.iterdir()):
            if not path.is_file() or path.is_symlink():
                continue
            if path.stat().st_size > source.largest:
                path.rename(_aside(seen, path, "F"))
                continue
            yield RawMail(raw=path.read_bytes(), acknowledge=_mover(path, seen))


def _aside(seen: Path, path: Path, mark: str) -> Path:
    return seen / f"{path.name.partition(':')[0]}:2,{mark}"


def _mover(path: Path, seen: Path) -> Callable[[], None]:
    return partial(_move, path, _aside(seen, path, "S"))


def _move(path: Path, target: Path) -> None:
    path.rename(target)
