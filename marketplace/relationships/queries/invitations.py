"""Whose link somebody came by."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.addresses import without_language
from marketplace.core.errors import NotFound
from marketplace.relationships.models import CallingCard, Invitation


@dataclass(frozen=True)
class Inviter:
    """The freelancer behind a link; `invitation` where it came in a mail."""

    owner: Member
    ref: str
    invitation: Invitation | None = None


def invitation_path(code: str) -> str:
    """Return the address of a link, without a language."""
    return without_language(reverse("relationships:join", args=[code]))


def get_inviter(code: str) -> Inviter:
    """Return who stands behind a calling card or a mailed link. Raises NotFound."""
    card = CallingCard.objects.select_related("owner").filter(code=code).first()
    if card is not None and card.owner.is_active:
        return Inviter(card.owner, f"card:{code}")
    rows = Invitation.objects.select_related("owner").filter(public_id=code)
    invitation = rows.filter(owner__is_active=True).first()
    if invitation is None:
        raise NotFound
    return Inviter(invitation.owner, f"invitation:{code}", invitation)


def invitations_of(owner: Member, *, limit: int = 100) -> list[Invitation]:
    """Return the invitations that the member mailed, newest first."""
    rows = Invitation.objects.filter(owner=owner).select_related("used_by", "contact")
    return list(rows.order_by("-id")[:limit])
