"""Topics and replies: what they count, what is refused, and that a form makes one post."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from community.forum.choices import HeldFor, PostState, TopicState
from community.forum.errors import writing as errors
from community.forum.models import Category, Mention, Post, PostVersion, Tag, Topic
from community.forum.policies import register_gurus
from community.forum.services.removing import release_post
from community.forum.services.writing import start_topic
from community.forum.tests import world
from community.forum.tests.world import HOUR, answer, ask
from community.reputation.models import Tally
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import OutboxEvent
from marketplace.messaging.models import Block

pytestmark = pytest.mark.django_db


def counted(member: Member) -> dict[str, int]:
    """Return what stands in the record for a member, by kind."""
    rows = Tally.objects.filter(member=member, count__gt=0)
    return dict(rows.values_list("kind", "count"))


def announced(name: str) -> int:
    return OutboxEvent.objects.filter(name=name).count()


def test_start_topic_fills_columns_and_record(asker: Member, web: Category, now: datetime) -> None:
    topic = ask(asker, web, now=now, tags="CSS, grid، css", title="  How do I   centre a box? ")
    topic.refresh_from_db()
    web.refresh_from_db()
    first = topic.first_post
    assert first is not None
    assert (topic.title, topic.slug) == ("How do I centre a box?", "how-do-i-centre-a-box")
    assert (topic.tags, topic.language, topic.is_question) == (["css", "grid"], "en", True)
    assert (topic.last_number, topic.reply_count, first.number) == (1, 0, 1)
    assert (web.topic_count, Tag.objects.get(slug="css").topic_count) == (1, 1)
    assert counted(asker) == {"topic": 1}
    assert announced("TopicStarted") == 1
    assert PostVersion.objects.get(post=first).title == topic.title


def test_write_reply_moves_the_topics_columns(topic: Topic, helper: Member, now: datetime) -> None:
    post = answer(helper, topic, now=now + HOUR)
    topic.refresh_from_db()
    assert (post.number, topic.reply_count, topic.last_post_id) == (2, 1, post.pk)
    assert (topic.last_post_at, topic.last_author_id) == (now + HOUR, helper.pk)
    assert topic.asker_spoke_at == now
    assert counted(helper) == {"reply": 1}


def test_the_same_form_makes_one_post(topic: Topic, helper: Member, now: datetime) -> None:
    first = answer(helper, topic, now=now, token="one")
    again = answer(helper, topic, now=now, body="Other words", token="one")
    assert first.pk == again.pk
    assert Post.objects.filter(topic=topic).count() == 2
    assert counted(helper) == {"reply": 1}
    longer = [answer(helper, topic, now=now, token="x" * 40) for _time in range(2)]
    assert longer[0].pk == longer[1].pk


def test_the_same_form_makes_one_topic(asker: Member, web: Category, now: datetime) -> None:
    first = ask(asker, web, now=now, token="t")
    again = ask(asker, web, now=now, token="t")
    assert first.pk == again.pk
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"title": "Short"}, errors.TitleTooShort),
        ({"body": "  "}, errors.PostEmpty),
        ({"body": "x" * 20_001}, errors.PostTooLong),
        ({"body": "*a " * 6_000}, errors.PostTooTangled),
        ({"tags": "a1, b1, c1, d1, e1, f1"}, errors.TooManyTags),
        ({"tags": "<b>"}, errors.TagUnreadable),
    ],
)
def test_start_topic_refuses_texts(
    asker: Member, web: Category, now: datetime, given: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(asker, web, now=now, **given)
    assert Topic.objects.count() == 0


def test_a_private_category_is_there_for_its_group_alone(
    asker: Member, helper: Member, manager: Member, now: datetime
) -> None:
    inner = world.category("inner", now=now, permissions=world.CLOSED)
    with pytest.raises(NotFound):
        ask(asker, inner, now=now)
    world.stands(helper, 2, now=now)
    topic = ask(helper, inner, now=now)
    assert answer(manager, topic, now=now).number == 2
    with pytest.raises(NotFound):
        answer(asker, topic, now=now)


def test_a_child_takes_its_parents_permissions(asker: Member, guru: Member, now: datetime) -> None:
    club = world.category("club", now=now, permissions=(("gurus", "see"), ("gurus", "start")))
    child = world.category("club-child", now=now, parent=club, permissions=())
    assert ask(guru, child, now=now).category_id == child.pk
    with pytest.raises(NotFound):
        ask(asker, child, now=now)


def test_reply_needs_the_right(asker: Member, helper: Member, now: datetime) -> None:
    news = world.category("news", now=now, permissions=(("everyone", "see"), ("managers", "start")))
    with pytest.raises(errors.MayNotStart):
        ask(asker, news, now=now)
    boss = helper
    world.set_permissions(news, [("everyone", "see"), ("members", "start")])
    topic = ask(boss, news, now=now)
    with pytest.raises(errors.MayNotReply):
        answer(asker, topic, now=now)


def test_a_newcomer_waits_and_reads_how_long(
    asker: Member, web: Category, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "forum_newcomer_topics_per_day": 2}
    ask(asker, web, now=now)
    ask(asker, web, now=now + HOUR)
    with pytest.raises(errors.NewcomerTooSoon) as refused:
        ask(asker, web, now=now + 2 * HOUR)
    assert refused.value.params["wait"] == "22 ساعة"
    world.stands(asker, 1, now=now)
    assert ask(asker, web, now=now + 2 * HOUR).pk
    world.stands(asker, 0, now=now)
    assert ask(asker, web, now=now + 3 * world.DAY).pk


def test_a_newcomers_many_links_wait_for_a_moderator(
    topic: Topic, helper: Member, manager: Member, now: datetime
) -> None:
    links = " ".join(f"https://example.com/{number}" for number in range(3))
    post = answer(helper, topic, now=now, body=f"Look: {links}")
    topic.refresh_from_db()
    assert (post.state, post.held_for) == (PostState.HELD, HeldFor.LINKS)
    assert (topic.reply_count, topic.last_number) == (0, 2)
    assert counted(helper) == {}
    assert (announced("PostHeld"), announced("ReplyWritten")) == (1, 0)
    release_post(post_id=post.pk, actor=manager, now=now + HOUR)
    topic.refresh_from_db()
    assert (topic.reply_count, counted(helper)) == (1, {"reply": 1})
    assert announced("ReplyWritten") == 1


def test_a_held_topic_is_announced_when_it_is_let_through(
    asker: Member, web: Category, manager: Member, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "forum_held_first_posts": 1}
    topic = ask(asker, web, now=now)
    assert topic.state == TopicState.HELD
    assert announced("TopicStarted") == 0
    assert topic.first_post_id is not None
    release_post(post_id=topic.first_post_id, actor=manager, now=now)
    topic.refresh_from_db()
    web.refresh_from_db()
    assert (topic.state, web.topic_count, announced("TopicStarted")) == ("visible", 1, 1)
    assert ask(asker, web, now=now).state == TopicState.VISIBLE


@pytest.mark.usefixtures("reader")
def test_mentions_reach_who_may_be_told(
    topic: Topic, helper: Member, member_factory: MakeMember, now: datetime
) -> None:
    blocker = member_factory("blocker")
    Block.objects.create(blocker=blocker, blocked=helper, created_at=now)
    body = "Ask @Reader, @blocker, @helper, @nobody or `@asker`"
    post = answer(helper, topic, now=now, body=body)
    told = dict(Mention.objects.values_list("member__username", "told_at"))
    assert told == {"reader": now, "blocker": None, "asker": now}
    assert announced("MemberMentioned") == 2
    assert 'href="/u/reader/"' in post.html
    assert "@nobody" in post.html


def test_a_newcomers_mentions_run_out(
    topic: Topic, helper: Member, member_factory: MakeMember, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "forum_newcomer_mentions_per_day": 2}
    names = [member_factory(f"person{number}").username for number in range(3)]
    answer(helper, topic, now=now, body=" ".join(f"@{name}" for name in names))
    assert Mention.objects.filter(told_at=None).count() == 1
    assert announced("MemberMentioned") == 2


def test_an_answer_to_somebody_who_blocks_is_refused(
    topic: Topic, helper: Member, asker: Member, now: datetime
) -> None:
    Block.objects.create(blocker=asker, blocked=helper, created_at=now)
    with pytest.raises(errors.BlockedByAuthor):
        answer(helper, topic, now=now, reply_to_id=topic.first_post_id)
    assert answer(helper, topic, now=now).number == 2


def test_reply_to_a_post_of_another_topic_is_refused(
    topic: Topic, web: Category, helper: Member, now: datetime
) -> None:
    other = ask(helper, web, now=now, title="Something else entirely")
    with pytest.raises(errors.ReplyElsewhere):
        answer(helper, topic, now=now, reply_to_id=other.first_post_id)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("كيف أوسّط صندوقًا؟", "ar"),
        ("איך ממרכזים תיבה?", "he"),
        ("میں ڈبے کو بیچ میں کیسے رکھوں؟ مجھے ٹھیک سے سمجھ نہیں آ رہا", "ur"),
        ("How do I centre it", "en"),
        ("12345678", "ar"),
    ],
)
def test_the_language_is_read_from_the_letters(
    web: Category, member_factory: MakeMember, now: datetime, text: str, language: str
) -> None:
    author = member_factory("writer", language="ar")
    assert (
        start_topic(
            author=author, category_id=web.pk, title=f"{text} 12345678", body=text, now=now
        ).language
        == language
    )


def test_gurus_come_from_a_registry(asker: Member, guru: Member, now: datetime) -> None:
    club = world.category("club", now=now, permissions=(("gurus", "see"),))
    assert world.places_for(guru).by_id.keys() == {club.pk}
    assert world.places_for(asker).by_id == {}
    register_gurus(lambda: Member.objects.none().values("pk"))
    assert world.places_for(guru).by_id == {}
