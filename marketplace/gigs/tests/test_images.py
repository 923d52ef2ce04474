"""Pictures: drawn anew, in order, described; hostile files leave nothing behind."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from marketplace.accounts.models import Member
from marketplace.core.images import ImageRefused
from marketplace.gigs import services
from marketplace.gigs.errors import (
    GigLocked,
    ImageCantMove,
    ImageNotFound,
    NotYourGig,
    PieceOutOfRange,
    TooManyImages,
)
from marketplace.gigs.models import Gig, GigImage
from marketplace.gigs.tests.factories import make_draft
from marketplace.gigs.tests.hostile import (
    CANARY,
    HOSTILE,
    picture,
    picture_with_metadata,
    polyglot,
)


@pytest.fixture
def gig(seller: Member, now: datetime, settings: Any, tmp_path: Path) -> Gig:
    options = {"location": tmp_path, "base_url": "/media/"}
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": options},
    }
    return make_draft(seller, now)


def _add(gig: Gig, now: datetime, alt: str = "شعار") -> GigImage:
    return services.add_image(gig=gig, upload=picture(), alt=alt, actor=gig.seller, now=now)


def _bytes(name: str) -> bytes:
    with storages["default"].open(name) as stream:
        content: bytes = stream.read()
    return content


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_add_image_draws_two_sizes_and_chooses_the_cover(gig: Gig, now: datetime) -> None:
    upload = picture(size=(2_400, 1_200))
    image = services.add_image(gig=gig, upload=upload, alt=" شعار ", actor=gig.seller, now=now)
    gig.refresh_from_db()
    assert (image.width, image.height, image.alt) == (1_600, 800, "شعار")
    assert gig.cover == image.thumb
    with storages["default"].open(image.thumb) as stream, Image.open(stream) as small:
        assert (small.size, small.format) == ((640, 320), "WEBP")


@pytest.mark.parametrize("upload", [picture_with_metadata(), polyglot()], ids=["exif", "polyglot"])
def test_add_image_keeps_nothing_of_the_upload(
    upload: SimpleUploadedFile, gig: Gig, now: datetime
) -> None:
    image = services.add_image(gig=gig, upload=upload, alt="", actor=gig.seller, now=now)
    for name in (image.file, image.thumb):
        assert name.endswith(".webp")
        content = _bytes(name)
        assert content.startswith(b"RIFF")
        assert CANARY not in content
        assert b"script" not in content


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_add_image_refuses_hostile_files(
    kind: str, gig: Gig, now: datetime, tmp_path: Path
) -> None:
    upload = SimpleUploadedFile("work.png", HOSTILE[kind], content_type="image/png")
    with pytest.raises(ImageRefused):
        services.add_image(gig=gig, upload=upload, alt="", actor=gig.seller, now=now)
    assert GigImage.objects.count() == 0
    assert _files(tmp_path) == []


def test_add_image_is_limited(gig: Gig, now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"gig_images_max": "1"}
    _add(gig, now)
    with pytest.raises(TooManyImages):
        _add(gig, now)


def test_add_image_refuses_others_and_gigs_in_review(
    gig: Gig, stranger: Member, now: datetime
) -> None:
    with pytest.raises(NotYourGig):
        services.add_image(gig=gig, upload=picture(), alt="", actor=stranger, now=now)
    services.submit_gig(gig=gig, actor=gig.seller, now=now)
    gig.refresh_from_db()
    with pytest.raises(GigLocked):
        _add(gig, now)


def test_add_image_refuses_a_long_description(gig: Gig, now: datetime, tmp_path: Path) -> None:
    with pytest.raises(PieceOutOfRange):
        _add(gig, now, alt="x" * 161)
    assert _files(tmp_path) == []


def test_move_image_changes_order_and_cover(gig: Gig, now: datetime) -> None:
    first, second, third = (_add(gig, now) for _ in range(3))
    services.move_image(
        gig=gig, image_id=third.public_id, is_earlier=True, actor=gig.seller, now=now
    )
    services.move_image(
        gig=gig, image_id=first.public_id, is_earlier=False, actor=gig.seller, now=now
    )
    order = list(gig.images.order_by("position").values_list("pk", flat=True))
    assert order == [third.pk, first.pk, second.pk]
    gig.refresh_from_db()
    assert gig.cover == third.thumb
    with pytest.raises(ImageCantMove):
        services.move_image(
            gig=gig, image_id=third.public_id, is_earlier=True, actor=gig.seller, now=now
        )


@pytest.mark.django_db(transaction=True)
def test_remove_image_drops_files_and_cover(gig: Gig, now: datetime, tmp_path: Path) -> None:
    image = _add(gig, now)
    assert len(_files(tmp_path)) == 2
    services.remove_image(gig=gig, image_id=image.public_id, actor=gig.seller, now=now)
    gig.refresh_from_db()
    assert (gig.cover, gig.images.count()) == ("", 0)
    assert _files(tmp_path) == []
    with pytest.raises(ImageNotFound):
        services.remove_image(gig=gig, image_id=image.public_id, actor=gig.seller, now=now)


def test_images_of_another_gig_are_out_of_reach(gig: Gig, stranger: Member, now: datetime) -> None:
    image = _add(gig, now)
    other = make_draft(stranger, now)
    with pytest.raises(ImageNotFound):
        services.remove_image(gig=other, image_id=image.public_id, actor=stranger, now=now)
    with pytest.raises(ImageNotFound):
        services.describe_image(
            gig=other, image_id=image.public_id, alt="x", actor=stranger, now=now
        )
    services.describe_image(
        gig=gig, image_id=image.public_id, alt=" كوب ", actor=gig.seller, now=now
    )
    image.refresh_from_db()
    assert image.alt == "كوب"
