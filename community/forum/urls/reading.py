"""Addresses of those who read: what is unread, drafts, bookmarks, watching, feeds, the queue."""

from __future__ import annotations

from django.urls import URLPattern, path

from community.forum.views import drafts, feeds, preferences, queue, reading
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

FEEDS = "forum/feeds/<slug:form>/"
urlpatterns: list[URLPattern] = [
    path("forum/unread/", reading.unread, name="unread"),
    path("forum/new/", reading.new, name="new"),
    path("forum/read/", reading.mark_read, name="mark_read"),
    path("forum/read/all/", reading.mark_all_read, name="mark_all_read"),
    path("forum/t/<int:topic_id>-<str:slug>/unread/", reading.first_unread, name="first_unread"),
    path(
        "forum/t/<int:topic_id>/seen/<int:number>/",
        reading.seen_without_scripts,
        name="seen",
    ),
    path("forum/t/<int:topic_id>/level/", reading.topic_level, name="topic_level"),
    path("forum/levels/category/<slug:slug>/", reading.category_level, name="category_level"),
    path("forum/levels/tag/<str:slug>/", reading.tag_level, name="tag_level"),
    path("forum/drafts/", drafts.draft_list, name="drafts"),
    path("forum/waiting/", reading.waiting, name="waiting"),
    path("forum/drafts/box/", drafts.draft_box, name="draft_box"),
    path("forum/drafts/save/", drafts.save_draft, name="save_draft"),
    path("forum/drafts/<public_id:public_id>/delete/", drafts.delete_draft, name="delete_draft"),
    path("forum/bookmarks/", drafts.bookmark_list, name="bookmarks"),
    path("forum/p/<int:post_id>/bookmark/", drafts.bookmark, name="bookmark"),
    path(
        "forum/bookmarks/<public_id:public_id>/remove/",
        drafts.remove_bookmark,
        name="remove_bookmark",
    ),
    path("forum/preferences/", preferences.preferences, name="preferences"),
    path("forum/preferences/feeds/", preferences.renew_feeds, name="renew_feeds"),
    path("forum/digest/stop/<str:token>/", preferences.stop_digest, name="stop_digest"),
    path("forum/mute/<str:token>/", preferences.mute_by_mail, name="mute_by_mail"),
    path(f"{FEEDS}latest/", feeds.latest, name="feed_latest"),
    path(f"{FEEDS}category/<slug:slug>/", feeds.category, name="feed_category"),
    path(f"{FEEDS}tag/<str:slug>/", feeds.tag, name="feed_tag"),
    path(f"{FEEDS}topic/<int:topic_id>/", feeds.topic, name="feed_topic"),
    path(f"{FEEDS}watched/<str:token>/", feeds.watched, name="feed_watched"),
    path("forum/log/", queue.log, name="log"),
    path("desk/forum/", queue.queue, name="desk"),
    path("desk/forum/<int:post_id>/accept/", queue.accept, name="desk_accept"),
    path("desk/forum/<int:post_id>/edit/", queue.edit, name="desk_edit"),
    path("desk/forum/<int:post_id>/remove/", queue.remove, name="desk_remove"),
    path("desk/forum/<int:post_id>/warn/", queue.warn, name="desk_warn"),
    path("desk/forum/undo/<public_id:public_id>/", queue.undo, name="desk_undo"),
]
