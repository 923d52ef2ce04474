"""A forum with answers, a club, and contributions for the tests of this app."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from community.forum.models import Category, Post, Topic
from community.forum.services.liking import like_post
from community.forum.services.solving import choose_solution
from community.forum.tests import world as forum
from community.gurus.tests.world import member
from community.worth.services.counting import recount_worth
from marketplace.accounts.models import Member

DAY = timedelta(days=1)
_names = count(1)


def people(number: int, *, now: datetime) -> list[Member]:
    """Return members of old, whose likes weigh in full."""
    found = [member() for _one in range(number)]
    Member.objects.filter(pk__in=[one.pk for one in found]).update(date_joined=now - 400 * DAY)
    return [Member.objects.get(pk=one.pk) for one in found]


def place(now: datetime) -> Category:
    """Return a category of questions."""
    return forum.category(f"web{next(_names)}", now=now)


def answered(asker: Member, where: Category, *helpers: Member, now: datetime) -> list[Post]:
    """Return answers of some members to a question."""
    topic = forum.ask(asker, where, now=now)
    return [
        forum.answer(one, topic, now=now, body=f"Use a grid, number {next(_names)}.")
        for one in helpers
    ]


def solved(*posts: Post, now: datetime) -> Topic:
    """Let the asker choose these answers."""
    topic = posts[0].topic
    for post in posts:
        choose_solution(post_id=post.pk, member=topic.author, now=now)
    return Topic.objects.get(pk=topic.pk)


def liked(post: Post, *givers: Member, now: datetime) -> None:
    """Let members like an answer."""
    for giver in givers:
        like_post(post_id=post.pk, member=giver, now=now)


def counted(now: datetime) -> int:
    """Count everything, and return how many months differed."""
    return recount_worth(now=now).rows
