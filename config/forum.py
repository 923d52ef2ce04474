"""What the platform's parts need of the forum: webhooks, reports, a member's own data."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.forum.choices import PostState, TopicState
from community.forum.events import writing as events
from community.forum.queries.places import places_for
from community.forum.queries.posts import contexts_of
from community.forum.services.contributing import SUBJECT
from community.forum.services.leaving import erase_writing
from community.forum.services.removing import hide_post, show_post
from community.reputation.queries import Named, register_areas, register_subjects
from config.custody import pack_tables
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import Event
from marketplace.moderation.queries import (
    CustodyPart,
    FlagKind,
    Subject,
    register_custody,
    register_flag_kind,
)
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_LONGEST_NUMBER: Final = 18
AUTHOR: Final = ("author_id",)
TO_ASKER: Final = ("author_id", "asker_id")
PUBLIC: tuple[tuple[str, type[Event], tuple[str, ...], StrPromise], ...] = (
    ("topic.started", events.TopicStarted, AUTHOR, _("You started a topic")),
    ("topic.changed", events.TopicChanged, AUTHOR, _("A topic of yours changed")),
    ("topic.replied", events.ReplyWritten, TO_ASKER, _("A reply was written")),
    ("topic.solved", events.SolutionChosen, TO_ASKER, _("A post was chosen as a solution")),
    ("topic.unsolved", events.SolutionTakenBack, AUTHOR, _("A solution was taken back")),
    ("post.held", events.PostHeld, AUTHOR, _("A post of yours waits for a moderator")),
    ("post.edited", events.PostEdited, AUTHOR, _("A post of yours was edited")),
    ("post.liked", events.PostLiked, AUTHOR, _("A post of yours was liked")),
    ("post.out_of_view", events.PostHidden, AUTHOR, _("A post of yours is out of view")),
    ("post.shown", events.PostShown, AUTHOR, _("A post of yours is in view again")),
    ("post.mentions_you", events.MemberMentioned, ("member_id",), _("A post names you")),
)
CHANGES_FOR_VISITORS: tuple[type[Event], ...] = (
    events.TopicStarted,
    events.ReplyWritten,
    events.TopicChanged,
    events.PostHidden,
    events.PostShown,
    events.SolutionChosen,
    events.CategoryChanged,
)


def find_post(ref: str, *, viewer: Member | None) -> Subject:
    """Return a post; a member sees those that they may read."""
    number = int(ref) if ref.isascii() and ref.isdecimal() and len(ref) < _LONGEST_NUMBER else 0
    post = contexts_of([number]).get(number)
    if post is None:
        raise NotFound
    topic = post.topic
    is_shown = post.state == PostState.VISIBLE and topic.state == TopicState.VISIBLE
    if viewer is not None:
        may_see = topic.category_id in places_for(viewer).by_id
        if not (is_shown and may_see):
            raise NotFound
    return Subject(
        member=post.author,
        title=topic.title,
        text=post.text,
        lang=post.language,
        url=post.get_absolute_url(),
        is_shown=is_shown,
    )


def take_post_out(ref: str, *, actor: Member, reason: str, now: datetime) -> str | None:
    """Take a reported post out of view."""
    gone = hide_post(post_id=int(ref), actor=actor, reason=reason, now=now)
    return PostState.VISIBLE.value if gone is not None else None


def bring_post_back(ref: str, *, memo: str, reason: str, now: datetime) -> bool:  # noqa: ARG001
    """Show a post again whose hiding was taken back."""
    return show_post(post_id=int(ref), actor=None, now=now)


KIND: Final = FlagKind(
    name="forum_post",
    label=_("Post in the forum"),
    find=find_post,
    hide=take_post_out,
    show=bring_post_back,
)


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:
    """Take a leaving member's posts away where their texts go too."""
    if not keeps_texts:
        erase_writing(member=member, now=now)


def name_areas() -> dict[str, str]:
    """Name the categories that everybody may see, in the reader's language."""
    language = (get_language() or "ar")[:2]
    return {slug: place.name_in(language) for slug, place in places_for(None).by_slug.items()}


def name_posts(ids: Collection[int]) -> dict[int, Named]:
    """Name posts in the lines of the record by their topics: only those that everybody may read."""
    public = places_for(None).by_id
    return {
        pk: Named(post.topic.title, post.get_absolute_url())
        for pk, post in contexts_of(list(ids)).items()
        if post.state == PostState.VISIBLE
        and post.topic.state == TopicState.VISIBLE
        and post.topic.category_id in public
    }


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, parties, label in PUBLIC:
        register_public_event(event, name, told_to(parties), label=label)
    register_flag_kind(KIND)
    register_areas(name_areas)
    register_subjects(SUBJECT, name_posts)
    register_custody(
        CustodyPart(
            name="forum",
            label=_("Forum"),
            pack=partial(pack_tables, "forum"),
            erase=erase,
        )
    )
