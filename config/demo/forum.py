"""A forum that has been going on for two months, in four languages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from community.forum.models import Category, Post, Topic
from community.forum.services.categories import CategoryDraft, make_category
from community.forum.services.editing import edit_post
from community.forum.services.liking import like_post
from community.forum.services.merging import merge_topics
from community.forum.services.moderating import mark_topic
from community.forum.services.polling import PollDraft, vote
from community.forum.services.removing import remove_post
from community.forum.services.solving import choose_solution
from community.forum.services.writing import start_topic, write_reply
from config.demo.world import World, content

HOUR = timedelta(hours=1)


def seed_forum(world: World) -> None:
    """Make the categories, then let everything be asked, answered, liked and solved in its time."""
    (found,) = content("forum")
    for row in found["categories"]:
        _make(world, row)
    places = {one.slug: one for one in Category.objects.order_by("pk")}
    topics = {row["title"]: _talk(world, row, places) for row in found["topics"]}
    for row in found["topics"]:
        if "merge_into" in row:
            merge_topics(
                source_id=topics[row["title"]].pk,
                target_id=topics[row["merge_into"]].pk,
                actor=world.who("noor"),
                reason=row["merge_reason"],
                now=world.ago(hours=3),
            )
    _looked_after(world, topics)
    world.settle(world.now)


def _make(world: World, row: dict[str, Any]) -> None:
    parent = Category.objects.get(slug=row["parent"]) if row["parent"] else None
    texts = {f"name_{code}": text for code, text in row["names"].items()}
    texts |= {f"about_{code}": text for code, text in row["abouts"].items()}
    pairs = [one.split(":") for one in row["permissions"] or ()]
    make_category(
        actor=world.who("noor"),
        draft=CategoryDraft(
            slug=row["slug"],
            kind=row["kind"],
            parent_id=parent.pk if parent else None,
            position=row["position"],
            texts=texts,
            permissions=frozenset((group, right) for group, right in pairs),
        ),
        now=world.ago(days=90),
    )


def _talk(world: World, row: dict[str, Any], places: dict[str, Category]) -> Topic:
    """Let one topic run its course."""
    begun = world.ago(days=row["days"])
    asker = world.who(row["author"])
    poll = row.get("poll")
    topic = start_topic(
        author=asker,
        category_id=places[row["category"]].pk,
        title=row["title"],
        body=row["body"],
        tags=row["tags"],
        poll=PollDraft(question=poll["question"], options=poll["options"]) if poll else None,
        now=begun,
    )
    world.settle(begun)
    posts = [_answer(world, topic, one, begun) for one in row["posts"]]
    for name, options in (poll["votes"] if poll else {}).items():
        vote(topic_id=topic.pk, member=world.who(name), options=options, now=begun + 20 * HOUR)
    for one in row.get("edits", ()):
        edit_post(
            post_id=posts[one["post"] - 1].pk,
            actor=world.who(one["author"]),
            body=one["body"],
            reason=one["reason"],
            now=begun + one["hours"] * HOUR,
        )
    if row.get("pin"):
        mark_topic(topic_id=topic.pk, actor=world.who("noor"), mark="pin", is_on=True, now=begun)
    world.settle(begun + 23 * HOUR)
    return topic


def _answer(world: World, topic: Topic, row: dict[str, Any], begun: datetime) -> Post:
    written = begun + row["hours"] * HOUR
    post = write_reply(
        topic_id=topic.pk, author=world.who(row["author"]), body=row["body"], now=written
    )
    for number, name in enumerate(row.get("likes", ()), start=1):
        like_post(post_id=post.pk, member=world.who(name), now=written + number * HOUR / 4)
    if row.get("solution"):
        choose_solution(post_id=post.pk, member=topic.author, now=written + HOUR)
    world.settle(written + HOUR)
    return post


def _looked_after(world: World, topics: dict[str, Topic]) -> None:
    """Let a newcomer's links wait for a moderator, and an insult be removed with its reason."""
    noor = world.who("noor")
    talk = topics["How many clients are too many?"]
    moment = world.ago(hours=5)
    rude = write_reply(
        topic_id=talk.pk,
        author=world.who("hassan"),
        body="Whoever can’t handle ten is no professional.",
        now=moment,
    )
    remove_post(
        post_id=rude.pk, actor=noor, reason="Criticise the work, not the person.", now=moment + HOUR
    )
    links = " ".join(f"https://tools.example/{number}" for number in (1, 2, 3))
    write_reply(
        topic_id=topics["أداة تدقّق الهمزات في نص طويل؟"].pk,
        author=world.who("layla"),
        body=f"جرّبت هذه: {links}",
        now=moment,
    )
