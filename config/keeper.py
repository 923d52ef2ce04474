"""Ends what another process started, should that process die without doing so itself.

The death signal of Linux reaches only direct children, and not at all on other systems. So a
supervisor starts this file by its path, and tells it over standard input what it started:

    watch GROUP SIGNAL    a process group and the signal that ends its leader politely
    forget GROUP          it has ended
    remove FOLDER         a folder that nobody needs when the supervisor is gone

The end of the input means that the supervisor is gone. Standard library only.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress

GRACE_SECONDS = 4.0


def is_alive(group: int) -> bool:
    """Tell whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def end_groups(groups: dict[int, int]) -> None:
    """Ask every leader to end, wait a little, then kill whatever is left of the groups."""
    for group, signal_number in groups.items():
        with suppress(ProcessLookupError, PermissionError):
            os.kill(group, signal_number)
    deadline = time.monotonic() + GRACE_SECONDS
    while time.monotonic() < deadline and any(map(is_alive, groups)):
        time.sleep(0.05)
    for group in groups:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def follow(lines: Iterable[str]) -> None:
    """Keep the list that the lines dictate; when they end, end what is still on it."""
    groups: dict[int, int] = {}
    folders: set[str] = set()
    for line in lines:
        verb, _, rest = line.rstrip("\n").partition(" ")
        if verb == "watch":
            group, _, signal_number = rest.partition(" ")
            groups[int(group)] = int(signal_number)
        elif verb == "forget":
            groups.pop(int(rest), None)
        elif verb == "remove":
            folders.add(rest)
    end_groups(groups)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    follow(sys.stdin)
