"""What waits at the forum's desk, and what those who look after the forum did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from community.forum.choices import Act, HeldFor, PostState, TopicState
from community.forum.choices.reading import FLAG_KIND
from community.forum.models import ModerationAct, Post, QueueDecision
from community.forum.queries.places import Places
from marketplace.accounts.models import Member
from marketplace.moderation.choices import Act as DecisionAct
from marketplace.moderation.choices import CaseState, DecisionState
from marketplace.moderation.models import Case, Decision, Flag

MOST_SHOWN: Final = 25
LOG_ON_A_PAGE: Final = 40


@dataclass(frozen=True)
class FlagWords:
    """One report: its reason, and what the member wrote to it."""

    reason: str
    text: str
    name: str


@dataclass(frozen=True)
class QueueItem:
    """A post that waits for a decision."""

    post: Post
    waits_since: datetime
    held_for: str
    flags: Sequence[FlagWords]
    weight: int
    is_returned: bool
    is_own: bool

    @property
    def is_first(self) -> bool:
        """Whether it opens its topic."""
        return self.post.topic.first_post_id == self.post.pk

    @property
    def kind(self) -> str:
        """Why it waits: flagged, returned or held."""
        return "flagged" if self.flags else "returned" if self.is_returned else "held"


@dataclass(frozen=True)
class Queue:
    """What is shown of the queue: reported ones first, the heaviest on top, then the oldest."""

    items: list[QueueItem]
    has_more: bool
    undo: QueueDecision | None


def desk_queue(member: Member, *, with_flags: bool, now: datetime, undo_since: datetime) -> Queue:  # noqa: ARG001
    """Return what waits. Five queries, however much it is; without reports three.

    Reports are for moderators; who looks after the forum without that role decides about the held.
    """
    waiting = _waiting()
    shown = ("topic__category", "author")
    held = list(waiting.select_related(*shown).order_by("pk")[: MOST_SHOWN + 1])
    cases = _open_cases() if with_flags else []
    posts = (
        {
            str(post.pk): post
            for post in Post.objects.filter(
                pk__in=[int(case.ref) for case in cases]
            ).select_related(*shown)
        }
        if cases
        else {}
    )
    flags = _flags_of(cases) if cases else {}
    items = [
        _item(posts[case.ref], member, case=case, flags=flags.get(case.pk, ()))
        for case in cases
        if case.ref in posts
    ]
    known = {item.post.pk for item in items}
    items += [_item(post, member) for post in held if post.pk not in known]
    return Queue(
        items=items[:MOST_SHOWN],
        has_more=len(items) > MOST_SHOWN,
        undo=_to_undo(member, since=undo_since),
    )


def _waiting() -> QuerySet[Post]:
    """Return the posts that wait without reports: held ones, and those that were taken back."""
    last = QueueDecision.objects.filter(post=OuterRef("pk")).order_by("-pk")
    # Two steps, so that only hidden posts are looked up among the decisions.
    returned = Post.objects.filter(state=PostState.HIDDEN, queue_decisions__isnull=False).annotate(
        returned_at=Subquery(last.values("undone_at")[:1])
    )
    # Moderators who hid it once more since then have decided about it.
    hidden = returned.filter(returned_at__gte=F("removed_at")).values("pk")
    return Post.objects.filter(Q(state=PostState.HELD) | Q(pk__in=hidden))


def _open_cases() -> list[Case]:
    rows = Case.objects.filter(kind=FLAG_KIND, state=CaseState.OPEN)
    found = rows.order_by("-weight", "opened_at", "pk")[: MOST_SHOWN + 1]
    return [case for case in found if case.ref.isdecimal()]


def _flags_of(cases: Sequence[Case]) -> Mapping[int, list[FlagWords]]:
    found: dict[int, list[FlagWords]] = {}
    rows = Flag.objects.filter(case__in=cases).select_related("flagger").order_by("pk")
    for flag in rows:
        words = FlagWords(flag.get_reason_display(), flag.text, flag.flagger.display_name)
        found.setdefault(flag.case_id, []).append(words)
    return found


def _item(
    post: Post, member: Member, *, case: Case | None = None, flags: Sequence[FlagWords] = ()
) -> QueueItem:
    return QueueItem(
        post=post,
        waits_since=case.opened_at if case else post.created_at,
        held_for=str(HeldFor(post.held_for).label) if post.held_for else "",
        flags=flags,
        weight=case.weight if case else 0,
        is_returned=post.state == PostState.HIDDEN,
        is_own=post.author_id == member.pk,
    )


def _to_undo(member: Member, *, since: datetime) -> QueueDecision | None:
    """Return what the member decided last, while it can be taken back."""
    rows = QueueDecision.objects.filter(actor=member).select_related("post__topic")
    last = rows.order_by("-pk").first()
    return last if last and last.undone_at is None and last.at >= since else None


def is_decided(post_id: int) -> bool:
    """Whether a decision of the moderators that took the post out of view is in force."""
    rows = Decision.objects.filter(case__kind=FLAG_KIND, case__ref=str(post_id))
    return rows.filter(state=DecisionState.IN_FORCE).exclude(act=DecisionAct.NO_ACTION).exists()


ACTS_ON_TOPICS: Final = frozenset(
    {
        *(Act.CLOSE_TOPIC, Act.OPEN_TOPIC, Act.PIN_TOPIC, Act.UNPIN_TOPIC, Act.ARCHIVE_TOPIC),
        *(Act.UNARCHIVE_TOPIC, Act.MOVE_TOPIC, Act.RETITLE_TOPIC, Act.MERGE_TOPIC),
        *(Act.UNMERGE_TOPIC, Act.SPLIT_TOPIC, Act.UNSPLIT_TOPIC, Act.CHOOSE_SOLUTION),
        *(Act.DROP_SOLUTION, Act.CLOSE_POLL),
    }
)


@dataclass(frozen=True)
class LogLine:
    """An act as everybody may read it: no author, no text, no title that is out of view."""

    at: datetime
    act: str
    label: str
    by: str
    reason: str
    title: str
    url: str
    is_undone: bool


def log_page(
    places: Places, *, number: str, act: str = ""
) -> tuple[Page[ModerationAct], list[LogLine]]:
    """Return a page of the public log, the last act first. Two queries.

    `places` are those of a visitor: what lies in a closed category is told without its topic.
    """
    rows = ModerationAct.objects.filter(is_public=True)
    if act in Act.values:
        rows = rows.filter(act=act)
    rows = rows.select_related("actor", "topic", "undone_by").order_by("-pk")
    page = Paginator(rows, LOG_ON_A_PAGE).get_page(number)
    return page, [_log_line(row, places) for row in page.object_list]


def _log_line(row: ModerationAct, places: Places) -> LogLine:
    topic = row.topic
    is_shown = (
        topic is not None
        and topic.state == TopicState.VISIBLE
        and topic.category_id in places.public
    )
    return LogLine(
        at=row.at,
        act=row.act,
        label=row.get_act_display(),
        by=row.actor.display_name,
        reason=row.reason if is_shown or topic is None else "",
        title=topic.title if topic and is_shown else "",
        url=topic.get_absolute_url() if topic and is_shown else "",
        is_undone=hasattr(row, "undone_by"),
    )
