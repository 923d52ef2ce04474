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
class ArticleTakenBack(Event):
    """The author made it a draft again: it was waiting for an editor, or being read."""

    article_id: int
    author_id: str
