"""Pages of those who read the forum, and of its desk."""

from __future__ import annotations

from django.urls import reverse

from community.forum.models import Bookmark, Category, Tag
from community.forum.services.links import digest_stop_path, mute_path
from config.demo.world import World
from config.tests.journeys.pages import Address


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    names = ("unread", "new", "drafts", "bookmarks", "preferences")
    found: list[Address] = [("salma", reverse(f"forum:{name}")) for name in names]
    mark = Bookmark.objects.select_related("member").order_by("pk")[0]
    place, tag = Category.objects.order_by("pk")[0], Tag.objects.order_by("pk")[0]
    found += [
        (mark.member.username, reverse("forum:bookmark", args=[mark.post_id])),
        ("salma", reverse("forum:category_level", args=[place.slug])),
        ("salma", reverse("forum:tag_level", args=[tag.slug])),
        ("noor", reverse("forum:desk")),
        ("", reverse("forum:log")),
        ("", digest_stop_path(world.who("salma"))),
        ("", mute_path(world.who("salma"), mark.post.topic_id)),
    ]
    return found
