"""What is left of a seller's gigs when their account is erased: numbers, for the books' sake."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.gigs.choices import GigHand, GigState
from marketplace.gigs.models import Gig, GigImage, public_storage
from marketplace.gigs.services.access import lock_gig
from marketplace.gigs.services.lifecycle import transition

# Off the shelf, and off the editors' desk.
_OUT_OF_SIGHT: Final = {GigState.LIVE: GigState.PAUSED, GigState.IN_REVIEW: GigState.DRAFT}


@transaction.atomic
def erase_gigs(*, member: Member, now: datetime) -> None:
    """Take a leaving member's gigs off the shelf and erase what they say. Twice is as once.

    The rows and their packages stay: orders refer to them. Locks each gig.
    """
    for gig in Gig.objects.filter(seller=member).order_by("id"):
        locked = lock_gig(gig)
        target = _OUT_OF_SIGHT.get(GigState(locked.state))
        if target is not None:
            transition(locked, target, hand=GigHand.OWNER, actor=None, now=now)
        for image in locked.images.all():
            _drop_files(image)
            image.delete()
        for rows in (locked.features, locked.questions, locked.faqs, locked.extras):
            rows.all().delete()
        locked.packages.update(title="", description="")
        Gig.objects.filter(pk=locked.pk).update(
            title="-",
            slug="",
            description_source="",
            description_html="",
            tags=[],
            keywords="",
            cover="",
        )


def _drop_files(image: GigImage) -> None:
    for name in (image.file, image.thumb):
        transaction.on_commit(partial(public_storage().delete, name))
