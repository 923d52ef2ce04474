"""Pictures inside an article: re-encoded, never stored as sent."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.articles.errors import ArticleNotEditable, NotTheAuthor, TooManyImages
from marketplace.articles.models import Article, ArticleImage
from marketplace.articles.policies import can_edit_article, is_author
from marketplace.articles.services.states import lock_article
from marketplace.core.errors import NotFound
from marketplace.core.ids import new_public_id
from marketplace.core.images import Readable, reencode

MOST_IMAGES: Final = 20
LONGEST_SIDE: Final = 1600


def add_image(
    *, article: Article, actor: Member, upload: Readable, alt: str, now: datetime
) -> ArticleImage:
    """Keep a picture for the article and return its row.

    Raises NotTheAuthor, ArticleNotEditable, TooManyImages, and the refusals of `reencode`.
    """
    picture = reencode(upload, max_side=LONGEST_SIDE)
    name = f"{new_public_id()}.{picture.extension}"

    with transaction.atomic():
        row = lock_article(article.pk)

        if not is_author(actor, row):
            raise NotTheAuthor
        if not can_edit_article(actor, row):
            raise ArticleNotEditable
        if row.images.count() >= MOST_IMAGES:
            raise TooManyImages(most=MOST_IMAGES)

        return ArticleImage.objects.create(
            article=row,
            image=ContentFile(picture.content, name=name),
            alt=alt.strip()[:200],
            created_at=now,
        )


@transaction.atomic
def remove_image(*, image_id: int, actor: Member) -> None:
    """Remove a picture from the author's own draft. Raises NotFound, ArticleNotEditable."""
    image = ArticleImage.objects.filter(pk=image_id, article__author=actor).first()
    if image is None:
        raise NotFound
    row = lock_article(image.article_id)

    if not can_edit_article(actor, row):
        raise ArticleNotEditable

    stored = image.image
    image.delete()
    transaction.on_commit(lambda: stored.delete(save=False))
