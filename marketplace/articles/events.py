"""Facts about articles. Members by public id, articles by number."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ArticleSubmitted(Event):
    article_id: int
    author_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticleChangesRequested(Event):
    article_id: int
    author_id: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ArticlePublished(Event):
    article_id: int
    author_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticleDeclined(Event):
    article_id: int
    author_id: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CommentWritten(Event):
    """A reader's word; `parent_author_id` is "" for one that answers nobody."""

    comment_id: str
    article_id: int
    article_author_id: str
    writer_id: str
    writer_name: str
    parent_author_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class CommentRemoved(Event):
    comment_id: str
    article_id: int
    writer_id: str
    title: str
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class ArticleTipPaid(Event):
    """Money from a reader has reached the author; `reader_name` is "" for one who stays unnamed."""

    tip_id: str
    article_id: int
    title: str
    author_id: str
    reader_id: str
    reader_name: str
    amount: int
    earned_amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class ArticleTipUnused(Event):
    """A payment for a tip came, but the tip couldn't take it: the money is in the wallet."""

    tip_id: str
    reader_id: str
    article_id: int
    title: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class CommissionOffered(Event):
    commission_id: str
    author_id: str
    title: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class CommissionAnswered(Event):
    commission_id: str
    editor_id: str
    author_name: str
    title: str
    is_accepted: bool


@dataclass(frozen=True, kw_only=True)
class CommissionPaid(Event):
    commission_id: str
    article_id: int
    author_id: str
    editor_id: str
    title: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class CommissionEnded(Event):
    """It ended without an article: withdrawn, not answered in time, or cancelled."""

    commission_id: str
    author_id: str
    editor_id: str
    title: str
    state: str
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class ArticleHidden(Event):
    """A moderator took it out of view."""

    article_id: int
    author_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticleShown(Event):
    """It is in view again."""

    article_id: int
    author_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticleTakenBack(Event):
    """The author made it a draft again: it was waiting for an editor, or being read."""

    article_id: int
    author_id: str


@dataclass(frozen=True, kw_only=True)
class ArticleValued(Event):
    """A reader pressed a reaction. `reaction_id` is the press: pressed again, it is another one."""

    reaction_id: int
    article_id: int
    author_id: str
    reader_id: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ArticleValuedNoMore(Event):
    """A reader took that press back."""

    reaction_id: int
    article_id: int
    author_id: str
    reader_id: str
    kind: str
