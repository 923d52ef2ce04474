"""Mails about posts: a while after they were written, and not when they were read by then."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import translation

from community.forum.choices import PostState, TopicState
from community.forum.choices.reading import Level, Why
from community.forum.gateways.message import OWN_MARK
from community.forum.gateways.reply_text import CUT_END, CUT_START
from community.forum.models import Post, Reading, ReplyAddress, Told, Topic
from community.forum.queries.telling import may_see_among
from community.forum.services.links import mute_path
from community.forum.services.telling import GROUP_OF
from marketplace.accounts.models import Member
from marketplace.core.ids import ALPHABET
from marketplace.messaging.queries import blocks_among
from marketplace.notifications.services import queue_mail, stop_path

POSTS_IN_A_MAIL: Final = 20
SECRET_LENGTH: Final = 24


@transaction.atomic
def mail_told_posts(*, now: datetime, limit: int) -> int:
    """Write the mails that are due, one for each member and topic; returns how many were written.

    Locks the rows that are due, passing over those that another sweep holds. What was read, taken
    out of view, closed to them or muted meanwhile, or whose writer a block keeps apart from them,
    is not told again; its row only loses its moment.
    """
    rows = list(
        Told.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .filter(mail_due_at__lte=now)
        .select_related("member", "post__topic", "post__author")
        .order_by("mail_due_at", "id")[:limit]
    )
    if not rows:
        return 0
    marks, allowed = _marks_of(rows), _allowed(rows)
    chosen: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for row in rows:
        row.mail_due_at = None
        if row.pk in allowed and _is_worth_a_mail(row, marks):
            chosen[row.member_id, row.post.topic_id].append(row)
            row.mailed_at = now
    Told.objects.bulk_update(rows, ["mail_due_at", "mailed_at"])
    for told in chosen.values():
        _write(told, now=now)
    return len(chosen)


def _marks_of(rows: Sequence[Told]) -> dict[tuple[int, int], tuple[int, int | None]]:
    found = Reading.objects.filter(
        member__in={row.member_id for row in rows}, topic__in={row.post.topic_id for row in rows}
    )
    columns = ("member_id", "topic_id", "last_read_number", "level")
    return {(who, topic): (read, level) for who, topic, read, level in found.values_list(*columns)}


def _allowed(rows: Sequence[Told]) -> set[int]:
    """Return the rows whose member may see the post's category now, and isn't blocked from it."""
    places: dict[int, list[Told]] = defaultdict(list)
    for row in rows:
        places[row.post.topic.category_id].append(row)
    found: set[int] = set()
    for category_id, told in places.items():
        members = may_see_among(category_id, [row.member_id for row in told])
        found.update(row.pk for row in told if members is None or row.member_id in members)
    people = {one.pk: one for row in rows for one in (row.member, row.post.author)}
    apart = {frozenset(pair) for pair in blocks_among(people.values())}
    return {
        row.pk
        for row in rows
        if row.pk in found and frozenset((row.member_id, row.post.author_id)) not in apart
    }


def _is_worth_a_mail(row: Told, marks: dict[tuple[int, int], tuple[int, int | None]]) -> bool:
    read, level = marks.get((row.member_id, row.post.topic_id), (0, None))
    return (
        row.member.is_active
        and bool(row.member.email)
        and row.post.state == PostState.VISIBLE
        and row.post.topic.state == TopicState.VISIBLE
        and row.post.number > read
        and level != Level.MUTED
    )


def _write(told: list[Told], *, now: datetime) -> None:
    told.sort(key=lambda row: row.post.number)
    member, topic = told[0].member, told[0].post.topic
    first = min(told, key=lambda row: list(Why).index(Why(row.why)))
    group = GROUP_OF[Why(first.why)]
    address = reply_address(member=member, topic=topic, now=now)
    with translation.override(member.language):
        why = str(Why(first.why).label)
    queue_mail(
        to=member.email,
        language=member.language,
        message="forum_posts",
        context={
            "topic_title": topic.title,
            "topic_language": topic.language,
            "posts": [row.post for row in told[:POSTS_IN_A_MAIL]],
            "left_out": max(len(told) - POSTS_IN_A_MAIL, 0),
            "why": why,
            "path": told[0].post.get_absolute_url(),
            "can_answer": bool(address),
            "cut_start": CUT_START,
            "cut_end": CUT_END,
            "mute": mute_path(member, topic.pk),
            "unsubscribe_path": stop_path(member, group),
        },
        member=member,
        unsubscribe=stop_path(member, group),
        headers=_headers(topic, told[-1].post, address),
        now=now,
    )


def _headers(topic: Topic, post: Post, address: str) -> dict[str, str]:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    thread = f"<forum-topic-{topic.pk}@{host}>"
    headers = {
        OWN_MARK: str(post.pk),
        "In-Reply-To": thread,
        "References": thread,
        "List-Id": f"<topic-{topic.pk}.forum.{host}>",
    }
    return {**headers, "Reply-To": address} if address else headers


def reply_address(*, member: Member, topic: Topic, now: datetime) -> str:
    """Return where the member's answers to a topic go; "" where this site takes none by mail."""
    if not settings.INBOUND_MAIL_ADDRESS:
        return ""
    row, _is_new = ReplyAddress.objects.get_or_create(
        member=member,
        topic=topic,
        defaults={
            "secret": "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH)),
            "created_at": now,
        },
    )
    name, _at, host = str(settings.INBOUND_MAIL_ADDRESS).rpartition("@")
    return f"{name}+{row.secret}@{host}"
