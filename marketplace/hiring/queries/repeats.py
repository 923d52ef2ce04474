"""Whether a freelancer sends the same words to everybody."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.text import fold
from marketplace.hiring.models import Proposal

# Runs of so many words are compared; shorter texts as a whole.
RUN: Final = 3
MOST_COMPARED: Final = 40
WHOLE: Final = 10_000


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of three folded words of a text."""
    words = re.findall(r"\w+", fold(text))
    if len(words) <= RUN:
        return frozenset({tuple(words)})
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def repeats_earlier(
    member: Member, text: str, *, now: datetime, besides: int | None = None
) -> bool:
    """Whether most runs of the text stand in one of the member's proposals of these weeks.

    Looks at the latest forty for other briefs. One query.
    """
    since = now - timedelta(days=rules().same_text_days)
    rows = Proposal.objects.filter(freelancer=member, sent_at__gte=since).exclude(pk=besides or 0)
    mine = runs_of(text)
    limit = rules().same_text_bp * len(mine)
    earlier = rows.order_by("-id").values_list("scope", flat=True)[:MOST_COMPARED]
    return any(len(mine & runs_of(scope)) * WHOLE >= limit for scope in earlier)
