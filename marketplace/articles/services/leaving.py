"""What becomes of an author's articles when their account is erased."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.articles.choices import ArticleHand, ArticleState
from marketplace.articles.events import ArticleTakenBack
from marketplace.articles.models import Article, ArticleImage
from marketplace.articles.services.states import lock_article, transition
from marketplace.core.events import publish


@transaction.atomic
def erase_articles(*, member: Member, keeps_published: bool, now: datetime) -> None:
    """Erase a leaving member's articles; published ones stay where they chose so.

    The rows stay: briefs and orders refer to them. Locks each article. Twice is as once.
    """
    for article in Article.objects.filter(author=member).only("pk").order_by("id"):
        row = lock_article(article.pk)
        if row.state == ArticleState.PUBLISHED and keeps_published:
            continue
        if row.state in (ArticleState.PUBLISHED, ArticleState.SUBMITTED):
            transition(row, to=ArticleState.DRAFT, hand=ArticleHand.AUTHOR, now=now)
            publish(ArticleTakenBack(article_id=row.pk, author_id=member.public_id), now=now)
        for image in ArticleImage.objects.filter(article=row):
            transaction.on_commit(partial(image.image.storage.delete, str(image.image.name)))
            image.delete()
        row.notes.all().delete()
        row.title = row.slug = row.summary = row.source = row.html = row.decision_reason = ""
        row.headings = []
        row.save()
