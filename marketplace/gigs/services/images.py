"""A gig's pictures: decoded and written anew by us, in two sizes. The first one is the cover."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.ids import new_public_id
from marketplace.core.images import Readable, ReencodedImage, reencode
from marketplace.gigs.errors import ImageCantMove, ImageNotFound, PieceOutOfRange, TooManyImages
from marketplace.gigs.models import Gig, GigImage, public_storage
from marketplace.gigs.services.access import lock_gig, record_change, refuse_edit

LONGEST_SIDE: Final = 1600
THUMB_SIDE: Final = 640
ALT_LENGTH: Final = 160


def add_image(*, gig: Gig, upload: Readable, alt: str, actor: Member, now: datetime) -> GigImage:
    """Add a picture at the end of the row. What was uploaded is never kept as it came.

    Decodes before it locks the gig. Raises NotYourGig, GigLocked, TooManyImages, PieceOutOfRange,
    and what core.images refuses.
    """
    refuse_edit(gig, actor)
    large = reencode(upload, max_side=LONGEST_SIDE)
    small = reencode(ContentFile(large.content), max_side=THUMB_SIDE)
    return _add_decoded(gig=gig, large=large, small=small, alt=alt, actor=actor, now=now)


@transaction.atomic
def _add_decoded(
    *,
    gig: Gig,
    large: ReencodedImage,
    small: ReencodedImage,
    alt: str,
    actor: Member,
    now: datetime,
) -> GigImage:
    locked = lock_gig(gig)
    last = locked.images.aggregate(last=Max("position"))["last"]

    refuse_edit(locked, actor)
    limit = rules().gig_images_max
    if locked.images.count() >= limit:
        raise TooManyImages(limit=limit)
    _refuse_alt(alt)

    before = _images_of(locked)
    image = GigImage(
        gig=locked,
        position=0 if last is None else last + 1,
        alt=alt.strip(),
        width=large.width,
        height=large.height,
    )
    image.file = _keep(locked, image, large, "large")
    image.thumb = _keep(locked, image, small, "small")
    image.save()
    _choose_cover(locked)

    _record(locked, before, actor=actor, now=now)
    return image


@transaction.atomic
def remove_image(*, gig: Gig, image_id: str, actor: Member, now: datetime) -> Gig:
    """Remove a picture; its files go when the transaction holds.

    Locks the gig. Raises NotYourGig, GigLocked, ImageNotFound.
    """
    locked = lock_gig(gig)

    refuse_edit(locked, actor)
    image = _get(locked, image_id)

    before = _images_of(locked)
    names = (image.file, image.thumb)
    image.delete()
    _choose_cover(locked)
    transaction.on_commit(lambda: drop_files(names))

    _record(locked, before, actor=actor, now=now)
    return locked


@transaction.atomic
def move_image(*, gig: Gig, image_id: str, is_earlier: bool, actor: Member, now: datetime) -> Gig:
    """Swap a picture with the one before it, or after it.

    Locks the gig. Raises NotYourGig, GigLocked, ImageNotFound, ImageCantMove.
    """
    locked = lock_gig(gig)

    refuse_edit(locked, actor)
    image = _get(locked, image_id)
    images = list(locked.images.order_by("position", "id"))
    place = images.index(image)
    target = place - 1 if is_earlier else place + 1
    if not 0 <= target < len(images):
        raise ImageCantMove

    before = _images_of(locked)
    images.insert(target, images.pop(place))
    for position, row in enumerate(images):
        row.position = position
    GigImage.objects.bulk_update(images, ["position"])
    _choose_cover(locked)

    _record(locked, before, actor=actor, now=now)
    return locked


@transaction.atomic
def describe_image(*, gig: Gig, image_id: str, alt: str, actor: Member, now: datetime) -> Gig:
    """Write what a picture shows, for those who don't see it.

    Locks the gig. Raises NotYourGig, GigLocked, ImageNotFound, PieceOutOfRange.
    """
    locked = lock_gig(gig)

    refuse_edit(locked, actor)
    image = _get(locked, image_id)
    _refuse_alt(alt)

    before = _images_of(locked)
    image.alt = alt.strip()
    image.save(update_fields=["alt"])

    _record(locked, before, actor=actor, now=now)
    return locked


def _refuse_alt(alt: str) -> None:
    if len(alt.strip()) > ALT_LENGTH:
        raise PieceOutOfRange(field="alt")


def _get(gig: Gig, image_id: str) -> GigImage:
    found = gig.images.filter(public_id=image_id).first()
    if found is None:
        raise ImageNotFound
    return found


def _keep(gig: Gig, image: GigImage, picture: ReencodedImage, size: str) -> str:
    """Write the file under a name that nobody chose, and return that name."""
    name = f"gigs/{gig.public_id}/{image.public_id}-{size}-{new_public_id()}.{picture.extension}"
    return public_storage().save(name, ContentFile(picture.content))


def drop_files(names: Iterable[str]) -> None:
    """Delete files of pictures that no row names any more."""
    for name in names:
        public_storage().delete(name)


def _choose_cover(gig: Gig) -> None:
    first = gig.images.order_by("position", "id").first()
    gig.cover = first.thumb if first else ""
    gig.save(update_fields=["cover"])


def _images_of(gig: Gig) -> dict[str, object]:
    return {"images": list(gig.images.order_by("position", "id").values("public_id", "alt"))}


def _record(gig: Gig, before: dict[str, object], *, actor: Member, now: datetime) -> None:
    record_change(
        gig=gig, piece="images", before=before, after=_images_of(gig), actor=actor, now=now
    )
