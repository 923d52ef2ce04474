"""Starts and ends child processes so that none outlives the process that started them.

Each child leads a session of its own, gets a death signal from the kernel when its parent dies
(Linux), and is on the keeper's list (see `keeper.py`), which also reaches grandchildren.
Standard library only: this works before anything is installed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Self

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_LOG_LIMIT = 16 * 1024 * 1024
_LONG_ENOUGH = 60.0
_LONGEST_PAUSE = 30.0


class SupervisorError(Exception):
    """Something could not be started; the text says what to do."""


class StoppedError(Exception):
    """Somebody asked this process to stop."""


@dataclass(frozen=True)
class Account:
    """A user and group that a child runs as."""

    uid: int
    gid: int


@dataclass(frozen=True, kw_only=True)
class Program:
    """What to run, and how to end it."""

    name: str
    command: Sequence[str]
    log: Path
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 8.0
    orphan_seconds: float = 1.5  # how long it may take to end when its supervisor was killed
    account: Account | None = None


def die_with_parent(signal_number: int) -> Callable[[], None]:
    """Return what a child calls between fork and exec to be signalled when its parent dies."""
    parent = os.getpid()

    def ask_the_kernel() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel


def say(text: str) -> None:
    """Print a line at once; a terminal that is gone is no reason to fail."""
    with suppress(OSError, ValueError):
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def tail(path: Path, lines: int = 25) -> str:
    """Return the last lines of a log, indented."""
    with suppress(OSError):
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 16_384))
            text = file.read().decode("utf-8", "replace")
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
    return "    (no log)"


class Keeper:
    """The other end of `keeper.py`: whatever it is told about ends with this process."""

    def __init__(self) -> None:
        """Start the keeper in a session of its own, out of reach of Ctrl-C."""
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("keeper.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    def _tell(self, line: str) -> None:
        with suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.write(line + "\n")
                self._process.stdin.flush()

    def watch(self, group: int, program: Program) -> None:
        """Put a process group on the list."""
        self._tell(f"watch {group} {int(program.stop_signal)} {program.orphan_seconds}")

    def forget(self, group: int) -> None:
        """Take a process group off the list."""
        self._tell(f"forget {group}")

    def mark(self, name: str, value: str) -> None:
        """Have every process killed at the end that has this variable in its environment."""
        self._tell(f"marked {name}={value}")

    def remove(self, folder: Path) -> None:
        """Have a folder removed at the end."""
        self._tell(f"remove {folder}")

    def close(self) -> None:
        """Let the keeper end what is left and leave."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=15)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


class Child:
    """One running program."""

    def __init__(self, program: Program, keeper: Keeper) -> None:
        """Remember what to run; nothing starts yet."""
        self.program = program
        self.started_at = 0.0
        self._keeper = keeper
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id, 0 when it doesn't run."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start the program; its output goes to the end of its log."""
        program = self.program
        program.log.parent.mkdir(parents=True, exist_ok=True)
        if program.log.is_file() and program.log.stat().st_size > _LOG_LIMIT:
            program.log.replace(program.log.with_suffix(".1.log"))
        with program.log.open("ab") as log:
            self._process = self._spawn(program, log)
        self.started_at = time.monotonic()
        self._keeper.watch(self._process.pid, program)

    @staticmethod
    def _spawn(program: Program, log: IO[bytes]) -> subprocess.Popen[bytes]:
        account = program.account
        try:
            # No threads here, so code between fork and exec is safe.
            return subprocess.Popen(  # noqa: S603
                program.command,
                cwd=program.folder,
                env={**os.environ, **program.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                preexec_fn=die_with_parent(program.stop_signal),  # noqa: PLW1509
            )
        except OSError as error:
            raise SupervisorError(f"{program.name} could not be started: {error}") from error

    def poll(self) -> int | None:
        """Return None while it runs, else its exit code; then nothing of its group is left."""
        if self._process is None:
            return None
        code = self._process.poll()
        if code is not None:
            self._bury()
        return code

    def _bury(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._keeper.forget(self._process.pid)
            self._process = None

    def wait_until(self, is_ready: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until it serves; an early end or a long silence is an error with the log's end."""
        name, log = self.program.name, self.program.log
        deadline = time.monotonic() + seconds
        while not is_ready():
            if self._process is None or self.poll() is not None:
                raise SupervisorError(f"{name} ended while starting. End of {log}:\n{tail(log)}")
            if time.monotonic() > deadline:
                self.stop()
                raise SupervisorError(f"{name} gave no answer. End of {log}:\n{tail(log)}")
            time.sleep(0.03)

    def ask_to_stop(self) -> None:
        """Send the stop signal to the leader."""
        if self._process is not None:
            self._process.send_signal(self.program.stop_signal)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._bury()

    def stop(self, *, in_a_hurry: Callable[[], bool] = lambda: False) -> None:
        """Ask, wait, and kill what did not listen (or at once, in a hurry)."""
        self.ask_to_stop()
        deadline = time.monotonic() + self.program.stop_seconds
        while self._process is not None and self.poll() is None:
            if in_a_hurry() or time.monotonic() > deadline:
                self.kill()
            time.sleep(0.02)


class Restarter:
    """Starts a child again when it ended, more patiently each time."""

    def __init__(self, child: Child, start: Callable[[], None] | None = None) -> None:
        """Take a running child; `start` replaces its own way to start."""
        self.child = child
        self.failures = 0
        self._start = start or child.start
        self._again_at: float | None = None

    def look(self) -> str | None:
        """Check once; return what there is to tell, if anything."""
        program = self.child.program
        if self._again_at is not None:
            if time.monotonic() < self._again_at:
                return None
            self._again_at = None
            try:
                self._start()
            except SupervisorError as error:
                return self._plan(str(error))
            return f"{program.name} runs again"
        code = self.child.poll()
        if code is None:
            return None
        if time.monotonic() - self.child.started_at > _LONG_ENOUGH:
            self.failures = 0
        return self._plan(f"{program.name} ended ({describe_exit(code)})")

    def _plan(self, what: str) -> str:
        pause = min(2.0**self.failures, _LONGEST_PAUSE)
        self.failures += 1
        self._again_at = time.monotonic() + pause
        return f"{what}; next try in {pause:.0f} s, log: {self.child.program.log}"


def describe_exit(code: int) -> str:
    """Say an exit code in words."""
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return f"killed by {signal.Signals(-code).name}"
    return f"killed by signal {-code}"


class StopRequests:
    """Notes SIGINT, SIGTERM and SIGHUP instead of dying of them."""

    def __init__(self) -> None:
        """Install the handlers."""
        self.count = 0
        self.last = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.count += 1
        self.last = number

    def is_urgent(self) -> bool:
        """Tell whether somebody asked again."""
        return self.count > 1

    def check(self) -> None:
        """Raise StoppedError if somebody asked."""
        if self.count:
            raise StoppedError

    def pause(self, seconds: float) -> None:
        """Sleep in short steps; raise StoppedError as soon as somebody asks."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, 0.1))
        self.check()

    def finish(self, child: Child) -> int:
        """Wait for a child that ends by itself, and return its exit code."""
        while (code := child.poll()) is None:
            self.pause(0.05)
        return code
