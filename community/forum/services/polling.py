"""Polls: asked with a topic, voted in until they close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from community.forum.choices import (
    FARTHEST,
    POLL_OPTION_MAX,
    POLL_OPTIONS_MAX,
    POLL_QUESTION_MAX,
    Act,
    PollResults,
    TopicState,
)
from community.forum.errors.writing import (
    MomentTooFar,
    NotYourPost,
    PollChoiceInvalid,
    PollClosed,
    PollEndsTooSoon,
    PollTooSmall,
)
from community.forum.models import Poll, PollOption, PollVote, Topic
from community.forum.queries.places import places_for
from community.forum.services.acting import note_act
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


@dataclass(frozen=True, kw_only=True)
class PollDraft:
    """A poll as it is asked: `most_choices` options may be chosen by each."""

    question: str
    options: Sequence[str]
    most_choices: int = 1
    results: str = PollResults.ALWAYS
    closes_at: datetime | None = None


def check_poll(draft: PollDraft, *, now: datetime) -> PollDraft:
    """Return the poll in order. Raises PollTooSmall, PollEndsTooSoon, MomentTooFar."""
    question = " ".join(draft.question.split())[:POLL_QUESTION_MAX]
    lines = [" ".join(line.split())[:POLL_OPTION_MAX] for line in draft.options]
    options = list(dict.fromkeys(line for line in lines if line))[:POLL_OPTIONS_MAX]
    if not question or len(options) < 2:  # noqa: PLR2004  one option is no choice
        raise PollTooSmall(field="poll_options")
    if draft.closes_at is not None and draft.closes_at <= now:
        raise PollEndsTooSoon(field="poll_closes_at")
    if draft.closes_at is not None and draft.closes_at > now + FARTHEST:
        raise MomentTooFar(field="poll_closes_at")
    return PollDraft(
        question=question,
        options=options,
        most_choices=min(max(1, draft.most_choices), len(options)),
        results=draft.results if draft.results in PollResults.values else PollResults.ALWAYS,
        closes_at=draft.closes_at,
    )


def add_poll(topic: Topic, draft: PollDraft, *, now: datetime) -> Poll:
    """Hang a checked poll on a new topic."""
    poll = Poll.objects.create(
        topic=topic,
        question=draft.question,
        most_choices=draft.most_choices,
        results=draft.results,
        closes_at=draft.closes_at,
        created_at=now,
    )
    PollOption.objects.bulk_create(
        [
            PollOption(poll=poll, position=position, text=text)
            for position, text in enumerate(draft.options, start=1)
        ]
    )
    return poll


def is_poll_open(poll: Poll, *, now: datetime) -> bool:
    """Whether the poll takes votes now."""
    return poll.closed_at is None and (poll.closes_at is None or now < poll.closes_at)


def _lock_poll(topic_id: int) -> Poll:
    rows = Poll.objects.select_for_update(no_key=True, of=("self",)).select_related("topic")
    found = rows.filter(topic=topic_id).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def vote(*, topic_id: int, member: Member, options: Sequence[int], now: datetime) -> Poll:
    """Vote, or change one's vote: what was chosen before no longer counts. Locks the poll.

    `options` are positions. Raises NotFound, PollClosed, PollChoiceInvalid.
    """
    poll = _lock_poll(topic_id)
    places = places_for(member)
    rows = {row.position: row for row in PollOption.objects.filter(poll=poll)}

    if poll.topic.state != TopicState.VISIBLE or poll.topic.category_id not in places.by_id:
        raise NotFound
    if not is_poll_open(poll, now=now) or poll.topic.archived_at is not None:
        raise PollClosed
    chosen = sorted({position for position in options if position in rows})
    if not chosen or len(chosen) > poll.most_choices or len(chosen) != len(set(options)):
        raise PollChoiceInvalid(field="options", most=poll.most_choices)

    before = list(PollVote.objects.filter(poll=poll, member=member))
    PollOption.objects.filter(pk__in=[one.option_id for one in before]).update(
        vote_count=F("vote_count") - 1
    )
    PollVote.objects.filter(pk__in=[one.pk for one in before]).delete()
    picked = [rows[position] for position in chosen]
    PollVote.objects.bulk_create(
        [PollVote(poll=poll, option=option, member=member, at=now) for option in picked]
    )
    PollOption.objects.filter(pk__in=[one.pk for one in picked]).update(
        vote_count=F("vote_count") + 1
    )
    if not before:
        poll.voter_count += 1
        poll.save(update_fields=["voter_count"])
    return poll


@transaction.atomic
def close_poll(*, topic_id: int, actor: Member, reason: str = "", now: datetime) -> Poll:
    """Close a poll for good: who asked it, or who looks after the forum, which is logged.

    Raises NotFound, NotYourPost, PollClosed.
    """
    poll = _lock_poll(topic_id)
    places = places_for(actor)
    is_own = poll.topic.author_id == actor.pk

    is_known = poll.topic.state == TopicState.VISIBLE or is_own or places.reader.is_staff
    if poll.topic.category_id not in places.by_id or not is_known:
        raise NotFound
    if not is_own and not places.reader.is_staff:
        raise NotYourPost
    if not is_poll_open(poll, now=now):
        raise PollClosed

    poll.closed_at = now
    poll.save(update_fields=["closed_at"])
    if not is_own:
        note_act(actor=actor, act=Act.CLOSE_POLL, topic=poll.topic, reason=reason, now=now)
    return poll
