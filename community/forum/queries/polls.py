"""A poll as its reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from community.forum.choices import PollResults
from community.forum.models import Poll, PollOption, PollVote
from community.forum.queries.places import Reader


@dataclass(frozen=True)
class OptionView:
    """An option; its count is None where the reader doesn't see results yet."""

    position: int
    text: str
    votes: int | None
    percent: int
    is_mine: bool


@dataclass(frozen=True)
class PollView:
    """A poll: `can_vote` for members while it is open."""

    topic_id: int
    question: str
    most_choices: int
    voter_count: int
    closes_at: datetime | None
    is_open: bool
    has_voted: bool
    shows_results: bool
    results_label: str
    options: list[OptionView]


def poll_view(poll: Poll, reader: Reader, *, now: datetime) -> PollView:
    """Return a poll for a reader. Two queries, one for visitors."""
    mine: set[int] = set()
    if reader.member is not None:
        votes = PollVote.objects.filter(poll=poll, member=reader.pk)
        mine = set(votes.values_list("option_id", flat=True))
    is_open = poll.closed_at is None and (poll.closes_at is None or now < poll.closes_at)
    shows = (
        not is_open
        or poll.results == PollResults.ALWAYS
        or (poll.results == PollResults.VOTED and bool(mine))
    )
    rows = PollOption.objects.filter(poll=poll).order_by("position", "pk")
    options = [
        OptionView(
            position=row.position,
            text=row.text,
            votes=row.vote_count if shows else None,
            percent=row.vote_count * 100 // poll.voter_count if poll.voter_count else 0,
            is_mine=row.pk in mine,
        )
        for row in rows
    ]
    return PollView(
        topic_id=poll.topic_id,
        question=poll.question,
        most_choices=poll.most_choices,
        voter_count=poll.voter_count,
        closes_at=poll.closes_at,
        is_open=is_open,
        has_voted=bool(mine),
        shows_results=shows,
        results_label=str(PollResults(poll.results).label),
        options=options,
    )
