"""Addresses of those who write."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from community.forum.views import acting, categories, lists, moderating, topic, writing

TOPIC = "forum/t/<int:topic_id>/"
POST = "forum/p/<int:post_id>/"
MARKS = (
    ("close", "close", True),
    ("open", "close", False),
    ("pin", "pin", True),
    ("unpin", "pin", False),
    ("archive", "archive", True),
    ("unarchive", "archive", False),
)
urlpatterns: list[URLPattern] = [
    path("forum/", lists.front, name="front"),
    path("forum/start/", writing.new, name="start"),
    path("forum/similar/", writing.similar, name="similar"),
    path("forum/preview/", writing.preview, name="preview"),
    path("forum/pictures/", writing.picture, name="add_picture"),
    path("forum/c/<slug:slug>/", lists.category, name="category"),
    path("forum/tags/", lists.tags, name="tags"),
    path("forum/tags/<str:slug>/", lists.tag, name="tag"),
    re_path(r"^forum/t/(?P<topic_id>[0-9]{1,15})-(?P<slug>[^/]+)/$", topic.topic, name="topic"),
    path(TOPIC, topic.old_topic, name="old_topic"),
    path(f"{TOPIC}reply/", writing.reply, name="reply"),
    path(f"{TOPIC}vote/", acting.cast_vote, name="vote"),
    path(f"{TOPIC}close-poll/", acting.end_poll, name="close_poll"),
    path(f"{TOPIC}move/", moderating.move, name="move"),
    path(f"{TOPIC}merge/", moderating.merge, name="merge"),
    path(f"{TOPIC}split/", moderating.split, name="split"),
    *(
        path(f"{TOPIC}{name}/", moderating.mark, {"mark": mark, "is_on": is_on}, name=name)
        for name, mark, is_on in MARKS
    ),
    path(POST, topic.post, name="post"),
    path(f"{POST}edit/", writing.edit, name="edit"),
    path(f"{POST}history/", topic.history, name="history"),
    path(f"{POST}history/<int:number>/restore/", writing.restore, name="restore_version"),
    path(f"{POST}remove/", writing.remove, name="remove"),
    path(f"{POST}undo-removal/", writing.undo_removal, name="undo_removal"),
    path(f"{POST}release/", moderating.release, name="release"),
    path(f"{POST}quote/", writing.quote, name="quote"),
    path(f"{POST}like/", acting.like, name="like"),
    path(f"{POST}unlike/", acting.unlike, name="unlike"),
    path(f"{POST}likers/", topic.likers, name="likers"),
    path(f"{POST}solve/", acting.solve, name="solve"),
    path(f"{POST}unsolve/", acting.unsolve, name="unsolve"),
    path("forum/acts/<int:act_id>/undo/", moderating.undo, name="undo_act"),
    path("desk/forum/categories/", categories.tree, name="categories"),
    path("desk/forum/categories/new/", categories.make, name="make_category"),
    path("desk/forum/categories/<slug:slug>/", categories.change, name="change_category"),
]
