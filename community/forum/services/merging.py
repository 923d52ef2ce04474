"""Topics become one, or one becomes two; both can be taken back while nothing was moved on.

Posts keep their own numbers in the address of the post; within the topic that takes them they get
new numbers at its end, so that nobody's place of reading shifts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from community.forum.choices import Act, Hand, MoveKind, PostState, TopicState
from community.forum.errors.writing import (
    MergeMovedOn,
    MergeWithItself,
    NothingToMove,
    TopicStateRefuses,
)
from community.forum.events.writing import TopicChanged
from community.forum.models import ModerationAct, MovedPost, Post, Solution, Topic, TopicMerge
from community.forum.queries.places import Place, places_for
from community.forum.services.acting import given_reason, note_act, refuse_others
from community.forum.services.contributing import credit_solution, debit_solution
from community.forum.services.counting import count_place, recount_topic
from community.forum.services.levels import follow_after_merge, follow_after_writing
from community.forum.services.solving import end_solutions
from community.forum.services.states import lock_topics, topic_transition
from community.forum.services.texts import clean_title
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.slugs import unicode_slug


@transaction.atomic
def merge_topics(
    *, source_id: int, target_id: int, actor: Member, reason: str, now: datetime
) -> TopicMerge:
    """Move all posts of one topic to the end of another; the first one's address leads there.

    Locks both topics. Raises NotFound, NotForumStaff, MergeWithItself, TopicStateRefuses,
    ForumReasonMissing.
    """
    if source_id == target_id:
        raise MergeWithItself(field="target")
    topics = lock_topics([source_id, target_id])
    source, target = topics[source_id], topics[target_id]
    refuse_others(actor)
    for topic in (source, target):
        if topic.state != TopicState.VISIBLE:
            raise TopicStateRefuses(state=TopicState(topic.state).label)
    reason = given_reason(reason)

    merge = TopicMerge.objects.create(
        kind=MoveKind.MERGE, source=source, target=target, by=actor, reason=reason, at=now
    )
    posts = Post.objects.select_for_update(no_key=True).filter(topic=source).order_by("number")
    _move(merge, list(posts), target)
    before = topic_transition(source, to=TopicState.MERGED, hand=Hand.MODERATOR, now=now)
    source.merged_into = target
    source.save(update_fields=["state", "merged_into", "changed_at"])
    recount_topic(target, now=now)
    follow_after_merge(source_id=source.pk, target_id=target.pk)
    note_act(
        actor=actor,
        act=Act.MERGE_TOPIC,
        topic=source,
        reason=reason,
        detail={"into": target.pk, "merge": merge.pk, "title": target.title},
        now=now,
    )
    _announce(source, target, now=now)
    count_place(source, before=before, after=source.state)
    return merge


@transaction.atomic
def split_topic(
    *,
    topic_id: int,
    post_ids: Sequence[int],
    title: str,
    category_id: int,
    actor: Member,
    reason: str,
    now: datetime,
) -> TopicMerge:
    """Move some replies into a topic of their own; the first of them begins it, and solves nothing.

    Locks the topic. Raises NotFound, NotForumStaff, NothingToMove, TitleTooShort,
    TopicStateRefuses, ForumReasonMissing.
    """
    source = lock_topics([topic_id])[topic_id]
    refuse_others(actor)
    if source.state != TopicState.VISIBLE:
        raise TopicStateRefuses(state=TopicState(source.state).label)
    place = places_for(actor).by_id.get(category_id)
    if place is None:
        raise NotFound
    reason, title = given_reason(reason), clean_title(title)
    posts = _to_move(source, post_ids)

    target = _begun_by(posts[0], title, place, now)
    merge = TopicMerge.objects.create(
        kind=MoveKind.SPLIT, source=source, target=target, by=actor, reason=reason, at=now
    )
    _move(merge, posts, target)
    ended = end_solutions(posts[0], member=actor, now=now)
    recount_topic(source, now=now)
    recount_topic(target, now=now)
    if target.author.is_active:
        follow_after_writing(
            member=target.author, topic_id=target.pk, number=1, is_first=True, now=now
        )
    note_act(
        actor=actor,
        act=Act.SPLIT_TOPIC,
        topic=source,
        reason=reason,
        detail={"into": target.pk, "merge": merge.pk, "title": title, "posts": len(posts)},
        now=now,
    )
    _announce(source, target, now=now)
    count_place(target, before="", after=target.state)
    for solution in ended:
        debit_solution(solution, by_id=actor.pk, now=now)
    return merge


def _to_move(source: Topic, post_ids: Sequence[int]) -> list[Post]:
    """Lock the replies that leave a topic, in their order. Raises NothingToMove."""
    rows = Post.objects.select_for_update(no_key=True, of=("self",)).select_related("author")
    rows = rows.filter(topic=source, pk__in=list(post_ids))
    posts = list(rows.exclude(pk=source.first_post_id or 0).order_by("number"))
    if not posts or posts[0].state != PostState.VISIBLE:
        raise NothingToMove(field="posts")
    return posts


def _begun_by(first: Post, title: str, place: Place, now: datetime) -> Topic:
    """Make the topic that a post begins, as if its author had started it then.

    A topic that was merged into this one lets go of its first post; undoing finds it again.
    """
    Topic.objects.filter(first_post=first, state=TopicState.MERGED).update(first_post=None)
    return Topic.objects.create(
        category_id=place.id,
        author=first.author,
        title=title,
        slug=unicode_slug(title, fallback="topic"),
        language=first.language,
        is_question=place.is_questions,
        first_post=first,
        last_post_at=first.created_at,
        asker_spoke_at=first.created_at,
        created_at=first.created_at,
        changed_at=now,
    )


@transaction.atomic
def undo_merge(*, merge_id: int, actor: Member, now: datetime) -> TopicMerge:
    """Take a merge or a split apart again: each post that was moved goes back to its number.

    What was written since stays where it is. Of a split topic nothing but what was moved may be
    left over. Locks both topics. Raises NotFound, NotForumStaff, MergeMovedOn.
    """
    merge = TopicMerge.objects.select_for_update(no_key=True).filter(pk=merge_id).first()
    if merge is None:
        raise NotFound
    topics = lock_topics([merge.source_id, merge.target_id])
    source, target = topics[merge.source_id], topics[merge.target_id]
    refuse_others(actor)
    moved = list(MovedPost.objects.filter(merge=merge).select_related("post").order_by("pk"))
    if merge.undone_at is not None or not _can_go_back(merge, source, target, moved):
        raise MergeMovedOn

    merge.undone_at, merge.undone_by = now, actor
    merge.save(update_fields=["undone_at", "undone_by"])
    _send_back(moved, source)
    again = _solve_again(merge, moved, source)
    if merge.kind == MoveKind.MERGE:
        before, topic = _open_again(source, moved, now), source
        recount_topic(target, now=now)
    else:
        before, topic = _close_split(target, source, now), target
    recount_topic(source, now=now)
    is_merge = merge.kind == MoveKind.MERGE
    done = ModerationAct.objects.filter(
        act=Act.MERGE_TOPIC if is_merge else Act.SPLIT_TOPIC,
        topic=source,
        detail__merge=merge.pk,
        undone_by=None,
    )
    note_act(
        actor=actor,
        act=Act.UNMERGE_TOPIC if is_merge else Act.UNSPLIT_TOPIC,
        topic=source,
        detail={"into": target.pk, "merge": merge.pk},
        undoes=done.first(),
        now=now,
    )
    _announce(source, target, now=now)
    count_place(topic, before=before, after=topic.state)
    for solution in again:
        credit_solution(solution, solution.post, area=source.category.slug, now=now)
    return merge


def _can_go_back(
    merge: TopicMerge, source: Topic, target: Topic, moved: Sequence[MovedPost]
) -> bool:
    if any(one.post.topic_id != target.pk for one in moved):
        return False
    if merge.kind == MoveKind.MERGE:
        waits = any(
            one.post_id == source.first_post_id and one.post.state == PostState.HELD
            for one in moved
        )
        return source.merged_into_id == target.pk and not waits
    ids = [one.post_id for one in moved]
    is_whole = not Post.objects.filter(topic=target).exclude(pk__in=ids).exists()
    return is_whole and source.state == target.state == TopicState.VISIBLE


def _move(merge: TopicMerge, posts: Sequence[Post], target: Topic) -> None:
    """Put posts at the end of a topic, in their order, and note where they were."""
    rows = []
    for number, post in enumerate(posts, start=target.last_number + 1):
        rows.append(MovedPost(merge=merge, post=post, from_number=post.number, to_number=number))
        post.topic, post.number = target, number
    Post.objects.bulk_update(posts, ["topic", "number"])
    MovedPost.objects.bulk_create(rows)
    target.last_number += len(posts)
    Solution.objects.filter(post__in=[post.pk for post in posts]).update(topic=target)


def _send_back(moved: Sequence[MovedPost], source: Topic) -> None:
    posts = []
    for one in moved:
        one.post.topic, one.post.number = source, one.from_number
        posts.append(one.post)
    Post.objects.bulk_update(posts, ["topic", "number"])
    Solution.objects.filter(post__in=[post.pk for post in posts]).update(topic=source)


def _solve_again(merge: TopicMerge, moved: Sequence[MovedPost], source: Topic) -> list[Solution]:
    """Choose once more what was a solution until the split let it begin a topic."""
    if merge.kind != MoveKind.SPLIT:
        return []
    ended = Solution.objects.filter(
        post__in=[one.post_id for one in moved], ended_at=merge.at, ended_by=merge.by_id
    )
    again = []
    for before in ended.select_related("post").order_by("pk"):
        post = before.post
        made = Solution(topic=source, post=post, member_id=before.member_id)
        made.chosen_by, made.chosen_at = before.chosen_by, before.chosen_at
        made.save()
        post.is_solution = True
        post.save(update_fields=["is_solution"])
        again.append(made)
    return again


def _open_again(source: Topic, moved: Sequence[MovedPost], now: datetime) -> str:
    """Let a merged topic be one again: out of view where its first post went out of view."""
    before = topic_transition(source, to=TopicState.VISIBLE, hand=Hand.MODERATOR, now=now)
    if source.first_post_id is None:
        source.first_post = next((one.post for one in moved if one.from_number == 1), None)
    first = Post.objects.filter(pk=source.first_post_id or 0).first()
    if first is not None and first.state != PostState.VISIBLE:
        topic_transition(source, to=TopicState(first.state), hand=Hand.MODERATOR, now=now)
        source.removed_by_id = first.removed_by_id
    source.merged_into = None
    names = ["state", "removed_by", "merged_into", "first_post", "changed_at"]
    source.save(update_fields=names)
    return before


def _close_split(target: Topic, source: Topic, now: datetime) -> str:
    """Let the address of a topic that is empty again lead to where its posts are."""
    before = topic_transition(target, to=TopicState.MERGED, hand=Hand.MODERATOR, now=now)
    target.merged_into, target.first_post, target.last_post = source, None, None
    target.save(update_fields=["state", "merged_into", "first_post", "last_post", "changed_at"])
    return before


def _announce(source: Topic, target: Topic, *, now: datetime) -> None:
    for topic in (source, target):
        publish(
            TopicChanged(
                topic_id=topic.pk,
                author_id=topic.author.public_id,
                title=topic.title,
                state=topic.state,
            ),
            now=now,
        )
