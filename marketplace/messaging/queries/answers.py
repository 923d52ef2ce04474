"""How fast somebody answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from marketplace.accounts.models import Member

# For each conversation that somebody else began: from the first message to the first answer.
_SQL: Final = """
WITH begun AS (
    SELECT seat.conversation_id,
           (SELECT first.author_id FROM messaging_message AS first
             WHERE first.conversation_id = seat.conversation_id AND first.author_id IS NOT NULL
             ORDER BY first.id LIMIT 1) AS opener,
           (SELECT first.created_at FROM messaging_message AS first
             WHERE first.conversation_id = seat.conversation_id AND first.author_id IS NOT NULL
             ORDER BY first.id LIMIT 1) AS begun_at,
           (SELECT mine.created_at FROM messaging_message AS mine
             WHERE mine.conversation_id = seat.conversation_id AND mine.author_id = %(member)s
             ORDER BY mine.id LIMIT 1) AS answered_at
      FROM messaging_participant AS seat
      JOIN messaging_conversation AS talk ON talk.id = seat.conversation_id
     WHERE seat.member_id = %(member)s AND talk.created_at >= %(since)s
)
SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_at - begun_at)
  FROM begun WHERE opener <> %(member)s AND answered_at IS NOT NULL
"""


def median_answer_time(member: Member, *, since: datetime) -> tuple[int, timedelta | None]:
    """Return how many conversations of others the member answered, and the median time it took.

    Counts conversations opened since a moment, and their first answer only. What was never
    answered isn't in the median. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"member": member.pk, "since": since})
        count, median = cursor.fetchone()
    return int(count), median
