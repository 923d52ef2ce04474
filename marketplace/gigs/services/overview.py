"""The beginning of a gig: what it is, in which category, in the seller's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.markdown import render
from marketplace.core.slugs import unicode_slug
from marketplace.core.text import fold
from marketplace.gigs.choices import DESCRIPTION_MAX, TAG_LENGTH, TAGS_MAX, TITLE_MAX, GigState
from marketplace.gigs.errors import GigPublishedNotDeleted, NotYourGig, PieceOutOfRange
from marketplace.gigs.models import Category, Gig
from marketplace.gigs.policies import may_delete, owns
from marketplace.gigs.queries import get_category
from marketplace.gigs.services.access import (
    lock_gig,
    record_change,
    refuse_edit,
    refuse_hole,
    subject_of,
)
from marketplace.gigs.services.counts import move_live
from marketplace.gigs.services.images import drop_files


@dataclass(frozen=True, kw_only=True)
class OverviewDraft:
    """What the first step of the editor asks."""

    title: str
    category_id: int
    language: str
    description: str = ""
    tags: Sequence[str] = ()


@transaction.atomic
def create_gig(*, draft: OverviewDraft, actor: Member, now: datetime) -> Gig:
    """Begin a gig as a draft of the actor. Raises UnknownCategory, PieceOutOfRange."""
    category = get_category(draft.category_id)

    _refuse_overview(draft)

    gig = Gig(seller=actor, currency=rules().default_currency, created_at=now, changed_at=now)
    _write_overview(gig, draft, category)
    gig.save()

    record_audit(
        actor=actor.public_id,
        action="gig_created",
        subject=subject_of(gig),
        after={"title": gig.title},
        now=now,
    )
    return gig


@transaction.atomic
def save_overview(*, gig: Gig, draft: OverviewDraft, actor: Member, now: datetime) -> Gig:
    """Save the first step. A published gig stays as it is for the rest, and the change is audited.

    Locks the gig. Raises NotYourGig, GigLocked, UnknownCategory, PieceOutOfRange, and
    GigIncomplete where a published gig would lose what it needs.
    """
    locked = lock_gig(gig)
    category = get_category(draft.category_id)

    refuse_edit(locked, actor)
    _refuse_overview(draft)

    before = _overview_of(locked)
    old_category_id = locked.category_id
    _write_overview(locked, draft, category)
    locked.save()
    if locked.state == GigState.LIVE and locked.category_id != old_category_id:
        move_live(old_id=old_category_id, new_id=locked.category_id)
    refuse_hole(locked)

    record_change(
        gig=locked,
        piece="overview",
        before=before,
        after=_overview_of(locked),
        actor=actor,
        now=now,
    )
    return locked


@transaction.atomic
def delete_gig(*, gig: Gig, actor: Member, now: datetime) -> None:
    """Throw away a gig that was never published; its pictures' files go when the transaction holds.

    Locks the gig. Raises NotYourGig, GigPublishedNotDeleted.
    """
    locked = lock_gig(gig)

    if not owns(actor, locked):
        raise NotYourGig
    if not may_delete(actor, locked):
        raise GigPublishedNotDeleted

    subject, title = subject_of(locked), locked.title
    names = [name for row in locked.images.values_list("file", "thumb") for name in row]
    locked.delete()
    transaction.on_commit(lambda: drop_files(names))

    record_audit(
        actor=actor.public_id,
        action="gig_deleted",
        subject=subject,
        before={"title": title},
        now=now,
    )


def clean_tags(tags: Sequence[str]) -> list[str]:
    """Return the tags as they were typed, without number signs, each spelling once."""
    words = (" ".join(tag.replace("#", " ").split()) for tag in tags)
    by_spelling: dict[str, str] = {}
    for tag in words:
        by_spelling.setdefault(fold(tag), tag)
    by_spelling.pop("", None)
    return list(by_spelling.values())


def _refuse_overview(draft: OverviewDraft) -> None:
    """Hold the limits that forms and the API show; both come here."""
    tags = clean_tags(draft.tags)
    checks = {
        "title": 0 < len(draft.title.strip()) <= TITLE_MAX,
        "language": draft.language in Language.values,
        "description": len(draft.description) <= DESCRIPTION_MAX,
        "tags": len(tags) <= TAGS_MAX and all(len(tag) <= TAG_LENGTH for tag in tags),
    }
    for name, holds in checks.items():
        if not holds:
            raise PieceOutOfRange(field=name)


def _write_overview(gig: Gig, draft: OverviewDraft, category: Category) -> None:
    root = category.parent or category
    rendered = render(draft.description, is_own_image=_no_image, anchor_prefix="")
    gig.title = " ".join(draft.title.split())
    gig.slug = unicode_slug(gig.title, fallback="gig")
    gig.language = draft.language
    gig.category, gig.root = category, root
    gig.description_source = draft.description
    gig.description_html = rendered.html
    gig.renderer_version = rendered.version
    gig.tags = clean_tags(draft.tags)
    names = [
        name
        for row in dict.fromkeys([category, root])
        for name in (row.name_ar, row.name_en, row.name_he, row.name_ur)
    ]
    gig.keywords = " ".join([*gig.tags, *names])


def _no_image(_address: str) -> bool:
    """Keep pictures where they belong: in the gallery, with their descriptions."""
    return False


def _overview_of(gig: Gig) -> dict[str, object]:
    draft = OverviewDraft(
        title=gig.title,
        category_id=gig.category_id,
        language=gig.language,
        description=gig.description_source,
        tags=list(gig.tags),
    )
    return asdict(draft)
