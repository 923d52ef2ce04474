"""What falls due in searching."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.search import services


@sweep("search.send_digests", every=60)
def send_digests(*, now: datetime, limit: int) -> int:
    """Let daily saved searches say what they found."""
    return services.send_due_digests(now=now, limit=limit)


@sweep("search.tidy", every=900, queue="bulk")
def tidy(*, now: datetime, limit: int) -> int:  # noqa: ARG001  one pass over the whole index
    """Put entries on the shelf of their score, count words and values again."""
    moved = sum(services.restack(kind=kind) for kind in services.SOURCES)
    for kind in services.SOURCES:
        services.keep_counts(kind=kind)
    return moved + services.count_words()


@sweep("search.forget_missed", every=60, queue="bulk")
def forget_missed(*, now: datetime, limit: int) -> int:
    """Forget what was looked for in vain long ago."""
    return services.forget_missed(now=now, limit=limit)
