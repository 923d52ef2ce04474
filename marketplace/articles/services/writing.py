"""What an author does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_confirmed_address
from marketplace.articles.choices import ArticleHand, ArticleState
from marketplace.articles.errors import (
    AddressNotConfirmed,
    ArticleNotEditable,
    ArticleTooShort,
    DraftChangedElsewhere,
    NotTheAuthor,
    TitleMissing,
)
from marketplace.articles.events import ArticleSubmitted, ArticleTakenBack
from marketplace.articles.models import Article, EditorNote
from marketplace.articles.policies import can_edit_article, is_author
from marketplace.articles.services.states import lock_article, transition
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.markdown import render
from marketplace.core.ratelimit import spend
from marketplace.core.slugs import unicode_slug

DRAFTS = "30 per day"


@transaction.atomic
def start_article(*, author: Member, now: datetime) -> Article:
    """Return a new, empty draft in the author's language. Raises TooManyRequests (30 a day)."""
    spend(rate=DRAFTS, name="article_start", who=author.public_id)
    return Article.objects.create(
        author=author, language=author.language, created_at=now, updated_at=now
    )


@transaction.atomic
def save_draft(
    *,
    article: Article,
    actor: Member,
    title: str,
    summary: str,
    source: str,
    language: str,
    category: str,
    revision: int,
    now: datetime,
) -> Article:
    """Keep what the author wrote and render it once.

    `revision` is the number the author's page was opened with: a page that is behind gets
    DraftChangedElsewhere, so that one window never wipes out what another wrote. Raises
    NotTheAuthor, ArticleNotEditable.
    """
    row = lock_article(article.pk)

    if not is_author(actor, row):
        raise NotTheAuthor
    if not can_edit_article(actor, row):
        raise ArticleNotEditable
    if revision != row.revision:
        raise DraftChangedElsewhere

    row.title = title.strip()
    row.slug = unicode_slug(row.title, fallback="article")
    row.summary = summary.strip()
    row.language = language
    row.category = category
    row.source = source
    write_html(row)
    row.revision += 1
    row.updated_at = now
    row.save()
    return row


def write_html(article: Article) -> None:
    """Render the source into the row, unsaved: HTML, contents, length."""
    rendered = render(article.source)
    article.html = rendered.html
    article.html_version = rendered.version
    article.headings = [[item.level, item.anchor, item.text] for item in rendered.headings]
    article.word_count = rendered.word_count
    article.reading_minutes = rendered.reading_minutes


@transaction.atomic
def submit_article(*, article: Article, actor: Member, now: datetime) -> Article:
    """Send the draft to the editors.

    Raises NotTheAuthor, AddressNotConfirmed, TitleMissing, ArticleTooShort, ArticleStateRefuses.
    """
    row = lock_article(article.pk)

    if not is_author(actor, row):
        raise NotTheAuthor
    if not has_confirmed_address(actor):
        raise AddressNotConfirmed
    if not row.title:
        raise TitleMissing(field="title")
    least = rules().article_min_words
    if row.word_count < least:
        raise ArticleTooShort(field="source", least=least, words=row.word_count)

    transition(row, to=ArticleState.SUBMITTED, hand=ArticleHand.AUTHOR, now=now)
    row.submitted_at = now
    row.save()

    publish(
        ArticleSubmitted(article_id=row.pk, author_id=actor.public_id, title=row.title), now=now
    )
    return row


@transaction.atomic
def take_back_article(*, article: Article, actor: Member, now: datetime) -> Article:
    """Make the article a draft again: from the editors, from readers, or after a decline.

    Raises NotTheAuthor, ArticleStateRefuses.
    """
    row = lock_article(article.pk)

    if not is_author(actor, row):
        raise NotTheAuthor

    before = transition(row, to=ArticleState.DRAFT, hand=ArticleHand.AUTHOR, now=now)
    row.save()

    record_audit(
        actor=actor.public_id,
        action="article_taken_back",
        subject=f"article:{row.public_id}",
        before={"state": before},
        after={"state": row.state},
        now=now,
    )

    publish(ArticleTakenBack(article_id=row.pk, author_id=actor.public_id), now=now)
    return row


@transaction.atomic
def set_hiring(*, article: Article, actor: Member, is_enabled: bool, now: datetime) -> Article:
    """Show or hide the "Hire me" button under the author's own article. Raises NotTheAuthor."""
    row = lock_article(article.pk)

    if not is_author(actor, row):
        raise NotTheAuthor

    row.is_hire_enabled = is_enabled
    row.updated_at = now
    row.save(update_fields=["is_hire_enabled", "updated_at"])
    return row


@transaction.atomic
def resolve_note(*, note_id: int, actor: Member, now: datetime) -> EditorNote:
    """Mark an editor's note as dealt with; marking it again keeps the first moment.

    Raises NotFound for anybody but the author.
    """
    note = (
        EditorNote.objects.select_for_update(no_key=True, of=("self",))
        .select_related("article")
        .filter(pk=note_id, article__author=actor)
        .first()
    )

    if note is None:
        raise NotFound

    note.resolved_at = note.resolved_at or now
    note.save(update_fields=["resolved_at"])
    return note
