"""Work that falls due: a `due_at` column, a partial index, and a sweep every few seconds.

A sweep claims rows with `skip_locked` and may run twice at once. Beat only wakes it; nothing is
kept in the broker, so losing the broker costs delay, not work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

import structlog
from celery import shared_task

from marketplace.core import clock
from marketplace.core.events import QUEUES

BATCH = 200
T = TypeVar("T")

log = structlog.get_logger(__name__)


class SweepFunction(Protocol):
    """Acts on at most `limit` due rows and returns it acted on."""

    def __call__(self, *, now: datetime, limit: int) -> int: ...


@dataclass(frozen=True)
class Sweep:
    """A named sweep with its rhythm in seconds and its queue."""

    name: str
    every: int
    queue: str
    function: SweepFunction


SWEEPS: dict[str, Sweep] = {}


def sweep(
    name: str, *, every: int, queue: str = "default"
) -> Callable[[SweepFunction], SweepFunction]:
    """Register a sweep; beat calls it every `every` seconds on the given queue."""
    if queue not in QUEUES:
        raise ValueError(f"unknown queue {queue}")

    def register(function: SweepFunction) -> SweepFunction:
        SWEEPS[name] = Sweep(name, every, queue, function)
        return function

    return register


def one_by_one(rows: Iterable[T], act: Callable[[T], object], *, fault: str) -> int:
    """Do `act` for each row, in a transaction of its own; returns how often it did something.

    A row that raises is logged as `fault` and keeps no other waiting.
    """
    done = 0
    for row in rows:
        try:
            done += bool(act(row))
        except Exception:
            log.exception(fault, row=str(row))
    return done


def run_sweep(*, name: str, now: datetime, limit: int = BATCH) -> int:
    """Run one sweep once and return how many rows it acted on."""
    return SWEEPS[name].function(now=now, limit=limit)


@shared_task(name="core.run_sweep", ignore_result=True)  # type: ignore[untyped-decorator]
def run_sweep_task(*, name: str) -> int:
    """Envelope for `run_sweep`."""
    return run_sweep(name=name, now=clock.now())
