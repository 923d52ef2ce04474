"""Writers hear what became of their posts; the index follows topics."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from community.forum.events.writing import (
    CategoryChanged,
    PostEdited,
    PostHidden,
    PostLiked,
    PostShown,
    SolutionChosen,
    TopicChanged,
    TopicStarted,
)
from community.forum.queries.posts import contexts_of
from community.forum.queries.topics import topics_below
from community.forum.services.categories import follow_kind
from community.forum.services.listing import TopicSource
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import publish, subscribe
from marketplace.messaging.queries import blocked_ids
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.search.choices import Kind
from marketplace.search.services import refresh, register_source

register_source(Kind.TOPIC, TopicSource())
# Topics of a changed category that are looked at in one transaction.
AT_ONCE: Final = 500

for _name, _title, _body in (
    (
        "forum.solution",
        _("Your answer solved “%(title)s”"),
        _("%(name)s marked it as a solution. It stands on top of the topic now."),
    ),
    (
        "forum.solved_for_you",
        _("“%(title)s” has a solution"),
        _("%(name)s chose it, because you were silent. Take it back if it didn’t help."),
    ),
    (
        "forum.likes",
        _("Members like your post in “%(title)s”"),
        _("%(name)s was the first since you last looked."),
    ),
    (
        "forum.removed",
        _("Your post in “%(title)s” is out of view"),
        _("The reason: %(reason)s"),
    ),
    ("forum.shown", _("Your post in “%(title)s” is in view"), _("Everybody can read it now.")),
):
    register_kind(_name, group=NotificationGroup.FORUM, title=_title, body=_body)


def _address(post_id: int) -> str:
    post = contexts_of([post_id]).get(post_id)
    return post.get_absolute_url() if post else "/forum/"


@subscribe(SolutionChosen, consumer="forum.tell_solved")
def tell_solved(event: SolutionChosen, *, now: datetime) -> None:
    """Tell who wrote a solution, and the asker whom somebody else spared the choice."""
    params = {"title": event.title, "name": event.chooser_name}
    url = _address(event.post_id)
    if event.author_id != event.chooser_id:
        writer = get_member_by_public_id(event.author_id)
        notify(member=writer, kind="forum.solution", params=params, url=url, now=now)
    if event.asker_id not in (event.chooser_id, event.author_id):
        asker = get_member_by_public_id(event.asker_id)
        notify(member=asker, kind="forum.solved_for_you", params=params, url=url, now=now)


@subscribe(PostLiked, consumer="forum.tell_liked", queue="bulk")
def tell_liked(event: PostLiked, *, now: datetime) -> None:
    """Tell a writer that a post is liked: once, until they have looked."""
    writer = get_member_by_public_id(event.author_id)
    giver = get_member_by_public_id(event.giver_id)
    if giver.pk in blocked_ids(writer):
        return
    notify(
        member=writer,
        kind="forum.likes",
        params={"title": event.title, "name": event.giver_name},
        url=_address(event.post_id),
        coalesce_on=f"likes:{event.post_id}",
        now=now,
    )


@subscribe(PostHidden, consumer="forum.tell_removed")
def tell_removed(event: PostHidden, *, now: datetime) -> None:
    """Tell a writer why a post is out of view; nothing of one's own hand."""
    if event.by == event.author_id:
        return
    notify(
        member=get_member_by_public_id(event.author_id),
        kind="forum.removed",
        params={"title": event.title, "reason": event.reason},
        url=_address(event.post_id),
        now=now,
    )


@subscribe(PostShown, consumer="forum.tell_shown")
def tell_shown(event: PostShown, *, now: datetime) -> None:
    """Tell a writer that a post is in view again."""
    notify(
        member=get_member_by_public_id(event.author_id),
        kind="forum.shown",
        params={"title": event.title},
        url=_address(event.post_id),
        coalesce_on=f"shown:{event.post_id}",
        now=now,
    )


def _find(
    event: TopicStarted | TopicChanged | PostEdited,
    *,
    now: datetime,
) -> None:
    """Let a topic be found as it is now, or no more."""
    refresh(kind=Kind.TOPIC, refs=[event.topic_id], now=now)


for _event in (TopicStarted, TopicChanged, PostEdited):
    subscribe(_event, consumer=f"forum.find_{_event.__name__}", queue="bulk")(_find)


@subscribe(CategoryChanged, consumer="forum.find_below", queue="bulk")
def find_below(event: CategoryChanged, *, now: datetime) -> None:
    """Let what lies in a category be found as it is now: nothing of one that was closed.

    Topics become questions, or questions no more, with the kind of their category.
    """
    refs = topics_below(event.category_id, after=event.after, limit=AT_ONCE)
    if not refs:
        return
    follow_kind(topic_ids=refs, now=now)
    refresh(kind=Kind.TOPIC, refs=refs, now=now, is_news=False)
    publish(CategoryChanged(category_id=event.category_id, after=refs[-1]), now=now)
