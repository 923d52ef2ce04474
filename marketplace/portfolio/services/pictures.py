"""Pictures of a work: drawn anew, kept where no address leads."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.images import Readable, reencode
from marketplace.core.private_files import delete_private, store_private
from marketplace.portfolio.errors import TooManyPictures
from marketplace.portfolio.models import PortfolioImage, PortfolioItem
from marketplace.portfolio.policies import is_owner
from marketplace.portfolio.services.consent import ask_again, lock_item


def add_picture(
    *, item: PortfolioItem, actor: Member, upload: Readable, alt: str, now: datetime
) -> PortfolioImage:
    """Add a picture at the end; where a client had said yes, they are asked again.

    Locks the work. Raises NotFound for others, TooManyPictures, and the refusals of `reencode`.
    """
    drawn = reencode(upload)
    with transaction.atomic():
        row = lock_item(item)

        if not is_owner(actor, row):
            raise NotFound
        positions = list(row.images.values_list("position", flat=True))
        most = rules().portfolio_images_max
        if len(positions) >= most:
            raise TooManyPictures(count=most)

        stored = store_private(
            ContentFile(drawn.content, name=f"work.{drawn.extension}"),
            folder=f"portfolio/{row.public_id}",
        )
        image = PortfolioImage.objects.create(
            item=row,
            file=stored.key,
            alt=alt.strip()[:200],
            width=drawn.width,
            height=drawn.height,
            position=max(positions, default=0) + 1,
            created_at=now,
        )
        ask_again(row, now=now)
        row.changed_at = now
        row.save(update_fields=["consent", "consent_asked_at", "changed_at"])
    return image


@transaction.atomic
def remove_picture(*, item: PortfolioItem, actor: Member, image_id: str, now: datetime) -> None:
    """Remove a picture; a consent stays, for less is shown than it was given for.

    Locks the work. Raises NotFound.
    """
    row = lock_item(item)
    image = row.images.filter(public_id=image_id).first()

    if not is_owner(actor, row) or image is None:
        raise NotFound

    key = str(image.file.name)
    image.delete()
    row.changed_at = now
    row.save(update_fields=["changed_at"])
    transaction.on_commit(lambda: delete_private(key))
