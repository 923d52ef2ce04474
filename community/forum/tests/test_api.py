"""The same verbs for programs, with the same refusals; notices, search, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from community.forum.models import Category, Post, PostVersion, Topic
from community.forum.services.leaving import erase_writing
from community.forum.services.liking import like_post
from community.forum.services.removing import hide_post, remove_post
from community.forum.services.solving import choose_solution
from community.forum.tests import world
from community.forum.tests.world import DAY, answer, ask
from config.forum import bring_post_back, find_post, take_post_out
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.messaging.models import Block
from marketplace.notifications.models import Notification
from marketplace.search.models import Entry

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]


@pytest.fixture
def call(settings: Any) -> Callable[..., Any]:
    """Return a program that acts for a member."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    def send(member: Member, method: str, path: str, body: Any = None, **headers: str) -> Any:
        made = create_token(
            member=member, name="test", scopes=["forum:read", "forum:write"], now=clock.now()
        )
        browser = Client(headers={"Authorization": f"Bearer {made.key}", **headers})
        do = getattr(browser, method)
        if method == "get":
            return do(f"/api/v1/forum/{path}")
        return do(f"/api/v1/forum/{path}", body or {}, content_type="application/json")

    return send


def test_a_program_asks_answers_and_solves(
    call: Callable[..., Any], asker: Member, helper: Member, web: Category
) -> None:
    sent = {
        "title": "How do I centre a box?",
        "category": web.slug,
        "body": "I tried.",
        "tags": ["css"],
        "poll": {"question": "Which?", "options": ["Grid", "Flex"]},
    }
    made = call(asker, "post", "topics/", sent, **{"Idempotency-Key": "one"}).json()
    again = call(asker, "post", "topics/", sent, **{"Idempotency-Key": "one"}).json()
    assert (made["id"], made["tags"], made["category"]) == (again["id"], ["css"], "web")
    topic = made["id"]
    post = call(helper, "post", f"topics/{topic}/reply/", {"body": "Grid."}).json()
    voted = call(helper, "post", f"topics/{topic}/vote/", {"options": [1]}).json()
    assert [one["votes"] for one in voted["options"]] == [1, 0]
    liked = call(asker, "post", f"posts/{post['id']}/like/").json()
    solved = call(asker, "post", f"posts/{post['id']}/solve/").json()
    assert (liked["like_count"], solved["is_solution"]) == (1, True)
    refused = call(helper, "post", f"posts/{post['id']}/like/")
    assert (refused.status_code, refused.json()["code"]) == (403, "like_own_post")
    listed = call(helper, "get", "topics/?tab=solved").json()["results"]
    assert [one["id"] for one in listed] == [topic]
    posts = call(helper, "get", f"topics/{topic}/posts/").json()["results"]
    assert [one["number"] for one in posts] == [1, 2]


