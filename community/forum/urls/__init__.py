"""Addresses of the forum: of those who write, and of those who read."""

from __future__ import annotations

from community.forum.urls import reading, writing

app_name = "forum"
# The longer addresses of readers come first, so that none of them is taken for a category's.
urlpatterns = [*reading.urlpatterns, *writing.urlpatterns]
