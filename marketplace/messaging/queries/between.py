"""What stands between two members besides words: orders, offers, briefs of other parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from marketplace.accounts.models import Member
from marketplace.messaging.models import Conversation, Participant

MOST_TALKS: Final = 12


@dataclass(frozen=True, kw_only=True)
class Between:
    """A thing of another part that two members share. `tone` is one of a pill's."""

    title: str
    note: str
    url: str
    icon: str
    tone: str = "plain"


BetweenLoader = Callable[[Member, Sequence[int]], Mapping[int, Sequence[Between]]]
_LOADERS: Final[dict[str, BetweenLoader]] = {}


def register_between(name: str, loader: BetweenLoader) -> None:
    """Let a part show what members share: `loader(viewer, ids of the others)`, in one query."""
    _LOADERS[name] = loader


def things_between(viewer: Member, others: Sequence[int]) -> dict[int, list[Between]]:
    """Return what the viewer shares with each of these members. One query for each loader."""
    found: dict[int, list[Between]] = defaultdict(list)
    if others:
        for name in sorted(_LOADERS):
            for member_id, things in _LOADERS[name](viewer, others).items():
                found[member_id].extend(things)
    return found


def other_talks(conversation: Conversation, viewer: Member) -> list[Conversation]:
    """Return the viewer's further conversations with the same people, the latest first."""
    seats = Participant.objects.filter(member=viewer, conversation__circle=conversation.circle)
    rows = seats.exclude(conversation=conversation).select_related("conversation")
    latest = rows.order_by("-conversation__last_message_at", "-conversation_id")
    return [seat.conversation for seat in latest[:MOST_TALKS]]
