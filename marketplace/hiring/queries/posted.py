"""Posted briefs: the doors to them, the list of open ones, what its client and others see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.text import fold
from marketplace.hiring.choices import BudgetKind, PostedState, ProposalState
from marketplace.hiring.models import Invitation, PostedBrief, PostedFile, Proposal
from marketplace.messaging.queries import blocked_ids
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order

ON_A_PAGE: Final = 20


@dataclass(frozen=True, kw_only=True)
class BriefFilters:
    """What the list of open briefs is narrowed to. Sums are minor units."""

    category: str = ""
    language: str = ""
    skill: str = ""
    least: int | None = None
    is_held: bool = False
    is_quiet: bool = False
    sort: str = "new"


def open_briefs(now: datetime) -> QuerySet[PostedBrief]:
    """Return the briefs that anybody may read at this moment."""
    return PostedBrief.objects.filter(
        state=PostedState.OPEN, due_at__gt=now, client__is_active=True
    )


_SORTS: Final = {"new": ("-id",), "ending": ("due_at", "id"), "quiet": ("proposal_count", "-id")}
FEW_PROPOSALS: Final = 5


def browse_briefs(
    filters: BriefFilters, viewer: Member | None, *, now: datetime
) -> QuerySet[PostedBrief]:
    """Return open briefs that fit, without those of members one is apart from by a block."""
    rows = open_briefs(now).select_related("client")
    if filters.category:
        rows = rows.filter(category=filters.category)
    if filters.language:
        rows = rows.filter(language=filters.language)
    if filters.skill:
        rows = rows.filter(skills__contains=[fold(filters.skill)])
    if filters.least is not None:
        fits = Q(budget_max__gte=filters.least) | Q(budget_kind=BudgetKind.OPEN)
        rows = rows.filter(fits)
    if filters.is_held:
        rows = rows.filter(held_amount__gt=0)
    if filters.is_quiet:
        rows = rows.filter(proposal_count__lt=FEW_PROPOSALS)
    if viewer is not None:
        rows = rows.exclude(client__in=blocked_ids(viewer))
    return rows.order_by(*_SORTS.get(filters.sort, _SORTS["new"]))


def brief_page(rows: QuerySet[PostedBrief], number: str) -> Page[PostedBrief]:
    """Return one page of briefs. Two queries."""
    return Paginator(rows, ON_A_PAGE).get_page(number)


def get_posted(pk: int, viewer: Member | None, *, now: datetime) -> PostedBrief:
    """Return a brief for its page: an open one for anybody, another for those who have part in it.

    Those are its client, who proposed, and who is invited. Raises NotFound for all others.
    """
    brief = PostedBrief.objects.select_related("client").filter(pk=pk).first()
    if brief is None:
        raise NotFound
    is_open = brief.state == PostedState.OPEN and brief.due_at > now and brief.client.is_active
    if is_open or (viewer is not None and _has_part(brief, viewer)):
        return brief
    raise NotFound


def _has_part(brief: PostedBrief, viewer: Member) -> bool:
    return (
        viewer.pk == brief.client_id
        or Proposal.objects.filter(brief=brief, freelancer=viewer).exists()
        or Invitation.objects.filter(brief=brief, freelancer=viewer).exists()
    )


def get_posted_for(client: Member, public_id: str) -> PostedBrief:
    """Return one of the client's own briefs. Raises NotFound for everybody else."""
    rows = PostedBrief.objects.select_related("client")
    brief = rows.filter(public_id=public_id, client=client).first()
    if brief is None:
        raise NotFound
    return brief


def get_posted_by_id(public_id: str, viewer: Member | None, *, now: datetime) -> PostedBrief:
    """Return a brief by its public id, as `get_posted` does by its number."""
    return get_posted(posted_number(public_id), viewer, now=now)


def posted_number(public_id: str) -> int:
    """Return the number of a posted brief, whatever its state; 0 where there is none."""
    rows = PostedBrief.objects.filter(public_id=public_id)
    return rows.values_list("pk", flat=True).first() or 0


def get_brief_file(viewer: Member, public_id: str, *, now: datetime) -> PostedFile:
    """Return a file of a brief that the member may read. Raises NotFound."""
    row = PostedFile.objects.select_related("brief").filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    get_posted(row.brief_id, viewer, now=now)
    return row


def files_of(brief: PostedBrief) -> list[PostedFile]:
    """Return a brief's files in their order."""
    return list(brief.files.order_by("id"))


@dataclass(frozen=True)
class ClientFacts:
    """What a freelancer may know of who asks: what they did here, not who they are elsewhere."""

    since: datetime
    hired: int
    posted: int
    spent: tuple[tuple[str, int], ...]


def client_facts(client: Member) -> ClientFacts:
    """Return what a client has done on the platform. Three queries."""
    orders = Order.objects.filter(client=client, state=OrderState.COMPLETED).order_by()
    sums = orders.values("currency").annotate(spent=Sum("total_amount"), n=Count("id"))
    rows = list(sums.order_by("currency"))
    return ClientFacts(
        since=client.date_joined,
        hired=sum(row["n"] for row in rows),
        posted=PostedBrief.objects.filter(client=client).count(),
        spent=tuple((row["currency"], row["spent"]) for row in rows),
    )


def my_posted_briefs(client: Member) -> QuerySet[PostedBrief]:
    """Return the client's briefs, the newest first, with how many proposals wait for a look."""
    waiting = Count("proposals", filter=Q(proposals__state=ProposalState.SUBMITTED))
    return PostedBrief.objects.filter(client=client).annotate(waiting=waiting).order_by("-id")


def invitations_of(member: Member, *, now: datetime) -> list[Invitation]:
    """Return the invitations that a freelancer hasn't answered, of briefs that are open."""
    answered = Proposal.objects.filter(brief=OuterRef("brief"), freelancer=member)
    rows = Invitation.objects.filter(
        ~Exists(answered),
        freelancer=member,
        brief__state=PostedState.OPEN,
        brief__due_at__gt=now,
    )
    return list(rows.select_related("brief__client").order_by("-id")[:ON_A_PAGE])


def invitations_to(brief: PostedBrief) -> list[Invitation]:
    """Return whom a brief invites, in the order of inviting."""
    return list(brief.invitations.select_related("freelancer").order_by("id"))


def skill_words(text: Any) -> list[str]:
    """Return skills as they are kept: folded, once each, at most ten, from a line with commas."""
    words = (
        text if isinstance(text, Sequence) and not isinstance(text, str) else str(text).split(",")
    )
    parts = [part for word in words for part in str(word).replace("،", ",").split(",")]
    kept = [fold(" ".join(part.split()))[:40] for part in parts]
    return list(dict.fromkeys(part for part in kept if part))[:10]
