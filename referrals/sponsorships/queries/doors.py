"""The guarded doors to sponsorships."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, ReferenceLabel, account_balance
from referrals.sponsorships.choices import BOUND_STATES, SponsorshipState
from referrals.sponsorships.models import Channel, Proof, Sponsorship

_OPEN_REQUESTS = (SponsorshipState.REQUESTED, SponsorshipState.INVITED)
_NEEDS_DESK = (
    SponsorshipState.REQUESTED,
    SponsorshipState.AGREED,
    SponsorshipState.APPEALED,
)


def _whole() -> QuerySet[Sponsorship]:
    return Sponsorship.objects.select_related("creator", "channel", "link__owner")


def get_sponsorship_for(member: Member, public_id: str) -> Sponsorship:
    """Return a sponsorship for its creator or for who decides about it. Raises NotFound."""
    row = _whole().filter(public_id=public_id).first()
    is_desk = has_role(member, Role.ADMIN, Role.FINANCE)
    if row is None or not (row.creator_id == member.pk or is_desk):
        raise NotFound
    return row


def get_sponsorship(public_id: str) -> Sponsorship:
    """Return a sponsorship for code that has checked who asks. Raises NotFound."""
    row = _whole().filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def sponsorships_of(member: Member) -> QuerySet[Sponsorship]:
    """Return the member's sponsorships, the newest first."""
    return _whole().filter(creator=member).order_by("-id")


def sponsorships_at_desk(state: str = "", *, waits: bool = False) -> QuerySet[Sponsorship]:
    """Return all sponsorships, or those in a state, or those that wait for somebody at the desk."""
    rows = _whole()
    if state:
        rows = rows.filter(state=state)
    elif waits:
        unread = Q(state=SponsorshipState.SUBMITTED, timer_at=None)
        rows = rows.filter(Q(state__in=_NEEDS_DESK) | unread)
    return rows.order_by("-id")


def count_open_requests(member: Member) -> int:
    """Return how many of the member's requests and offers wait for an answer."""
    return Sponsorship.objects.filter(creator=member, state__in=_OPEN_REQUESTS).count()


def channels_of(member: Member) -> QuerySet[Channel]:
    """Return where the member speaks."""
    return Channel.objects.filter(owner=member).order_by("id")


def proofs_of(sponsorship: Sponsorship) -> list[Proof]:
    """Return what was handed in, the newest first."""
    return list(sponsorship.proofs.select_related("checked_by").order_by("-id"))


def latest_proof(sponsorship: Sponsorship) -> Proof | None:
    """Return what was handed in last."""
    return sponsorship.proofs.order_by("-id").first()


def bound_sponsorships(member: Member) -> QuerySet[Sponsorship]:
    """Return the member's sponsorships in which money waits for something."""
    return _whole().filter(creator=member, state__in=BOUND_STATES).order_by("id")


def running_effects(member: Member) -> list[Sponsorship]:
    """Return the member's sponsorships whose link was given: what they bring is still reported."""
    return list(_whole().filter(creator=member, link__isnull=False).order_by("-id")[:20])


def fund_account(sponsorship: Sponsorship) -> AccountRef:
    """Return the account of its fund."""
    return AccountRef(AccountKind.PRIZE_FUND, sponsorship.reference, sponsorship.currency)


def fund_held(sponsorship: Sponsorship) -> Money:
    """Return what lies in its fund by the books."""
    return Money(account_balance(fund_account(sponsorship)), sponsorship.currency)


def managers() -> list[Member]:
    """Return who decides, and so hears of what waits: administrators and finance."""
    roles = (Role.ADMIN, Role.FINANCE)
    rows = Member.objects.filter(is_active=True, role_grants__role__in=roles)
    return list(rows.order_by("pk").distinct())


def sponsorship_labels(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name references "sponsorship:id" in a statement."""
    ids = [reference.partition(":")[2] for reference in references]
    rows = Sponsorship.objects.filter(public_id__in=ids, creator=member)
    return {row.reference: ReferenceLabel(row.place, row.get_absolute_url()) for row in rows}


def sponsorship_names(refs: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return (name, address) of sponsorships by public id, for the comparison of channels."""
    rows = Sponsorship.objects.select_related("creator").filter(public_id__in=refs)
    return {
        row.public_id: (f"{row.creator.display_name} · {row.place}", row.get_absolute_url())
        for row in rows
    }
