"""A forum in the world of the permission tests: salma asks, omar answers."""

from __future__ import annotations

from community.forum.models import Category, Topic
from community.forum.services.categories import set_permissions
from community.forum.services.editing import edit_post
from community.forum.services.moderating import mark_topic
from community.forum.services.polling import PollDraft
from community.forum.services.removing import remove_post
from community.forum.services.solving import choose_solution
from community.forum.services.writing import start_topic, write_reply
from config.tests.permissions.rules import MODERATOR, OMAR, SALMA
from config.tests.permissions.world import World

OPEN = (("everyone", "see"), ("members", "start"), ("members", "reply"))


def _category(world: World, slug: str) -> Category:
    names = {f"name_{code}": slug.title() for code in ("ar", "en", "he", "ur")}
    made = Category.objects.create(slug=slug, created_at=world.now, **names)
    set_permissions(made, OPEN)
    return made


def _topic(world: World, who: str, where: Category, title: str, *, poll: bool = False) -> Topic:
    draft = PollDraft(question="Which?", options=["One", "Two"]) if poll else None
    return start_topic(
        author=world.who(who),
        category_id=where.pk,
        title=title,
        body="Words about it",
        tags="css",
        poll=draft,
        now=world.now,
    )


def add_forum(world: World) -> None:
    """Topics of both with answers; one post held, one removed, one edited, one a solution."""
    web, hall = _category(world, "web"), _category(world, "hall")
    asked = _topic(world, SALMA, web, "How do I centre a box?")
    polled = _topic(world, SALMA, web, "Which of the two is better?", poll=True)
    other = _topic(world, OMAR, web, "Something else entirely")
    salma = world.who(SALMA)

    def reply(topic: Topic, who: str, body: str) -> int:
        member = world.who(who)
        return write_reply(topic_id=topic.pk, author=member, body=body, now=world.now).pk

    answer, second = reply(asked, OMAR, "Use a grid."), reply(asked, OMAR, "Or flex.")
    own, removed = reply(other, SALMA, "First words"), reply(other, SALMA, "To be removed")
    held = reply(asked, OMAR, " ".join(f"https://x.example/{number}" for number in range(3)))
    edit_post(post_id=own, actor=salma, body="Second words", now=world.now)
    remove_post(post_id=removed, actor=salma, now=world.now)
    choose_solution(post_id=second, member=salma, now=world.now)
    shut = _topic(world, OMAR, hall, "This one is shut for good")
    for mark in ("close", "archive"):
        mark_topic(
            topic_id=shut.pk,
            actor=world.who(MODERATOR),
            mark=mark,
            is_on=True,
            now=world.now,
        )
    act = mark_topic(
        topic_id=other.pk,
        actor=world.who(MODERATOR),
        mark="pin",
        is_on=True,
        now=world.now,
    )
    world.ids |= {
        "forum_category": web.slug,
        "forum_category_pk": web.pk,
        "forum_other_category": hall.slug,
        "forum_other_category_pk": hall.pk,
        "forum_tag": "css",
        "forum_topic": asked.pk,
        "forum_slug": asked.slug,
        "forum_polled": polled.pk,
        "forum_other": other.pk,
        "forum_shut": shut.pk,
        "forum_answer": answer,
        "forum_solution": second,
        "forum_own": own,
        "forum_removed": removed,
        "forum_held": held,
        "forum_act": act.pk,
        "forum_version": 1,
    }


PARTS = (add_forum,)
