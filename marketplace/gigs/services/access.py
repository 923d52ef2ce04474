"""How every verb of a seller begins: lock the gig, and see that it may be changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish
from marketplace.gigs.choices import (
    DESCRIPTION_MIN,
    EDITABLE,
    PIECE_NAMES,
    PUBLISHED,
    GigState,
)
from marketplace.gigs.errors import (
    GigDeclinedReopenFirst,
    GigIncomplete,
    GigLocked,
    GigNotFound,
    GigOutOfView,
    NotYourGig,
)
from marketplace.gigs.events import GigChanged
from marketplace.gigs.models import Gig
from marketplace.gigs.policies import owns


def lock_gig(gig: Gig) -> Gig:
    """Lock the gig's row and read it again. Raises GigNotFound."""
    locked = (
        Gig.objects.select_for_update(no_key=True, of=("self",))
        .select_related("seller", "category", "root")
        .filter(pk=gig.pk)
        .first()
    )
    if locked is None:
        raise GigNotFound
    return locked


def refuse_edit(gig: Gig, actor: Member) -> None:
    """Refuse where the gig can't be changed.

    Raises NotYourGig, GigLocked, GigOutOfView, GigDeclinedReopenFirst.
    """
    if not owns(actor, gig):
        raise NotYourGig
    if gig.state == GigState.DECLINED:
        raise GigDeclinedReopenFirst
    if gig.state == GigState.HIDDEN:
        raise GigOutOfView
    if GigState(gig.state) not in EDITABLE:
        raise GigLocked


def missing_pieces(gig: Gig) -> list[str]:
    """Return the names of the steps that still lack something, in the editor's order.

    They are "title", "description" and "packages"; pictures and questions are the seller's choice.
    """
    has_package = gig.packages.filter(is_offered=True).exists()
    checks = {
        "title": bool(gig.title.strip()),
        "description": len(gig.description_source.strip()) >= DESCRIPTION_MIN,
        "packages": has_package,
    }
    return [name for name, is_there in checks.items() if not is_there]


def refuse_hole(gig: Gig) -> None:
    """Raise GigIncomplete where a published gig lacks what buyers must see."""
    missing = missing_pieces(gig) if gig.state in PUBLISHED else []
    if missing:
        raise incomplete(missing)


def incomplete(missing: list[str]) -> GigIncomplete:
    """Return the refusal that names what is missing, in the reader's language."""
    names = [str(PIECE_NAMES[name]) for name in missing]
    return GigIncomplete(missing=get_text_list(names, _("and")))


def subject_of(gig: Gig) -> str:
    """Return the name under which the audit log knows the gig."""
    return f"gig:{gig.public_id}"


def record_change(
    *,
    gig: Gig,
    piece: str,
    before: dict[str, Any],
    after: dict[str, Any],
    actor: Member,
    now: datetime,
) -> None:
    """Note that a piece was saved; without a difference nothing is written.

    Moves `changed_at`. For a published gig, which buyers see, writes an audit row and announces
    GigChanged.
    """
    if before == after:
        return
    gig.changed_at = now
    gig.save(update_fields=["changed_at"])
    if gig.state not in PUBLISHED:
        return
    record_audit(
        actor=actor.public_id,
        action=f"gig_{piece}_changed",
        subject=subject_of(gig),
        before=before,
        after=after,
        now=now,
    )
    publish(GigChanged(gig_id=gig.public_id, seller_id=gig.seller.public_id, piece=piece), now=now)