@pytest.mark.parametrize("path", ["topics/", "topics/{topic}/posts/"])
def test_lists_cost_the_same_for_one_and_three_rows(
    path: str,
    call: Callable[..., Any],
    topic: Topic,
    helper: Member,
    now: datetime,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    costs = []
    for count in (1, 3):
        while Topic.objects.count() < count:
            ask(
                helper,
                topic.category,
                now=now,
                title=f"Question number {Topic.objects.count()} here",
            )
            answer(helper, topic, now=now)
        with django_assert_max_num_queries(30) as found:
            call(helper, "get", path.format(topic=topic.pk))
        costs.append(len(found))
    assert costs[0] == costs[1]


def test_staff_acts_are_for_staff(
    call: Callable[..., Any], topic: Topic, helper: Member, manager: Member
) -> None:
    assert call(helper, "post", f"topics/{topic.pk}/close/").status_code == 404
    act = call(manager, "post", f"topics/{topic.pk}/close/", {"reason": "Done"}).json()
    assert (act["act"], act["reason"]) == ("close_topic", "Done")
    assert call(manager, "post", f"acts/{act['id']}/undo/").status_code == 200
    assert Topic.objects.get(pk=topic.pk).closed_at is None


def test_writers_hear_what_became_of_their_posts(
    topic: Topic,
    asker: Member,
    helper: Member,
    reader: Member,
    manager: Member,
    run_outbox: RunOutbox,
) -> None:
    now = clock.now()
    post = answer(helper, topic, now=now)
    like_post(post_id=post.pk, member=reader, now=now)
    like_post(post_id=post.pk, member=asker, now=now)
    choose_solution(post_id=post.pk, member=asker, now=now)
    remove_post(post_id=post.pk, actor=manager, reason="Off topic", now=now)
    run_outbox()
    kinds = Notification.objects.filter(member=helper).order_by("kind")
    found = [kind for kind in kinds.values_list("kind", flat=True) if kind in TOLD]
    assert found == ["forum.likes", "forum.removed", "forum.solution"]


TOLD = ("forum.likes", "forum.removed", "forum.solution")


def test_a_guru_who_chooses_tells_the_asker(
    topic: Topic, asker: Member, helper: Member, guru: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    post = answer(helper, topic, now=now)
    choose_solution(post_id=post.pk, member=guru, now=now + 8 * DAY)
    run_outbox(now + 9 * DAY)
    assert Notification.objects.filter(member=asker, kind="forum.solved_for_you").count() == 1


def test_only_public_topics_are_found(
    topic: Topic, helper: Member, manager: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    inner = world.category("inner", now=now, permissions=world.CLOSED)
    world.stands(helper, 2, now=now)
    ask(helper, inner, now=now, title="A secret question here")
    run_outbox()
    entries = Entry.objects.filter(kind="topic")
    assert list(entries.values_list("ref", flat=True)) == [topic.pk]
    hide_post(post_id=topic.first_post_id or 0, actor=manager, reason="Spam", now=now)
    run_outbox()
    assert not entries.exists()


def test_a_reported_post_is_hidden_and_shown_again(
    topic: Topic, helper: Member, reader: Member, manager: Member, now: datetime
) -> None:
    post = answer(helper, topic, now=now)
    ref = str(post.pk)
    assert find_post(ref, viewer=reader).member == helper
    memo = take_post_out(ref, actor=manager, reason="Insult", now=now)
    assert memo == "visible"
    with pytest.raises(NotFound):
        find_post(ref, viewer=reader)
    assert not find_post(ref, viewer=None).is_shown
    assert bring_post_back(ref, memo=memo, reason="Appeal", now=now)
    assert Post.objects.get(pk=post.pk).state == "visible"
    with pytest.raises(NotFound):
        find_post("x", viewer=None)


def test_who_leaves_with_their_texts_leaves_empty_posts(
    topic: Topic, helper: Member, now: datetime
) -> None:
    answer(helper, topic, now=now)
    assert erase_writing(member=helper, now=now) == 1
    post = Post.objects.get(author=helper)
    assert (post.source, post.html, post.text, post.state) == ("", "", "", "visible")
    assert set(PostVersion.objects.filter(post=post).values_list("source", flat=True)) == {""}


def test_blocks_keep_likes_quiet(
    topic: Topic, asker: Member, reader: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    like_post(post_id=topic.first_post_id or 0, member=reader, now=now)
    Block.objects.create(blocker=asker, blocked=reader, created_at=now)
    run_outbox()
    assert not Notification.objects.filter(member=asker, kind="forum.likes").exists()


def test_a_category_of_no_known_kind_is_refused(
    call: Callable[..., Any], manager: Member, web: Category
) -> None:
    sent = {"slug": "hall", "kind": "chat", "names": {"en": "Hall"}}
    assert call(manager, "post", "categories/new/", sent).status_code == 422
    assert list(Category.objects.values_list("pk", flat=True)) == [web.pk]


@pytest.mark.parametrize("narrowed", ["tag=%00", "tag=css%00", "language=%00", "language=fr"])
def test_odd_narrowings_find_nothing(
    call: Callable[..., Any], topic: Topic, reader: Member, narrowed: str
) -> None:
    assert topic.title
    assert call(reader, "get", f"topics/?{narrowed}").json()["results"] == []
