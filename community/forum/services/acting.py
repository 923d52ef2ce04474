"""What those who look after the forum do is written down: in the forum's log and in the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from community.forum.choices import REASON_MAX, Act
from community.forum.errors.writing import ForumReasonMissing, NotForumStaff
from community.forum.models import Category, ModerationAct, Post, Topic
from community.forum.queries.places import looks_after
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit


def refuse_others(actor: Member) -> None:
    """Raise NotForumStaff for everybody who doesn't look after the forum."""
    if not looks_after(actor):
        raise NotForumStaff


def given_reason(reason: str) -> str:
    """Return a reason as it is kept. Raises ForumReasonMissing."""
    reason = " ".join(reason.split())[:REASON_MAX]
    if not reason:
        raise ForumReasonMissing(field="reason")
    return reason


def note_act(
    *,
    actor: Member,
    act: Act,
    now: datetime,
    topic: Topic | None = None,
    post: Post | None = None,
    category: Category | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
    is_public: bool = True,
    undoes: ModerationAct | None = None,
) -> ModerationAct:
    """Write a row of the log, in the transaction of the act."""
    thing = post or topic
    subject = thing or category
    row = ModerationAct.objects.create(
        actor=actor,
        act=act,
        topic=topic or (post.topic if post else None),
        post=post,
        category=category,
        member_id=thing.author_id if thing else None,
        reason=" ".join(reason.split())[:REASON_MAX],
        detail=detail or {},
        is_public=is_public,
        undoes=undoes,
        at=now,
    )
    record_audit(
        actor=actor.public_id,
        action=f"forum_{act}",
        subject=subject.reference if subject else "forum",
        after=detail or {},
        reason=row.reason,
        now=now,
    )
    return row


def last_act(*acts: Act, topic: Topic | None = None, post: Post | None = None) -> Any:
    """Return the last of these acts on a topic or a post that nobody has taken back."""
    rows = ModerationAct.objects.filter(act__in=acts, undone_by=None)
    rows = rows.filter(post=post) if post is not None else rows.filter(topic=topic)
    return rows.order_by("-pk").first()
