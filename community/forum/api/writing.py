"""The forum for programs that write: topics, posts, likes, solutions, polls, moderating."""

from __future__ import annotations

from django.urls import URLPattern

from community.forum.api import moderating, posts, topics

urlpatterns: list[URLPattern] = [
    *topics.urlpatterns,
    *posts.urlpatterns,
    *moderating.urlpatterns,
]
