"""The guarded doors to campaigns, missions, slots and what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound
from marketplace.ledger.queries import ReferenceLabel
from referrals.campaigns.choices import CampaignState
from referrals.campaigns.models import (
    Booking,
    Campaign,
    CampaignText,
    Cause,
    Line,
    Mission,
    MissionText,
    Segment,
    Slot,
)
from referrals.campaigns.queries.texts import campaign_text, cause_name

Found = TypeVar("Found", bound=Model)
MANAGERS = (Role.ADMIN, Role.COMMUNITY_MANAGER)


def is_manager(member: Member | None) -> bool:
    """Tell whether the member sets up campaigns and looks at the work."""
    return has_role(member, *MANAGERS)


def whole_campaigns() -> QuerySet[Campaign]:
    """Return campaigns with their words."""
    rows = Campaign.objects.select_related("support_contact", "created_by")
    return rows.prefetch_related(Prefetch("texts", CampaignText.objects.order_by("id")))


def get_campaign(public_id: str) -> Campaign:
    """Return a campaign whatever its state, for code that has checked who asks. Raises NotFound."""
    return _one(whole_campaigns().filter(public_id=public_id))


def get_public_campaign(slug: str, *, viewer: Member | None = None) -> Campaign:
    """Return a campaign that everybody may see; managers see any. Raises NotFound."""
    return _one(_seen_by(viewer).filter(slug=slug))


def get_public_campaign_by_id(public_id: str, *, viewer: Member | None = None) -> Campaign:
    """Return a campaign that everybody may see; managers see any. Raises NotFound."""
    return _one(_seen_by(viewer).filter(public_id=public_id))


def _seen_by(viewer: Member | None) -> QuerySet[Campaign]:
    rows = whole_campaigns()
    return rows if is_manager(viewer) else rows.filter(pk__in=Campaign.objects.public())


def get_campaign_at_desk(public_id: str, *, actor: Member) -> Campaign:
    """Return a campaign for a manager. Raises NotFound for everybody else."""
    if not is_manager(actor):
        raise NotFound
    return get_campaign(public_id)


def public_campaigns(tab: str = "") -> QuerySet[Campaign]:
    """Return the campaigns that everybody may see; `tab` is open, over or "" for all."""
    rows = whole_campaigns().filter(pk__in=Campaign.objects.public())
    live = Q(state__in=(CampaignState.OPEN, CampaignState.RUNNING))
    if tab:
        rows = rows.filter(live if tab == "open" else ~live)
    return rows.order_by("ends_at", "id") if tab == "open" else rows.order_by("-id")


def campaigns_at_desk(state: str = "") -> QuerySet[Campaign]:
    """Return all campaigns, the newest first, or those of one state."""
    rows = whole_campaigns().order_by("-id")
    return rows.filter(state=state) if state else rows


def labels_of_campaigns(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name campaigns in the member's words, for statements; a draft has no address."""
    ids = [reference.partition(":")[2] for reference in references]
    return {
        row.reference: ReferenceLabel(
            campaign_text(row, member.language).title,
            row.get_absolute_url() if row.is_public else "",
        )
        for row in whole_campaigns().filter(public_id__in=ids)
    }


def labels_of_causes(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name causes in the member's words, for statements."""
    ids = [reference.partition(":")[2] for reference in references]
    return {
        row.reference: ReferenceLabel(cause_name(row, member.language), "")
        for row in Cause.objects.filter(public_id__in=ids)
    }


def whole_missions() -> QuerySet[Mission]:
    """Return missions with their words and their campaign's."""
    rows = Mission.objects.select_related("campaign__support_contact", "cause")
    return rows.prefetch_related(
        Prefetch("texts", MissionText.objects.order_by("id")), "campaign__texts"
    )


def missions_of(campaign: Campaign) -> list[Mission]:
    """Return a campaign's missions in their order."""
    return list(whole_missions().filter(campaign=campaign).order_by("position", "id"))


def get_mission(campaign: Campaign, public_id: str) -> Mission:
    """Return a mission of a campaign that the asking one may see. Raises NotFound."""
    return _one(whole_missions().filter(campaign=campaign, public_id=public_id))


def get_public_mission(public_id: str, *, viewer: Member | None = None) -> Mission:
    """Return a mission of a campaign that everybody may see. Raises NotFound."""
    found = _one(whole_missions().filter(public_id=public_id))
    get_public_campaign_by_id(found.campaign.public_id, viewer=viewer)
    return found


def get_slot(public_id: str, *, viewer: Member | None = None) -> Slot:
    """Return a shift of a campaign that everybody may see. Raises NotFound."""
    rows = Slot.objects.select_related("mission__campaign", "mission__cause")
    found = _one(rows.prefetch_related("mission__texts").filter(public_id=public_id))
    get_public_campaign_by_id(found.mission.campaign.public_id, viewer=viewer)
    return found


def get_booking_for(member: Member, public_id: str) -> Booking:
    """Return one of the member's own bookings. Raises NotFound."""
    rows = Booking.objects.select_related("slot__mission__campaign", "member")
    return _one(rows.filter(public_id=public_id, member=member))


def get_booking(public_id: str) -> Booking:
    """Return a booking, for code that has checked who asks. Raises NotFound."""
    rows = Booking.objects.select_related("slot__mission__campaign", "member")
    rows = rows.prefetch_related("slot__mission__texts", "slot__mission__campaign__texts")
    return _one(rows.filter(public_id=public_id))


def get_segment(public_id: str) -> Segment:
    """Return a segment. Raises NotFound."""
    return _one(Segment.objects.filter(public_id=public_id))


def get_cause(public_id: str) -> Cause:
    """Return a cause. Raises NotFound."""
    return _one(Cause.objects.filter(public_id=public_id))


def causes() -> list[Cause]:
    """Return the causes that may be given to, the first named first."""
    return list(Cause.objects.filter(is_active=True).order_by("id"))


def lines_of(campaign: Campaign) -> list[Line]:
    """Return the steps of a campaign, the first one first."""
    return list(Line.objects.filter(campaign=campaign).order_by("id"))


def managers() -> list[Member]:
    """Return who sets up campaigns and looks at the work."""
    rows = Member.objects.filter(is_active=True, role_grants__role__in=MANAGERS)
    return list(rows.order_by("pk").distinct())


def _one(rows: QuerySet[Found]) -> Found:
    found = rows.first()
    if found is None:
        raise NotFound
    return found
