"""What a member's work adds up to: facts with the rule by which each was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from marketplace.accounts.models import Member
from marketplace.messaging.queries import median_answer_time
from marketplace.orders.queries import delivery_record

ON_TIME_DAYS: Final = 365
ANSWER_DAYS: Final = 90


@dataclass(frozen=True)
class Record:
    """Completed orders and clients of all time; the rates of the last months.

    `on_time_bp` are basis points of the first deliveries within ON_TIME_DAYS that came by their
    deadline, None without any. `answer_time` is the median time to the first answer in
    conversations that others began within ANSWER_DAYS, None without any.
    """

    completed: int
    clients: int
    delivered: int
    on_time_bp: int | None
    answers: int
    answer_time: timedelta | None
    on_time_days: int = ON_TIME_DAYS
    answer_days: int = ANSWER_DAYS

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell yet."""
        return not (self.completed or self.delivered or self.answers)


def record_of(member: Member, *, now: datetime) -> Record:
    """Return what the member's work adds up to. Two queries, whatever its size."""
    orders = delivery_record(member, since=now - timedelta(days=ON_TIME_DAYS), until=now)
    answers, median = median_answer_time(member, since=now - timedelta(days=ANSWER_DAYS))
    return Record(
        completed=orders.completed,
        clients=orders.clients,
        delivered=orders.delivered,
        on_time_bp=orders.on_time * 10_000 // orders.delivered if orders.delivered else None,
        answers=answers,
        answer_time=median,
    )
