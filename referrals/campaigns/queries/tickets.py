"""Questions: the member's own, and those that somebody may answer."""

from __future__ import annotations

from django.db.models import F, Prefetch, Q, QuerySet

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound
from referrals.campaigns.choices import TicketState
from referrals.campaigns.models import Campaign, Ticket, TicketNote

ANSWERERS = (Role.SUPPORT, Role.COMMUNITY_MANAGER, Role.ADMIN)


def _whole() -> QuerySet[Ticket]:
    rows = Ticket.objects.select_related("campaign__support_contact", "mission", "member")
    return rows.prefetch_related(
        Prefetch("notes", TicketNote.objects.select_related("author").order_by("id")),
        "campaign__texts",
        "mission__texts",
    )


def answers_all(member: Member | None) -> bool:
    """Tell whether the member may answer the questions of every campaign."""
    return has_role(member, *ANSWERERS)


def answers_any(member: Member) -> bool:
    """Tell whether the member may answer questions at all: by role, or named by a campaign."""
    named = Campaign.objects.filter(support_contact=member)
    return answers_all(member) or (member.is_active and named.exists())


def get_ticket_for(member: Member, public_id: str) -> Ticket:
    """Return a question of the member's own, or one they may answer. Raises NotFound."""
    rows = _whole().filter(public_id=public_id)
    if not answers_all(member):
        rows = rows.filter(Q(member=member) | Q(campaign__support_contact=member))
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def get_ticket(public_id: str) -> Ticket:
    """Return a question, for code that has checked who asks. Raises NotFound."""
    found = _whole().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def tickets_of(member: Member) -> QuerySet[Ticket]:
    """Return the member's own questions, the newest first."""
    return _whole().filter(member=member).order_by("-id")


def tickets_at_desk(member: Member, state: str = "") -> QuerySet[Ticket]:
    """Return the questions that the member may answer: what waits longest stands first."""
    rows = _whole()
    if not answers_all(member):
        rows = rows.filter(campaign__support_contact=member)
    rows = rows.filter(state=state) if state else rows
    return rows.order_by(F("answer_by").asc(nulls_last=True), "-id")


def tickets_waiting(member: Member) -> int:
    """Return how many questions wait for an answer of the member's."""
    rows = Ticket.objects.filter(state=TicketState.OPEN)
    if not answers_all(member):
        rows = rows.filter(campaign__support_contact=member)
    return rows.count()


def answerers_of(campaign: Campaign) -> list[Member]:
    """Return who hears of a campaign's questions: the person named for it, else support."""
    contact = campaign.support_contact
    if contact is not None and contact.is_active:
        return [contact]
    rows = Member.objects.filter(is_active=True, role_grants__role=Role.SUPPORT)
    return list(rows.order_by("pk").distinct())
