"""Pictures for posts: drawn anew, never stored as sent."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from community.forum.models import PostPicture
from community.forum.queries.places import Reader
from community.forum.services.limits import check_pictures
from marketplace.accounts.models import Member
from marketplace.core.ids import new_public_id
from marketplace.core.images import Readable, reencode

LONGEST_SIDE: Final = 1600


def add_picture(*, member: Member, upload: Readable, now: datetime) -> PostPicture:
    """Keep a picture that a post is going to show and return its row, with its address.

    Raises TooManyPictures and the refusals of `reencode`.
    """
    check_pictures(Reader(member), now=now)
    picture = reencode(upload, max_side=LONGEST_SIDE)
    name = f"forum/{new_public_id()}.{picture.extension}"
    stored = default_storage.save(name, ContentFile(picture.content))
    return PostPicture.objects.create(
        uploader=member,
        address=default_storage.url(stored),
        width=picture.width,
        height=picture.height,
        created_at=now,
    )
