"""Ends what another process started, should that process die without doing so itself.

The death signal of Linux reaches only direct children, and not at all on other systems. So a
supervisor starts this file by its path, and tells it over standard input what it started:

    watch GROUP SIGNAL SECONDS    a process group, the signal that ends its leader politely,
                                  and how long that may take
    forget GROUP                  it has ended
    marked NAME=VALUE             every process with this in its environment (Linux)
    remove FOLDER                 a folder that nobody needs when the supervisor is gone

The end of the input means that the supervisor is gone. Standard library only.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def is_alive(group: int) -> bool:
    """Tell whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def kill_marked(marks: set[str]) -> None:
    """Kill whatever carries one of the marks, however far from its ancestor it went."""
    wanted = {mark.encode() for mark in marks}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted & set((entry / "environ").read_bytes().split(b"\0")):
                os.kill(int(entry.name), signal.SIGKILL)


def end_groups(groups: dict[int, tuple[int, float]]) -> None:
    """Ask every leader to end; kill what is left of its group when its time is over."""
    started = time.monotonic()
    for group, (signal_number, _) in groups.items():
        with suppress(ProcessLookupError, PermissionError):
            os.kill(group, signal_number)
    while left := {group: ends for group, ends in groups.items() if is_alive(group)}:
        passed = time.monotonic() - started
        if passed > max(seconds for _, seconds in left.values()) + 1:
            break
        for group, (_, seconds) in left.items():
            if passed > seconds:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(group, signal.SIGKILL)
        time.sleep(0.05)


def follow(lines: Iterable[str]) -> None:
    """Keep the list that the lines dictate; when they end, end what is still on it."""
    groups: dict[int, tuple[int, float]] = {}
    folders: set[str] = set()
    marks: set[str] = set()
    for line in lines:
        verb, _, rest = line.rstrip("\n").partition(" ")
        if verb == "watch":
            group, signal_number, seconds = rest.split()
            groups[int(group)] = int(signal_number), float(seconds)
        elif verb == "forget":
            groups.pop(int(rest), None)
        elif verb == "marked":
            marks.add(rest)
        elif verb == "remove":
            folders.add(rest)
    kill_marked(marks)
    end_groups(groups)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    follow(sys.stdin)
