"""States × acts × actors: what each person may do to a post in each state, exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import product

import pytest

from community.forum.choices import (
    POST_TRANSITIONS,
    TOPIC_TRANSITIONS,
    Hand,
    PostState,
    TopicState,
)
from community.forum.errors.writing import PostStateRefuses, TopicStateRefuses
from community.forum.models import Category, Post, Topic
from community.forum.services.editing import edit_post
from community.forum.services.liking import like_post
from community.forum.services.merging import merge_topics
from community.forum.services.moderating import mark_topic
from community.forum.services.removing import (
    hide_post,
    release_post,
    remove_post,
    restore_post,
)
from community.forum.services.solving import choose_solution, take_solution_back
from community.forum.services.states import post_transition, topic_transition
from community.forum.tests import world
from community.forum.tests.world import answer, ask
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError

pytestmark = pytest.mark.django_db
Do = Callable[[Post, Member, datetime], object]
ACTORS = ("author", "asker", "other", "manager")
ACTS: dict[str, Do] = {
    "edit": lambda post, who, now: edit_post(post_id=post.pk, actor=who, body="New", now=now),
    "remove": lambda post, who, now: remove_post(post_id=post.pk, actor=who, reason="why", now=now),
    "restore": lambda post, who, now: restore_post(post_id=post.pk, actor=who, now=now),
    "release": lambda post, who, now: release_post(post_id=post.pk, actor=who, now=now),
    "like": lambda post, who, now: like_post(post_id=post.pk, member=who, now=now),
    "solve": lambda post, who, now: choose_solution(post_id=post.pk, member=who, now=now),
    "unsolve": lambda post, who, now: take_solution_back(post_id=post.pk, member=who, now=now),
}
NOT_THERE, NOT_YOURS = "not_found", "not_your_post"
NO, STATE = "not_forum_staff", "post_state_refuses"
# state -> act -> what happens to author, asker, other, manager; "" where it is done.
EXPECTED: dict[str, dict[str, tuple[str, str, str, str]]] = {
    "visible": {
        "edit": ("", NOT_YOURS, NOT_YOURS, ""),
        "remove": ("", NOT_YOURS, NOT_YOURS, ""),
        "restore": (STATE, NOT_YOURS, NOT_YOURS, STATE),
        "release": (NO, NO, NO, STATE),
        "like": ("like_own_post", "", "", ""),
        "solve": ("may_not_choose", "", "may_not_choose", "may_not_choose"),
        "unsolve": ("no_solution",) * 4,
    },
    "held": {
        "edit": ("", NOT_THERE, NOT_THERE, ""),
        "remove": ("", NOT_THERE, NOT_THERE, ""),
        "restore": (STATE, NOT_THERE, NOT_THERE, STATE),
        "release": (NO, NO, NO, ""),
        "like": ("like_own_post", NOT_THERE, NOT_THERE, STATE),
        "solve": (STATE, NOT_THERE, NOT_THERE, STATE),
        "unsolve": ("no_solution", NOT_THERE, NOT_THERE, "no_solution"),
    },
    "hidden": {
        "edit": ("edit_too_late", NOT_THERE, NOT_THERE, ""),
        "remove": (STATE, NOT_THERE, NOT_THERE, ""),
        "restore": (STATE, NOT_THERE, NOT_THERE, STATE),
        "release": (NO, NO, NO, STATE),
        "like": ("like_own_post", NOT_THERE, NOT_THERE, STATE),
        "solve": (STATE, NOT_THERE, NOT_THERE, STATE),
        "unsolve": ("no_solution", NOT_THERE, NOT_THERE, "no_solution"),
    },
    "removed": {
        "edit": ("edit_too_late", NOT_THERE, NOT_THERE, "edit_too_late"),
        "remove": (STATE, NOT_THERE, NOT_THERE, STATE),
        "restore": ("", NOT_THERE, NOT_THERE, ""),
        "release": (NO, NO, NO, STATE),
        "like": ("like_own_post", NOT_THERE, NOT_THERE, STATE),
        "solve": (STATE, NOT_THERE, NOT_THERE, STATE),
        "unsolve": ("no_solution", NOT_THERE, NOT_THERE, "no_solution"),
    },
}


@pytest.fixture
def people(asker: Member, helper: Member, reader: Member, manager: Member) -> dict[str, Member]:
    """Return the actors: the helper wrote the post."""
    return {"author": helper, "asker": asker, "other": reader, "manager": manager}


def in_state(state: str, topic: Topic, author: Member, manager: Member, now: datetime) -> Post:
    """Return a post in a state, as it comes there."""
    links = " ".join(f"https://x.example/{n}" for n in range(3)) if state == "held" else ""
    post = answer(author, topic, now=now, body=f"Words {links}")
    if state == "hidden":
        hide_post(post_id=post.pk, actor=manager, reason="Insult", now=now)
    if state == "removed":
        remove_post(post_id=post.pk, actor=author, now=now)
    return Post.objects.get(pk=post.pk)


@pytest.mark.parametrize("state", EXPECTED)
def test_every_act_of_everybody_in_each_state(
    state: str, topic: Topic, people: dict[str, Member], manager: Member, now: datetime
) -> None:
    found: dict[str, tuple[str, ...]] = {}
    for act, do in ACTS.items():
        outcomes = []
        for name in ACTORS:
            post = in_state(state, topic, people["author"], manager, now)
            assert post.state == state
            outcomes.append(outcome(do, post, people[name], now))
            Post.objects.filter(pk=post.pk).update(created_at=now - world.DAY)
        found[act] = tuple(outcomes)
    assert found == EXPECTED[state]


def outcome(do: Do, post: Post, who: Member, now: datetime) -> str:
    """Return the code of the refusal, "" where there is none."""
    try:
        do(post, who, now)
    except DomainError as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(("before", "after", "hand"), list(product(PostState, PostState, Hand)))
def test_posts_move_by_the_table_alone(before: PostState, after: PostState, hand: Hand) -> None:
    post = Post(state=before)
    if hand in POST_TRANSITIONS[before].get(after, frozenset()):
        assert post_transition(post, to=after, hand=hand) == before
        assert post.state == after
    else:
        with pytest.raises(PostStateRefuses):
            post_transition(post, to=after, hand=hand)
        assert post.state == before


@pytest.mark.parametrize(("before", "after", "hand"), list(product(TopicState, TopicState, Hand)))
def test_topics_move_by_the_table_alone(
    before: TopicState, after: TopicState, hand: Hand, now: datetime
) -> None:
    topic = Topic(state=before)
    if hand in TOPIC_TRANSITIONS[before].get(after, frozenset()):
        assert topic_transition(topic, to=after, hand=hand, now=now) == before
        assert topic.state == after
    else:
        with pytest.raises(TopicStateRefuses):
            topic_transition(topic, to=after, hand=hand, now=now)
        assert topic.state == before


@pytest.mark.parametrize("state", ["removed", "hidden", "merged", "held"])
def test_topics_out_of_view_take_nothing(
    state: str,
    web: Category,
    manager: Member,
    member_factory: MakeMember,
    now: datetime,
) -> None:
    owner, other = member_factory(), member_factory()
    links = " ".join(f"https://x.example/{n}" for n in range(3)) if state == "held" else ""
    topic = ask(owner, web, now=now, body=f"Words {links}")
    first = topic.first_post_id or 0
    if state == "removed":
        remove_post(post_id=first, actor=owner, now=now)
    elif state == "hidden":
        hide_post(post_id=first, actor=manager, reason="Insult", now=now)
    elif state == "merged":
        into = ask(other, web, now=now, title="Another topic altogether")
        merge_topics(source_id=topic.pk, target_id=into.pk, actor=manager, reason="Same", now=now)
    assert Topic.objects.get(pk=topic.pk).state == state
    codes = set()
    for act in (
        lambda: answer(other, topic, now=now),
        lambda: merge_topics(
            source_id=topic.pk, target_id=topic.pk + 10_000, actor=manager, reason="x", now=now
        ),
        lambda: mark_topic(topic_id=topic.pk, actor=other, mark="pin", is_on=True, now=now),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        codes.add(refused.value.code)
    assert codes <= {"not_found", "not_forum_staff", "topic_state_refuses"}
