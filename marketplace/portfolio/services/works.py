"""What a member shows of their work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.fetch import FetchError, parse_target
from marketplace.core.markdown import render
from marketplace.core.private_files import delete_private
from marketplace.core.slugs import unicode_slug
from marketplace.orders.models import Order
from marketplace.portfolio.choices import Consent
from marketplace.portfolio.errors import (
    CantMove,
    LinkNotShown,
    OrderNotShowable,
    OrderShownAlready,
    PortfolioFull,
    WorkNeedsTitle,
)
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.policies import can_show_order, is_owner
from marketplace.portfolio.services.consent import ask, ask_again, lock_item


@dataclass(frozen=True, kw_only=True)
class WorkDraft:
    """A work as its owner describes it; `text` is Markdown, `links` pairs of label and address."""

    title: str
    text: str
    language: str
    category: str
    skills: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = field(default_factory=tuple)


def _refuse_draft(draft: WorkDraft) -> None:
    if not draft.title.strip():
        raise WorkNeedsTitle(field="title")
    for _label, address in draft.links:
        try:
            parse_target(address)
        except FetchError:
            raise LinkNotShown(address=address) from None


def _fill(item: PortfolioItem, draft: WorkDraft, now: datetime) -> None:
    item.title = draft.title.strip()
    item.slug = unicode_slug(item.title, fallback="work")
    item.language, item.category = draft.language, draft.category
    item.source, item.html = draft.text, render(draft.text, anchor_prefix="").html
    item.skills = list(draft.skills)
    item.links = [[label, address] for label, address in draft.links]
    item.changed_at = now


def add_work(
    *, owner: Member, draft: WorkDraft, now: datetime, order: Order | None = None
) -> PortfolioItem:
    """Add a work at the end; one that shows an order is private, and its client is asked.

    Locks the owner's works. Raises WorkNeedsTitle, LinkNotShown, PortfolioFull, OrderNotShowable,
    OrderShownAlready.
    """
    _refuse_draft(draft)
    if order is not None and not can_show_order(owner, order):
        raise OrderNotShowable(field="order")
    try:
        with transaction.atomic():
            return _add(owner, draft, order, now)
    except IntegrityError:
        raise OrderShownAlready(field="order") from None


def _add(owner: Member, draft: WorkDraft, order: Order | None, now: datetime) -> PortfolioItem:
    rows = PortfolioItem.objects.select_for_update(no_key=True).filter(owner=owner)
    positions = list(rows.values_list("position", flat=True))

    most = rules().portfolio_items_max
    if len(positions) >= most:
        raise PortfolioFull(count=most)

    item = PortfolioItem(
        owner=owner,
        order=order,
        position=max(positions, default=0) + 1,
        consent=Consent.PENDING if order else Consent.NOT_NEEDED,
        consent_asked_at=now if order else None,
        created_at=now,
    )
    _fill(item, draft, now)
    item.save(force_insert=True)

    if order is not None:
        ask(item, now=now)
    return item


@transaction.atomic
def change_work(
    *, item: PortfolioItem, actor: Member, draft: WorkDraft, now: datetime
) -> PortfolioItem:
    """Change what a work says; where a client had said yes, they are asked again.

    Locks the work. Raises NotFound for others, WorkNeedsTitle, LinkNotShown.
    """
    row = lock_item(item)

    if not is_owner(actor, row):
        raise NotFound
    _refuse_draft(draft)

    before = (row.title, row.source, row.links)
    _fill(row, draft, now)
    if before != (row.title, row.source, row.links):
        ask_again(row, now=now)
    row.save()
    return row


@transaction.atomic
def remove_work(*, item: PortfolioItem, actor: Member, now: datetime) -> None:
    """Take a work out of the portfolio, with its pictures. Locks it. Raises NotFound."""
    row = lock_item(item)

    if not is_owner(actor, row):
        raise NotFound

    keys = list(row.images.values_list("file", flat=True))
    row.delete()

    record_audit(
        actor=actor.public_id,
        action="portfolio_work_removed",
        subject=f"work:{item.public_id}",
        before={"title": item.title, "consent": item.consent},
        now=now,
    )
    for key in keys:
        transaction.on_commit(partial(delete_private, key))


@transaction.atomic
def move_work(*, item: PortfolioItem, actor: Member, is_up: bool) -> None:
    """Exchange a work with its neighbour. Locks the owner's works.

    Raises NotFound for others, CantMove at the end of the row.
    """
    if not is_owner(actor, item):
        raise NotFound
    rows = PortfolioItem.objects.select_for_update(no_key=True).filter(owner=actor)
    ordered = list(rows.order_by("position", "id"))
    place = [row.pk for row in ordered].index(item.pk)
    other = place - 1 if is_up else place + 1

    if not 0 <= other < len(ordered):
        raise CantMove

    ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, row in enumerate(ordered, start=1):
        row.position = position
    PortfolioItem.objects.bulk_update(ordered, ["position"])
