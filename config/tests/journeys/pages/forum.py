"""Pages of the forum of those who write."""

from __future__ import annotations

from community.forum.models import Category, Poll, Post, Topic
from config.demo.world import World
from config.tests.journeys.pages import Address


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    solved = Topic.objects.filter(solved_at__isnull=False, state="visible").order_by("pk")[0]
    polled = Poll.objects.select_related("topic").order_by("pk")[0].topic
    edited = Post.objects.filter(version_count__gt=1).order_by("pk")[0]
    liked = Post.objects.filter(like_count__gt=1).order_by("pk")[0]
    own = Post.objects.filter(author=world.who("salma"), state="visible").order_by("pk")[0]
    category = Category.objects.order_by("pk")[0]
    topic = solved.get_absolute_url()
    numbered = f"/forum/t/{solved.pk}/"
    everybody = {
        "": [
            "/forum/",
            "/forum/?tab=unsolved&language=he",
            category.get_absolute_url(),
            "/forum/tags/",
            "/forum/tags/css/",
            topic,
            polled.get_absolute_url(),
            f"/forum/p/{edited.pk}/history/",
            f"/forum/p/{liked.pk}/likers/",
        ],
        "salma": [
            "/forum/start/",
            polled.get_absolute_url(),
            f"/forum/p/{own.pk}/edit/",
            f"/forum/p/{own.pk}/remove/",
        ],
        "noor": [
            topic,
            f"{numbered}move/",
            f"{numbered}merge/",
            f"{numbered}split/",
            "/desk/forum/categories/",
            f"/desk/forum/categories/{category.slug}/",
        ],
    }
    return [(who, path) for who, paths in everybody.items() for path in paths]
