"""Comments and reactions as readers see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role, may_open_desk
from marketplace.articles.choices import ArticleState, ReactionKind
from marketplace.articles.models import Article, Comment, Reaction
from marketplace.core.errors import NotFound

THREADS_ON_A_PAGE: Final = 20


@dataclass(frozen=True)
class CommentView:
    """A comment with what its reader may do to it. Without words where it was removed."""

    public_id: str
    author_name: str
    author_username: str
    author_avatar: str
    is_writer: bool
    html: str
    created_at: datetime
    edited_at: datetime | None
    is_removed: bool
    can_edit: bool
    can_remove: bool
    answers: list[CommentView] = field(default_factory=list)


@dataclass(frozen=True)
class ReactionView:
    """A reaction's button: how many gave it, and whether the reader did."""

    kind: str
    label: str
    count: int
    is_mine: bool


def moderates_comments(member: Member | None) -> bool:
    """Whether the member may remove the comments of others; staff with their second factor."""
    if member is None or not has_role(member, Role.EDITOR, Role.MODERATOR):
        return False
    return may_open_desk(member)


def visible_threads(article: Article) -> QuerySet[Comment]:
    """Return the threads of an article, the newest first; a removed one stays while answered."""
    answered = Comment.objects.filter(parent=OuterRef("pk"), removed_at=None)
    rows = Comment.objects.filter(article=article, parent=None)
    return rows.filter(Q(removed_at=None) | Exists(answered)).order_by("-id")


@dataclass(frozen=True)
class CommentPage:
    """Some of an article's threads, and whether there are others."""

    threads: list[CommentView]
    number: int
    has_more: bool


def comment_page(
    article: Article, reader: Member | None, *, number: int, now: datetime
) -> CommentPage:
    """Return one page of threads with their answers, the newest thread first.

    Two queries, whatever their number; one where nobody has commented.
    """
    begin = (max(1, number) - 1) * THREADS_ON_A_PAGE
    found = visible_threads(article).select_related("author__profile")
    rows = list(found[begin : begin + THREADS_ON_A_PAGE + 1])
    shown = rows[:THREADS_ON_A_PAGE]
    moderates = moderates_comments(reader)
    answers: dict[int, list[CommentView]] = {}
    if shown:
        given = Comment.objects.filter(parent__in=[row.pk for row in shown], removed_at=None)
        for answer in given.select_related("author__profile").order_by("id"):
            view = _view(answer, article, reader, now, moderates=moderates)
            answers.setdefault(answer.parent_id or 0, []).append(view)
    return CommentPage(
        threads=[
            _view(row, article, reader, now, answers.get(row.pk), moderates=moderates)
            for row in shown
        ],
        number=max(1, number),
        has_more=len(rows) > THREADS_ON_A_PAGE,
    )


def _view(
    row: Comment,
    article: Article,
    reader: Member | None,
    now: datetime,
    answers: list[CommentView] | None = None,
    *,
    moderates: bool,
) -> CommentView:
    is_own = reader is not None and row.author_id == reader.pk
    profile = getattr(row.author, "profile", None)
    return CommentView(
        public_id=row.public_id,
        author_name=row.author.display_name,
        author_username=row.author.username if row.author.is_active else "",
        author_avatar=profile.avatar.url if profile and profile.avatar else "",
        is_writer=row.author_id == article.author_id,
        html=row.html,
        created_at=row.created_at,
        edited_at=row.edited_at,
        is_removed=row.removed_at is not None,
        can_edit=is_own and row.is_fresh(now),
        can_remove=row.removed_at is None and (is_own or moderates),
        answers=answers or [],
    )


def reactions_on(article: Article, reader: Member | None) -> list[ReactionView]:
    """Return the buttons under an article: counts are columns; one query for a member's own."""
    mine: set[str] = set()
    if reader is not None:
        rows = Reaction.objects.filter(article=article, member=reader)
        mine = set(rows.values_list("kind", flat=True))
    return [
        ReactionView(
            kind=kind,
            label=str(ReactionKind(kind).label),
            count=int(getattr(article, f"{kind}_count")),
            is_mine=kind in mine,
        )
        for kind in ReactionKind.values
    ]


def get_comment(public_id: str) -> Comment:
    """Return a comment with its article and writer, published or not. Raises NotFound."""
    rows = Comment.objects.select_related("article__author", "author")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_comment_of(member: Member, public_id: str) -> Comment:
    """Return the member's own comment. Raises NotFound for others."""
    found = get_comment(public_id)
    if found.author_id != member.pk:
        raise NotFound
    return found


def get_comment_to_remove(member: Member, public_id: str) -> Comment:
    """Return a comment for those who may take it away. Raises NotFound for others."""
    found = get_comment(public_id)
    may_remove = found.author_id == member.pk or moderates_comments(member)
    if found.removed_at is not None or not may_remove:
        raise NotFound
    return found


def comment_rows(article: Article) -> QuerySet[Comment]:
    """Return an article's comments that stand, with their writers, unordered, for the API."""
    rows = Comment.objects.filter(article=article, removed_at=None)
    return rows.select_related("author", "parent")


def does_reaction_stand(reaction_id: int) -> bool:
    """Whether a reader's press still stands, on an article that is still to be read."""
    rows = Reaction.objects.filter(pk=reaction_id, article__state=ArticleState.PUBLISHED)
    return rows.exists()
