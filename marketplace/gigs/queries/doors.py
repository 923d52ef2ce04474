"""The guarded doors to one gig and its parts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.gigs.choices import GigState
from marketplace.gigs.errors import (
    ExtraNotFound,
    GigNotFound,
    ImageNotFound,
    PackageNotFound,
    SellerNotTakingWork,
    SellerOnVacation,
)
from marketplace.gigs.models import EditorNote, Extra, Gig, GigImage, Package, Question
from marketplace.gigs.queries.cards import live_gigs


def get_gig(public_id: str) -> Gig:
    """Return any gig; for the desk, which is guarded by its role. Raises GigNotFound."""
    gig = Gig.objects.select_related("seller", "category", "root").filter(public_id=public_id)
    found = gig.first()
    if found is None:
        raise GigNotFound
    return found


def get_gig_for(member: Member, public_id: str) -> Gig:
    """Return a gig for its seller. Raises GigNotFound, for strangers and editors too."""
    gig = get_gig(public_id)
    if gig.seller_id != member.pk:
        raise GigNotFound
    return gig


def sees_unpublished(member: Member | None, seller_id: int) -> bool:
    """Whether the member may read gigs of this seller that aren't live."""
    if member is None:
        return False
    return member.pk == seller_id or has_role(member, Role.EDITOR)


def get_live_gig(pk: int) -> Gig:
    """Return a live gig of an active seller, with its seller and categories. Raises GigNotFound."""
    gig = live_gigs().select_related("seller", "category", "root").filter(pk=pk).first()
    if gig is None:
        raise GigNotFound
    return gig


def describe_gig(pk: int) -> Gig | None:
    """Return a gig in whatever state, for those who refer to it by number; None if it is gone."""
    return Gig.objects.select_related("seller").filter(pk=pk).first()


def package_for_order(package_id: int, *, now: datetime | None = None) -> Package:
    """Return a package that can be ordered at `now`, with its gig and seller.

    Without `now` nobody asks whether the seller is away. Raises PackageNotFound,
    SellerNotTakingWork, SellerOnVacation (unless their orders may wait for the return).
    """
    package = (
        Package.objects.select_related("gig__seller__profile", "gig__root")
        .filter(pk=package_id, is_offered=True, gig__state=GigState.LIVE)
        .filter(gig__seller__is_active=True)
        .first()
    )
    if package is None:
        raise PackageNotFound
    if not is_taking_work(package.gig.seller):
        raise SellerNotTakingWork
    back_at = away_until(package.gig.seller, now) if now else None
    if back_at and not package.gig.seller.profile.vacation_takes_orders:
        zone = ZoneInfo(package.gig.seller.timezone)
        raise SellerOnVacation(day=f"{back_at.astimezone(zone):%Y-%m-%d}")
    return package


def away_until(seller: Member, moment: datetime) -> datetime | None:
    """Return when the seller is back, if they are on vacation at this moment."""
    profile = getattr(seller, "profile", None)
    return profile.away_until(moment) if profile is not None else None


def is_taking_work(seller: Member) -> bool:
    """Whether the seller's switch is on; it is until a profile says otherwise."""
    profile = getattr(seller, "profile", None)
    return profile is None or bool(profile.is_taking_work)


def extras_for_order(gig_id: int, extra_ids: Iterable[int]) -> list[Extra]:
    """Return the chosen extras in the seller's order, each once. Raises ExtraNotFound."""
    wanted = set(extra_ids)
    if not wanted:
        return []
    found = list(
        Extra.objects.filter(gig_id=gig_id, is_offered=True, pk__in=wanted).order_by(
            "position", "id"
        )
    )
    if len(found) != len(wanted):
        raise ExtraNotFound
    return found


def offered_extras(gig_id: int) -> list[Extra]:
    """Return the extras that the gig offers now, in the seller's order."""
    rows = Extra.objects.filter(gig_id=gig_id, is_offered=True)
    return list(rows.order_by("position", "id"))


def questions_of(gig_id: int) -> list[Question]:
    """Return what a buyer is asked before work begins, in order."""
    return list(Question.objects.filter(gig_id=gig_id).order_by("position", "id"))


def get_image(gig: Gig, public_id: str) -> GigImage:
    """Return one of the gig's pictures. Raises ImageNotFound."""
    found = gig.images.filter(public_id=public_id).first()
    if found is None:
        raise ImageNotFound
    return found


def notes_on(gig: Gig) -> list[EditorNote]:
    """Return all that editors decided about the gig, the last first, with who decided."""
    return list(gig.editor_notes.select_related("editor").order_by("-at", "-id"))


def latest_note(gig: Gig) -> EditorNote | None:
    """Return the editor's last decision about the gig."""
    return gig.editor_notes.order_by("-at", "-id").first()
