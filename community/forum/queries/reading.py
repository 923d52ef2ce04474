"""What a member has read of a topic, and how closely the member follows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from marketplace.accounts.models import Member


@dataclass(frozen=True, slots=True)
class ReadingState:
    """`last_read` is the number of the last post read (0: none); `level` a watching level."""

    last_read: int = 0
    level: str = "normal"
    is_followed: bool = False


def reading_state(_member: Member | None, _topic_id: int) -> ReadingState:
    """Return how far a member has read a topic; for a visitor, nothing."""
    return ReadingState()


def reading_of_rows(
    _member: Member | None, _topic_ids: Sequence[int], *, now: datetime
) -> Mapping[int, object]:
    """Return what the rows of a list say about their reader."""
    del now
    return {}
