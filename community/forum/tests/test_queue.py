"""The forum's desk: each way to decide, one outcome for two at once, and back again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.forum.choices import Act, HeldFor, PostState
from community.forum.choices.reading import FLAG_KIND
from community.forum.errors.reading import (
    AlreadyDecidedThere,
    NotToUndo,
    OwnPostAtDesk,
    ReasonNeeded,
)
from community.forum.errors.writing import DecidedByModerators, NotForumStaff
from community.forum.models import ModerationAct, Post, QueueDecision, Topic
from community.forum.queries.queue import desk_queue
from community.forum.services import queue
from community.forum.services.removing import hide_post, remove_post, show_post
from community.forum.services.undoing import undo_act
from community.forum.tests.reading_world import (
    DAY,
    HOUR,
    make_category,
    reply_by,
    settle,
    topic_by,
)
from community.forum.tests.test_writing import announced, counted
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.moderation.choices import FlagReason
from marketplace.moderation.models import Case, Decision
from marketplace.moderation.services import flag
from marketplace.orders.tests.world import race

RULE = "2.1"


@pytest.fixture(autouse=True)
def _open_desks(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


def keeper(member_factory: MakeMember, name: str = "noor") -> Member:
    return member_factory(name, roles=("moderator", "community_manager"))


@pytest.fixture
def noor(member_factory: MakeMember) -> Member:
    return keeper(member_factory)


@pytest.fixture
def topic(seller: Member, now: datetime) -> Topic:
    return topic_by(seller, make_category(), now=now)


def hold(post: Post) -> Post:
    """Let a post wait, as that of a newcomer does."""
    Post.objects.filter(pk=post.pk).update(state=PostState.HELD, held_for=HeldFor.LINKS)
    Topic.objects.filter(pk=post.topic_id).update(reply_count=0)
    return Post.objects.get(pk=post.pk)


@pytest.fixture
def held(topic: Topic, stranger: Member, now: datetime) -> Post:
    return hold(reply_by(stranger, topic, now=now))


@pytest.fixture
def flagged(topic: Topic, stranger: Member, member_factory: MakeMember, now: datetime) -> Post:
    post = reply_by(stranger, topic, now=now)
    report(post, member_factory("reporter"), now)
    return post


def report(post: Post, actor: Member, now: datetime) -> None:
    flag(kind=FLAG_KIND, ref=str(post.pk), reason=FlagReason.SPAM, text="", actor=actor, now=now)


def state_of(post: Post) -> str:
    return str(Post.objects.get(pk=post.pk).state)


def waiting(member: Member, now: datetime) -> list[int]:
    found = desk_queue(member, with_flags=True, now=now, undo_since=now - DAY)
    return [item.post.pk for item in found.items]


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["accept", "edit", "remove", "warn"])
@pytest.mark.parametrize("sort", ["held", "flagged"])
def test_each_way_to_decide_and_back(
    sort: str, way: str, noor: Member, now: datetime, request: pytest.FixtureRequest
) -> None:
    post: Post = request.getfixturevalue(sort)
    assert waiting(noor, now) == [post.pk]
    more: dict[str, Any] = {
        "accept": {},
        "edit": {"body": "Other words.", "reason": "Clearer."},
        "remove": {"rule": RULE, "reason": "An advertisement."},
        "warn": {"rule": RULE, "reason": "An advertisement."},
    }[way]
    verbs: dict[str, Callable[..., QueueDecision]] = {
        "accept": queue.accept_post,
        "edit": queue.edit_waiting_post,
        "remove": queue.remove_waiting_post,
        "warn": queue.warn_about_post,
    }
    verb = verbs[way]
    made = verb(post_id=post.pk, actor=noor, now=now, **more)
    stays = way in {"accept", "edit"}
    gone = PostState.REMOVED if sort == "held" else PostState.HIDDEN
    assert state_of(post) == (PostState.VISIBLE if stays else gone)
    assert waiting(noor, now) == []
    assert Decision.objects.filter(act="warn").exists() == (way == "warn")
    assert not Case.objects.filter(state="open").exists()
    with pytest.raises(AlreadyDecidedThere):
        verb(post_id=post.pk, actor=noor, now=now, **more)
    settle(now)

    queue.undo_at_desk(public_id=made.public_id, actor=noor, now=now + HOUR)
    assert waiting(noor, now) == [post.pk]
    if sort == "flagged":
        assert state_of(post) == PostState.VISIBLE
    else:
        assert state_of(post) == (PostState.HIDDEN if stays else PostState.HELD)
    with pytest.raises(NotToUndo):
        queue.undo_at_desk(public_id=made.public_id, actor=noor, now=now + HOUR)
    queue.accept_post(post_id=post.pk, actor=noor, now=now + HOUR)
    assert state_of(post) == PostState.VISIBLE
    settle(now + HOUR)


@pytest.mark.django_db
def test_a_post_let_through_twice_is_announced_once_and_counts(
    topic: Topic, stranger: Member, noor: Member, now: datetime
) -> None:
    links = " ".join(f"https://x.example/{number}" for number in range(3))
    post = reply_by(stranger, topic, now=now, body=f"Words {links}")
    assert state_of(post) == PostState.HELD
    first = queue.accept_post(post_id=post.pk, actor=noor, now=now)
    queue.undo_at_desk(public_id=first.public_id, actor=noor, now=now)
    gone = queue.remove_waiting_post(
        post_id=post.pk, actor=noor, rule=RULE, reason="An advertisement.", now=now
    )
    queue.undo_at_desk(public_id=gone.public_id, actor=noor, now=now)
    queue.accept_post(post_id=post.pk, actor=noor, now=now)
    assert state_of(post) == PostState.VISIBLE
    assert counted(stranger) == {"reply": 1}
    assert (announced("ReplyWritten"), announced("PostShown")) == (1, 2)


@pytest.mark.django_db
def test_nobody_decides_about_their_own_and_members_not_at_all(
    held: Post, topic: Topic, noor: Member, stranger: Member, seller: Member, now: datetime
) -> None:
    own = hold(reply_by(noor, topic, now=now))
    with pytest.raises(OwnPostAtDesk):
        queue.accept_post(post_id=own.pk, actor=noor, now=now)
    for member in (stranger, seller):
        with pytest.raises(NotForumStaff):
            queue.accept_post(post_id=held.pk, actor=member, now=now)
    with pytest.raises(ReasonNeeded):
        queue.remove_waiting_post(post_id=held.pk, actor=noor, rule=RULE, reason=" ", now=now)
    made = queue.accept_post(post_id=held.pk, actor=noor, now=now)
    with pytest.raises(NotToUndo):
        queue.undo_at_desk(public_id=made.public_id, actor=noor, now=now + 2 * DAY)
    plain = reply_by(seller, topic, now=now)
    with pytest.raises(AlreadyDecidedThere):
        queue.accept_post(post_id=plain.pk, actor=noor, now=now)


@pytest.mark.django_db
def test_the_queue_asks_as_often_for_one_post_as_for_three(
    topic: Topic,
    stranger: Member,
    noor: Member,
    member_factory: MakeMember,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    counts = []
    for count in (1, 3):
        while Post.objects.filter(state=PostState.HELD).count() < count:
            hold(reply_by(stranger, topic, now=now))
            report(reply_by(stranger, topic, now=now), member_factory(), now)
        with django_assert_num_queries(6, exact=False) as asked:
            found = desk_queue(noor, with_flags=True, now=now, undo_since=now)
        assert len(found.items) == 2 * count
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_the_page_keeps_what_was_typed_and_says_who_was_faster(
    held: Post, noor: Member, as_member: Callable[..., Client], now: datetime
) -> None:
    browser = as_member(noor)
    refused = browser.post(reverse("forum:desk_remove", args=[held.pk]), {"rule": RULE})
    assert refused.status_code == 422
    typed = {"body": "", "reason": "Kept words"}
    again = browser.post(reverse("forum:desk_edit", args=[held.pk]), typed)
    assert "Kept words" in again.content.decode()
    queue.accept_post(post_id=held.pk, actor=noor, now=now)
    late = browser.post(f"/en{reverse('forum:desk_accept', args=[held.pk])}", follow=True)
    assert "Another moderator has just decided this" in late.content.decode()


@pytest.mark.django_db
def test_what_moderators_hid_is_shown_at_their_desk_alone(
    flagged: Post, noor: Member, member_factory: MakeMember, now: datetime
) -> None:
    manager = member_factory("maya", roles=("community_manager",))
    made = queue.remove_waiting_post(
        post_id=flagged.pk, actor=noor, rule=RULE, reason="An advertisement.", now=now
    )
    act = ModerationAct.objects.get(act=Act.HIDE_POST)
    with pytest.raises(DecidedByModerators):
        undo_act(act_id=act.pk, actor=manager, now=now)
    assert state_of(flagged) == PostState.HIDDEN
    queue.undo_at_desk(public_id=made.public_id, actor=noor, now=now)
    assert state_of(flagged) == PostState.VISIBLE
    hide_post(post_id=flagged.pk, actor=noor, reason="So.", now=now)
    other = ModerationAct.objects.filter(act=Act.HIDE_POST).latest("pk")
    undo_act(act_id=other.pk, actor=manager, now=now)
    assert state_of(flagged) == PostState.VISIBLE


@pytest.mark.django_db
def test_each_waits_once_however_often_it_is_reported(
    held: Post, flagged: Post, noor: Member, now: datetime
) -> None:
    made = queue.accept_post(post_id=held.pk, actor=noor, now=now)
    assert waiting(noor, now) == [flagged.pk]
    queue.undo_at_desk(public_id=made.public_id, actor=noor, now=now)
    assert len(waiting(noor, now)) == 2
    report_of_held = hold(flagged)
    assert len(waiting(noor, now)) == 2
    assert state_of(report_of_held) == PostState.HELD


@pytest.mark.django_db
def test_what_was_hidden_again_waits_no_more(held: Post, noor: Member, now: datetime) -> None:
    made = queue.accept_post(post_id=held.pk, actor=noor, now=now)
    queue.undo_at_desk(public_id=made.public_id, actor=noor, now=now + HOUR)
    assert waiting(noor, now) == [held.pk]
    show_post(post_id=held.pk, actor=noor, now=now + 2 * HOUR)
    hide_post(post_id=held.pk, actor=noor, reason="No.", now=now + 3 * HOUR)
    assert (waiting(noor, now), state_of(held)) == ([], PostState.HIDDEN)
    with pytest.raises(AlreadyDecidedThere):
        queue.accept_post(post_id=held.pk, actor=noor, now=now + 4 * HOUR)


@pytest.mark.django_db
def test_the_log_is_public_and_tells_no_private_content(
    topic: Topic, stranger: Member, noor: Member, now: datetime
) -> None:
    post = reply_by(stranger, topic, now=now, body="Words that go away")
    remove_post(post_id=post.pk, actor=noor, reason="An advertisement.", now=now)
    page = Client().get("/en/forum/log/").content.decode()
    assert "removed a post" in page
    assert "An advertisement." in page
    assert topic.title in page
    for private in ("Words that go away", stranger.display_name, stranger.username):
        assert private not in page
    first = topic.first_post
    assert first is not None
    remove_post(post_id=first.pk, actor=noor, reason="A secret of somebody", now=now)
    page = Client().get("/en/forum/log/").content.decode()
    assert topic.title not in page
    assert "A secret of somebody" not in page
    assert ModerationAct.objects.filter(act=Act.REMOVE_POST).count() == 2
    assert "/en/standing/" in page


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_make_one_decision(
    member_factory: MakeMember, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [keeper(member_factory, name) for name in ("noor", "maya")]
    author, writer = member_factory("salma"), member_factory("writer")
    topic = topic_by(author, make_category(), now=now)
    post = hold(reply_by(writer, topic, now=now))

    def decide(n: int) -> QueueDecision:
        if n:
            return queue.accept_post(post_id=post.pk, actor=people[1], now=now)
        return queue.remove_waiting_post(
            post_id=post.pk, actor=people[0], rule=RULE, reason="So.", now=now
        )

    results = race(2, decide)
    kinds = sorted(type(one).__name__ for one in results)
    assert kinds == ["AlreadyDecidedThere", "QueueDecision"]
    assert QueueDecision.objects.count() == 1

    # Control: both read the waiting post before either decides, and both believe that they did.
    other = hold(reply_by(writer, topic, now=now))
    both_have_read = Barrier(2)

    def read_unlocked(post_id: int) -> tuple[Topic, Post]:
        found = Post.objects.select_related("topic", "author").get(pk=post_id)
        both_have_read.wait(timeout=30)
        return found.topic, found

    monkeypatch.setattr(queue, "lock_post", read_unlocked)
    monkeypatch.setattr(queue, "release_post", lambda **_: None)
    control = race(2, lambda n: queue.accept_post(post_id=other.pk, actor=people[n], now=now))
    assert [one for one in control if isinstance(one, DomainError)] == []
    assert QueueDecision.objects.filter(post=other).count() == 2


@pytest.mark.django_db
def test_the_desk_takes_locks_in_the_order_of_the_moderators(
    flagged: Post, noor: Member, now: datetime
) -> None:
    with CaptureQueriesContext(connection) as asked:
        queue.accept_post(post_id=flagged.pk, actor=noor, now=now)
    locks = [one["sql"] for one in asked.captured_queries if " FOR NO KEY UPDATE" in one["sql"]]
    tables = [sql.partition('FROM "')[2].partition('"')[0] for sql in locks]
    assert tables.index("moderation_case") < tables.index("forum_topic")
