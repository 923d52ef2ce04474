"""Likes, solutions, removal, editing, moderating: what each changes, records and takes back."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from community.forum.choices import Act, ChosenBy, PostState, TopicState
from community.forum.errors import writing as errors
from community.forum.models import (
    Category,
    Like,
    ModerationAct,
    PollOption,
    Post,
    Solution,
    Tag,
    Topic,
)
from community.forum.services.editing import edit_post, restore_version
from community.forum.services.liking import like_post, unlike_post
from community.forum.services.merging import merge_topics, split_topic, undo_merge
from community.forum.services.moderating import mark_topic, move_topic, retitle_topic
from community.forum.services.polling import PollDraft, close_poll, vote
from community.forum.services.removing import (
    hide_post,
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
from marketplace.core.errors import NotFound
from marketplace.messaging.models import Block

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(topic: Topic, helper: Member, now: datetime) -> Post:
    """Return an answer."""
    return answer(helper, topic, now=now)


def fresh(row: Topic) -> Topic:
    return Topic.objects.get(pk=row.pk)


def test_each_giving_of_a_like_is_recorded_once(
    post: Post, topic: Topic, reader: Member, helper: Member, now: datetime
) -> None:
    for _again in range(2):
        like_post(post_id=post.pk, member=reader, now=now)
    assert (fresh(topic).like_count, counted(helper)) == (1, {"reply": 1, "like": 1})
    for _again in range(2):
        unlike_post(post_id=post.pk, member=reader, now=now + HOUR)
    row = Like.objects.get()
    assert (row.times, row.ended_at) == (1, now + HOUR)
    assert (fresh(topic).like_count, counted(helper)) == (0, {"reply": 1})
    like_post(post_id=post.pk, member=reader, now=now + DAY)
    row.refresh_from_db()
    assert (row.times, row.ended_at, row.given_at) == (2, None, now + DAY)
    assert counted(helper) == {"reply": 1, "like": 1}
    assert Contribution.objects.filter(kind="like", sign=1).count() == 2


def test_like_refuses(post: Post, helper: Member, reader: Member, now: datetime) -> None:
    with pytest.raises(errors.LikeOwnPost):
        like_post(post_id=post.pk, member=helper, now=now)
    Block.objects.create(blocker=helper, blocked=reader, created_at=now)
    with pytest.raises(errors.BlockedByAuthor):
        like_post(post_id=post.pk, member=reader, now=now)
    assert Like.objects.count() == 0


def test_the_asker_chooses_several_and_takes_back(
    post: Post, topic: Topic, asker: Member, helper: Member, reader: Member, now: datetime
) -> None:
    second = answer(reader, topic, now=now)
    choose_solution(post_id=post.pk, member=asker, now=now + HOUR)
    choose_solution(post_id=second.pk, member=asker, now=now + 2 * HOUR)
    assert fresh(topic).solved_at == now + HOUR
    assert counted(helper) == {"reply": 1, "solution": 1}
    with pytest.raises(errors.AlreadySolution):
        choose_solution(post_id=post.pk, member=asker, now=now)
    take_solution_back(post_id=post.pk, member=asker, now=now + DAY)
    assert fresh(topic).solved_at == now + 2 * HOUR
    assert counted(helper) == {"reply": 1}
    take_solution_back(post_id=second.pk, member=asker, now=now + DAY)
    assert fresh(topic).solved_at is None
    with pytest.raises(errors.NoSolution):
        take_solution_back(post_id=second.pk, member=asker, now=now + DAY)
    assert Solution.objects.exclude(ended_at=None).count() == 2


def test_gurus_choose_once_the_asker_is_silent(
    post: Post, topic: Topic, asker: Member, guru: Member, helper: Member, now: datetime
) -> None:
    for moment in (now, now + 7 * DAY - HOUR):
        with pytest.raises(errors.MayNotChoose):
            choose_solution(post_id=post.pk, member=guru, now=moment)
    answer(asker, topic, now=now + 6 * DAY)
    with pytest.raises(errors.MayNotChoose):
        choose_solution(post_id=post.pk, member=guru, now=now + 8 * DAY)
    with pytest.raises(errors.MayNotChoose):
        choose_solution(post_id=post.pk, member=helper, now=now + 30 * DAY)
    row = choose_solution(post_id=post.pk, member=guru, now=now + 13 * DAY)
    assert row.chosen_by == ChosenBy.GURU
    assert ModerationAct.objects.get().act == Act.CHOOSE_SOLUTION
    take_solution_back(post_id=post.pk, member=asker, now=now + 14 * DAY)
    assert fresh(topic).solved_at is None


def test_solving_oneself_earns_nothing(topic: Topic, asker: Member, now: datetime) -> None:
    own = answer(asker, topic, now=now)
    choose_solution(post_id=own.pk, member=asker, now=now)
    assert counted(asker) == {"topic": 1, "reply": 1}
    take_solution_back(post_id=own.pk, member=asker, now=now)
    assert fresh(topic).solved_at is None


def test_only_answers_to_questions_are_solutions(
    topic: Topic, asker: Member, helper: Member, now: datetime
) -> None:
    with pytest.raises(errors.OpeningPostSolvesNothing):
        choose_solution(post_id=topic.first_post_id or 0, member=asker, now=now)
    hall = world.category("hall", now=now, kind="discussion")
    talk = ask(asker, hall, now=now)
    said = answer(helper, talk, now=now)
    with pytest.raises(errors.NotAQuestion):
        choose_solution(post_id=said.pk, member=asker, now=now)


def test_a_removed_post_takes_what_it_brought_along_and_back(
    post: Post, topic: Topic, asker: Member, helper: Member, reader: Member, now: datetime
) -> None:
    like_post(post_id=post.pk, member=reader, now=now)
    choose_solution(post_id=post.pk, member=asker, now=now)
    before = counted(helper)
    assert before == {"reply": 1, "like": 1, "solution": 1}
    remove_post(post_id=post.pk, actor=helper, now=now + HOUR)
    after = fresh(topic)
    assert (after.reply_count, after.like_count, after.solved_at) == (0, 0, None)
    assert (after.last_post_id, counted(helper)) == (topic.first_post_id, {})
    with pytest.raises(NotFound):
        like_post(post_id=post.pk, member=asker, now=now)
    restore_post(post_id=post.pk, actor=helper, now=now + 2 * HOUR)
    after = fresh(topic)
    assert (after.reply_count, after.like_count, after.solved_at) == (1, 1, now)
    assert counted(helper) == before
    assert ModerationAct.objects.count() == 0


def test_removal_by_staff_is_logged_and_its_undo_too(
    post: Post, helper: Member, manager: Member, now: datetime
) -> None:
    with pytest.raises(errors.ForumReasonMissing):
        remove_post(post_id=post.pk, actor=manager, now=now)
    remove_post(post_id=post.pk, actor=manager, reason="Off topic", now=now)
    with pytest.raises(errors.UndoTooLate):
        restore_post(post_id=post.pk, actor=helper, now=now)
    act = ModerationAct.objects.get()
    assert (act.act, act.reason, act.member_id) == ("remove_post", "Off topic", helper.pk)
    undo_act(act_id=act.pk, actor=manager, now=now)
    assert ModerationAct.objects.get(act="restore_post").undoes_id == act.pk
    with pytest.raises(errors.UndoTooLate):
        undo_act(act_id=act.pk, actor=manager, now=now)
    assert counted(helper) == {"reply": 1}


def test_the_log_is_never_changed(post: Post, manager: Member, now: datetime) -> None:
    remove_post(post_id=post.pk, actor=manager, reason="Off topic", now=now)
    for change in (
        lambda: ModerationAct.objects.update(reason="Other"),
        lambda: ModerationAct.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert ModerationAct.objects.get().reason == "Off topic"


def test_a_topic_goes_with_its_first_post(
    topic: Topic, web: Category, asker: Member, helper: Member, manager: Member, now: datetime
) -> None:
    first = topic.first_post_id or 0
    answer(helper, topic, now=now)
    with pytest.raises(errors.TopicHasReplies):
        remove_post(post_id=first, actor=asker, now=now)
    remove_post(post_id=first, actor=manager, reason="Spam", now=now)
    web.refresh_from_db()
    assert (fresh(topic).state, web.topic_count) == (TopicState.REMOVED, 0)
    with pytest.raises(NotFound):
        answer(helper, topic, now=now)
    restore_post(post_id=first, actor=manager, now=now)
    web.refresh_from_db()
    assert (fresh(topic).state, web.topic_count) == (TopicState.VISIBLE, 1)


def test_hide_and_show(post: Post, helper: Member, manager: Member, now: datetime) -> None:
    assert hide_post(post_id=post.pk, actor=manager, reason="Insult", now=now) is not None
    assert hide_post(post_id=post.pk, actor=manager, reason="Insult", now=now) is None
    assert counted(helper) == {}
    with pytest.raises(errors.PostStateRefuses):
        remove_post(post_id=post.pk, actor=helper, now=now)
    assert show_post(post_id=post.pk, actor=None, now=now)
    assert not show_post(post_id=post.pk, actor=None, now=now)
    assert (counted(helper), announced("PostShown")) == ({"reply": 1}, 1)


def test_edit_keeps_versions_and_refuses_what_is_overtaken(
    topic: Topic, asker: Member, helper: Member, now: datetime
) -> None:
    first = topic.first_post_id or 0
    edit_post(
        post_id=first,
        actor=asker,
        body="Other words",
        title="How do I centre two boxes?",
        tags="css",
        seen_version=1,
        now=now + HOUR,
    )
    after = fresh(topic)
    assert (after.title, after.tags) == ("How do I centre two boxes?", ["css"])
    assert Tag.objects.get(slug="css").topic_count == 1
    with pytest.raises(errors.EditOvertaken):
        edit_post(post_id=first, actor=asker, body="Third", seen_version=1, now=now + HOUR)
    with pytest.raises(errors.NothingChanged):
        edit_post(post_id=first, actor=asker, body="Other words", now=now + HOUR)
    with pytest.raises(errors.NotYourPost):
        edit_post(post_id=first, actor=helper, body="Mine now", now=now + HOUR)
    with pytest.raises(errors.EditTooLate):
        edit_post(post_id=first, actor=asker, body="Late", now=now + DAY)
    restore_version(post_id=first, actor=asker, number=1, now=now + HOUR)
    post = Post.objects.get(pk=first)
    assert (post.source, post.version_count) == ("I have tried everything.", 3)
    assert fresh(topic).title == "How do I centre a box?"


def test_marks_are_set_and_undone(
    topic: Topic, helper: Member, manager: Member, now: datetime
) -> None:
    for mark, column in (("close", "closed_at"), ("pin", "pinned_at"), ("archive", "archived_at")):
        with pytest.raises(errors.NotForumStaff):
            mark_topic(topic_id=topic.pk, actor=helper, mark=mark, is_on=True, now=now)
        act = mark_topic(topic_id=topic.pk, actor=manager, mark=mark, is_on=True, now=now)
        assert getattr(fresh(topic), column) == now
        with pytest.raises(errors.NothingChanged):
            mark_topic(topic_id=topic.pk, actor=manager, mark=mark, is_on=True, now=now)
        undo_act(act_id=act.pk, actor=manager, now=now)
        assert getattr(fresh(topic), column) is None
        assert ModerationAct.objects.get(undoes=act).actor_id == manager.pk
    mark_topic(topic_id=topic.pk, actor=manager, mark="close", is_on=True, now=now)
    with pytest.raises(errors.TopicTakesNoReplies):
        answer(helper, topic, now=now)


def test_move_and_retitle_and_back(
    topic: Topic, web: Category, manager: Member, now: datetime
) -> None:
    hall = world.category("hall", now=now, kind="discussion")
    moved = move_topic(topic_id=topic.pk, actor=manager, category_id=hall.pk, now=now)
    named = retitle_topic(
        topic_id=topic.pk, actor=manager, title="A better title", tags="x1", now=now
    )
    after = fresh(topic)
    assert (after.category_id, after.is_question, after.title) == (hall.pk, False, "A better title")
    counts = dict(Category.objects.values_list("slug", "topic_count"))
    assert counts == {"web": 0, "hall": 1}
    undo_act(act_id=named.pk, actor=manager, now=now)
    undo_act(act_id=moved.pk, actor=manager, now=now)
    after = fresh(topic)
    assert (after.category_id, after.title, after.tags) == (web.pk, "How do I centre a box?", [])


def test_merge_and_back(
    topic: Topic, web: Category, asker: Member, helper: Member, manager: Member, now: datetime
) -> None:
    other = ask(helper, web, now=now, title="The same question again")
    said = answer(asker, other, now=now + HOUR)
    choose_solution(post_id=said.pk, member=helper, now=now + HOUR)
    merge = merge_topics(
        source_id=other.pk, target_id=topic.pk, actor=manager, reason="Same", now=now + DAY
    )
    target, source = fresh(topic), fresh(other)
    assert (source.state, source.merged_into_id) == (TopicState.MERGED, topic.pk)
    assert (target.reply_count, target.last_number, target.solved_at) == (2, 3, now + HOUR)
    assert [one.number for one in Post.objects.filter(topic=topic).order_by("number")] == [1, 2, 3]
    late = answer(helper, topic, now=now + DAY)
    undo_merge(merge_id=merge.pk, actor=manager, now=now + DAY)
    target, source = fresh(topic), fresh(other)
    assert (source.state, source.reply_count, source.solved_at) == ("visible", 1, now + HOUR)
    assert (target.reply_count, target.solved_at, target.last_post_id) == (1, None, late.pk)
    assert Post.objects.get(pk=said.pk).number == 2
    with pytest.raises(errors.MergeMovedOn):
        undo_merge(merge_id=merge.pk, actor=manager, now=now + DAY)


def test_split_and_back(
    topic: Topic, web: Category, helper: Member, reader: Member, manager: Member, now: datetime
) -> None:
    stays = answer(helper, topic, now=now)
    goes = [answer(reader, topic, now=now + HOUR), answer(helper, topic, now=now + HOUR)]
    with pytest.raises(errors.NothingToMove):
        split_topic(
            topic_id=topic.pk,
            post_ids=[topic.first_post_id or 0],
            title="Something else",
            category_id=web.pk,
            actor=manager,
            reason="Other matter",
            now=now,
        )
    split = split_topic(
        topic_id=topic.pk,
        post_ids=[one.pk for one in goes],
        title="Something else",
        category_id=web.pk,
        actor=manager,
        reason="Other matter",
        now=now + DAY,
    )
    made, left = fresh(split.target), fresh(topic)
    assert (made.author_id, made.reply_count, left.reply_count) == (reader.pk, 1, 1)
    assert (left.last_post_id, left.last_number) == (stays.pk, 4)
    undo_merge(merge_id=split.pk, actor=manager, now=now + DAY)
    left, made = fresh(topic), fresh(split.target)
    assert (left.reply_count, made.state, made.merged_into_id) == (3, "merged", topic.pk)


def test_votes_can_be_changed_until_the_poll_closes(
    asker: Member, helper: Member, web: Category, now: datetime
) -> None:
    draft = PollDraft(
        question="Which?", options=["a", "b", "c", "a"], most_choices=2, closes_at=now + DAY
    )
    topic = ask(asker, web, now=now, poll=draft)
    vote(topic_id=topic.pk, member=helper, options=[1, 2], now=now)
    poll = vote(topic_id=topic.pk, member=helper, options=[3], now=now)
    counts = list(PollOption.objects.order_by("position").values_list("vote_count", flat=True))
    assert (counts, poll.voter_count) == ([0, 0, 1], 1)
    for wrong in ([], [1, 2, 3], [9], [1, 9]):
        with pytest.raises(errors.PollChoiceInvalid):
            vote(topic_id=topic.pk, member=helper, options=wrong, now=now)
    with pytest.raises(errors.PollClosed):
        vote(topic_id=topic.pk, member=helper, options=[1], now=now + DAY)
    with pytest.raises(errors.NotYourPost):
        close_poll(topic_id=topic.pk, actor=helper, now=now)
    close_poll(topic_id=topic.pk, actor=asker, now=now)
    with pytest.raises(errors.PollClosed):
        vote(topic_id=topic.pk, member=helper, options=[1], now=now)


def test_states_of_posts_are_known() -> None:
    assert set(PostState.values) == {"visible", "held", "hidden", "removed"}
