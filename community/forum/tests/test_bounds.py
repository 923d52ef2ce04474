"""Verbs done again, taken back twice, or past what holds for others: each has its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.choices import LIKE_TIMES_MAX, Act, PostState, TopicState
from community.forum.errors import writing as errors
from community.forum.models import (
    Category,
    Like,
    ModerationAct,
    Poll,
    Post,
    Topic,
)
from community.forum.services import editing
from community.forum.services.bookmarks import bookmark_post
from community.forum.services.editing import edit_post
from community.forum.services.leaving import erase_writing
from community.forum.services.liking import like_post, unlike_post
from community.forum.services.moderating import mark_topic
from community.forum.services.polling import PollDraft, close_poll, vote
from community.forum.services.removing import (
    hide_post,
    release_post,
    remove_post,
    restore_post,
    show_post,
)
from community.forum.services.solving import choose_solution, take_solution_back
from community.forum.services.undoing import undo_act
from community.forum.tests import world
from community.forum.tests.test_writing import announced, counted
from community.forum.tests.world import DAY, HOUR, answer, ask
from community.reputation.models import Contribution
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.errors import NotFound, TooManyRequests
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(topic: Topic, helper: Member, now: datetime) -> Post:
    """Return an answer."""
    return answer(helper, topic, now=now)


def fresh(row: Topic) -> Topic:
    return Topic.objects.get(pk=row.pk)


def test_a_like_given_anew_uses_up_the_days_likes_and_the_record_ends(
    post: Post, reader: Member, helper: Member, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "forum_newcomer_likes_per_day": 2}
    for _time in range(2):
        like_post(post_id=post.pk, member=reader, now=now)
        unlike_post(post_id=post.pk, member=reader, now=now)
    with pytest.raises(errors.NewcomerTooSoon):
        like_post(post_id=post.pk, member=reader, now=now + HOUR)
    assert announced("PostLiked") == 2
    Like.objects.update(times=LIKE_TIMES_MAX - 1, given_at=now - 2 * DAY)
    for day in range(1, 4):
        like_post(post_id=post.pk, member=reader, now=now + day * 2 * DAY)
        unlike_post(post_id=post.pk, member=reader, now=now + day * 2 * DAY)
    assert Like.objects.get().times == LIKE_TIMES_MAX
    assert Contribution.objects.filter(kind="like", sign=1).count() == 3
    assert counted(helper) == {"reply": 1}


@pytest.mark.parametrize("by", ["author", "manager"])
def test_a_held_post_that_comes_back_waits_again(
    by: str, web: Category, asker: Member, manager: Member, now: datetime
) -> None:
    links = " ".join(f"https://x.example/{number}" for number in range(3))
    held = ask(asker, web, now=now, body=f"Words {links}")
    first = held.first_post_id or 0
    actor = asker if by == "author" else manager
    remove_post(post_id=first, actor=actor, reason="Not yet", now=now)
    restore_post(post_id=first, actor=actor, now=now + HOUR)
    waits = Post.objects.get(pk=first)
    assert (waits.state, waits.held_for) == (PostState.HELD, "links")
    assert (fresh(held).state, counted(asker)) == (TopicState.HELD, {})
    release_post(post_id=first, actor=manager, now=now + HOUR)
    web.refresh_from_db()
    assert (web.topic_count, counted(asker), announced("TopicStarted")) == (1, {"topic": 1}, 1)


def test_a_newcomer_edits_no_links_past_the_moderators(
    topic: Topic, asker: Member, manager: Member, as_member: Callable[..., Client], now: datetime
) -> None:
    first = topic.first_post_id or 0
    many = " ".join(f"https://x.example/{number}" for number in range(9))
    with pytest.raises(errors.LinksWouldWait):
        edit_post(post_id=first, actor=asker, body=many, now=now)
    Post.objects.filter(pk=first).update(created_at=clock.now())
    typed = {"title": topic.title, "body": f"Kept words {many}", "version": 1}
    shown = as_member(asker).post(reverse("forum:edit", args=[first]), typed)
    assert shown.status_code == 422
    assert "Kept words https://x.example/0" in shown.content.decode()
    # What a moderator let stand may be edited further.
    edit_post(post_id=first, actor=manager, body=many, now=now)
    assert edit_post(post_id=first, actor=asker, body=f"Other {many}", now=now).version_count == 3
    world.stands(asker, 1, now=now)
    assert edit_post(post_id=first, actor=asker, body=f"{many}0", now=now).version_count == 4


def test_an_edit_in_a_hidden_topic_tells_nobody(
    topic: Topic, post: Post, helper: Member, reader: Member, manager: Member, now: datetime
) -> None:
    hide_post(post_id=topic.first_post_id or 0, actor=manager, reason="Insult", now=now)
    edit_post(post_id=post.pk, actor=helper, body=f"@{reader.username} see", now=now)
    assert (announced("MemberMentioned"), post.mentions.count()) == (0, 0)
    show_post(post_id=topic.first_post_id or 0, actor=manager, now=now)
    edit_post(post_id=post.pk, actor=helper, body=f"@{reader.username} see it", now=now)
    assert announced("MemberMentioned") == 1


def test_an_act_is_taken_back_once_and_never_against_a_newer_one(
    topic: Topic, post: Post, manager: Member, asker: Member, now: datetime
) -> None:
    late = now + 30 * DAY
    choose_solution(post_id=post.pk, member=manager, now=late)
    first = ModerationAct.objects.get()
    undo_act(act_id=first.pk, actor=manager, now=late)
    assert ModerationAct.objects.get(undoes=first).act == Act.DROP_SOLUTION
    choose_solution(post_id=post.pk, member=manager, now=late + HOUR)
    second = ModerationAct.objects.latest("pk")
    take_solution_back(post_id=post.pk, member=asker, now=late + HOUR)
    choose_solution(post_id=post.pk, member=asker, now=late + DAY)
    ends = []
    for is_on in (True, False, True, False):
        mark_topic(topic_id=topic.pk, actor=manager, mark="pin", is_on=is_on, now=late)
        ends.append(ModerationAct.objects.latest("pk"))
    for act in (first, second, *ends[:3]):
        with pytest.raises(errors.UndoTooLate):
            undo_act(act_id=act.pk, actor=manager, now=late + DAY)
    undo_act(act_id=ends[3].pk, actor=manager, now=late + DAY)
    assert ModerationAct.objects.get(undoes=ends[3]).act == Act.PIN_TOPIC
    assert fresh(topic).solved_at == late + DAY
    assert fresh(topic).pinned_at == late + DAY


def test_a_poll_out_of_view_is_not_there_for_strangers(
    asker: Member, helper: Member, manager: Member, web: Category, now: datetime
) -> None:
    topic = ask(asker, web, now=now, poll=PollDraft(question="Which?", options=["a", "b"]))
    hide_post(post_id=topic.first_post_id or 0, actor=manager, reason="Insult", now=now)
    with pytest.raises(NotFound):
        close_poll(topic_id=topic.pk, actor=helper, now=now)
    assert close_poll(topic_id=topic.pk, actor=asker, now=now).closed_at == now


def test_the_polls_of_who_leaves_go_with_their_words(
    asker: Member, helper: Member, web: Category, now: datetime
) -> None:
    draft = PollDraft(question="Which of mine?", options=["Grid", "Flex"])
    topic = ask(asker, web, now=now, poll=draft)
    vote(topic_id=topic.pk, member=helper, options=[1], now=now)
    erase_writing(member=asker, now=now)
    assert (fresh(topic).has_poll, Poll.objects.exists()) == (False, False)


def test_a_topic_is_moved_and_renamed_or_neither(
    topic: Topic, manager: Member, as_member: Callable[..., Client], now: datetime
) -> None:
    other = world.category("talk", now=now)
    sent = {"category": other.pk, "title": "no", "tags": "", "reason": "there"}
    address = reverse("forum:move", args=[topic.pk])
    assert as_member(manager).post(address, sent).status_code == 422
    assert (fresh(topic).category, ModerationAct.objects.count()) == (topic.category, 0)
    sent["title"] = "Where should it lie?"
    assert as_member(manager).post(address, sent).status_code == 302
    assert (fresh(topic).category, fresh(topic).title) == (other, sent["title"])


def test_edits_have_an_hours_limit_for_all_but_the_staff(
    post: Post, helper: Member, manager: Member, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_LIMITS_ON = True
    monkeypatch.setattr(editing, "EDITS", "1 per hour")
    now = post.created_at
    edit_post(post_id=post.pk, actor=helper, body="Once.", now=now)
    with pytest.raises(TooManyRequests):
        edit_post(post_id=post.pk, actor=helper, body="Twice.", now=now)
    for body in ("By the staff.", "By the staff again."):
        edit_post(post_id=post.pk, actor=manager, body=body, now=now)
    assert Post.objects.get(pk=post.pk).version_count == 4


@pytest.mark.parametrize("years", [3_000, 11])
def test_polls_and_reminders_end_within_ten_years(
    post: Post, asker: Member, web: Category, years: int, now: datetime
) -> None:
    far = now.replace(year=now.year + years)
    draft = PollDraft(question="Which?", options=["Grid", "Flex"], closes_at=far)
    with pytest.raises(errors.MomentTooFar):
        ask(asker, web, now=now, poll=draft)
    with pytest.raises(errors.MomentTooFar):
        bookmark_post(member=asker, post=post, due_at=far, now=now)
    kept = bookmark_post(member=asker, post=post, due_at=now + 3_000 * DAY, now=now)
    assert kept.due_at is not None


def test_a_held_post_that_is_let_through_is_told_to_its_author(
    topic: Topic, reader: Member, manager: Member, run_outbox: Callable[..., int], settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "forum_held_first_posts": 1}
    post = answer(reader, topic, now=clock.now())
    assert post.state == PostState.HELD
    release_post(post_id=post.pk, actor=manager, now=clock.now())
    run_outbox(clock.now())
    (told,) = Notification.objects.filter(member=reader, kind="forum.shown")
    assert told.url == post.get_absolute_url()
