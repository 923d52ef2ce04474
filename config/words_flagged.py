"""Reviews, comments and stories as things to report: how they are found, hidden and shown."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.articles.queries import get_comment
from marketplace.articles.services import remove_comment, restore_comment
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.moderation.queries import FlagKind, Subject, register_flag_kind, report_url
from marketplace.relationships.queries import find_story
from marketplace.relationships.services import hide_reported_story, show_reported_story
from marketplace.reviews.queries import get_review, register_report_link
from marketplace.reviews.services import hide_reported, show_reported


def find_review(ref: str, *, viewer: Member | None) -> Subject:
    """Return a review that is sealed no more; a member sees those in view only."""
    review = get_review(ref, now=clock.now())
    is_shown = review.hidden_at is None
    if viewer is not None and not is_shown:
        raise NotFound
    return Subject(
        member=review.author,
        title=str(_("Review")),
        text=review.text,
        lang=review.language,
        url=review.subject.get_absolute_url(),
        is_shown=is_shown,
    )


def find_comment(ref: str, *, viewer: Member | None) -> Subject:
    """Return a comment under an article; a member sees those whose words still stand."""
    comment = get_comment(ref)
    is_shown = comment.removed_at is None
    if viewer is not None and not is_shown:
        raise NotFound
    return Subject(
        member=comment.author,
        title=comment.article.title,
        text=comment.source,
        lang=comment.article.language,
        url=comment.article.get_absolute_url(),
        is_shown=is_shown,
    )


def find_deal_story(ref: str, *, viewer: Member | None) -> Subject:
    """Return a story on the wall of deals; a member sees those in view, without a hidden name."""
    deal = find_story(ref)
    is_shown = deal.hidden_at is None and deal.member.is_active
    if viewer is not None and not is_shown:
        raise NotFound
    return Subject(
        member=deal.member,
        title=str(_("Story of a deal")),
        text=deal.story,
        lang=deal.language,
        url=reverse("relationships:wall"),
        is_shown=is_shown,
        is_named=deal.is_named,
    )


def take_comment_out(ref: str, *, actor: Member, reason: str, now: datetime) -> str | None:
    """Take a comment's words out of view."""
    comment = get_comment(ref)
    if comment.removed_at is not None:
        return None
    remove_comment(comment=comment, actor=actor, reason=reason, now=now)
    return "removed"


def bring_comment_back(ref: str, *, memo: str, reason: str, now: datetime) -> bool:  # noqa: ARG001
    """Show a comment's words again."""
    return restore_comment(comment=get_comment(ref), reason=reason, now=now)


KINDS = (
    FlagKind(
        name="review", label=_("Review"), find=find_review, hide=hide_reported, show=show_reported
    ),
    FlagKind(
        name="article_comment",
        label=_("Comment"),
        find=find_comment,
        hide=take_comment_out,
        show=bring_comment_back,
    ),
    FlagKind(
        name="deal_story",
        label=_("Story of a deal"),
        find=find_deal_story,
        hide=hide_reported_story,
        show=show_reported_story,
    ),
)


def review_report_url(ref: str) -> str:
    """Return the page that reports a review."""
    return report_url("review", ref)


def connect() -> None:
    """Offer all kinds to moderation."""
    for kind in KINDS:
        register_flag_kind(kind)
    register_report_link(review_report_url)
