"""What reviews show on the pages of gigs, members and orders."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel, register_profile_panel
from marketplace.core import clock
from marketplace.gigs.queries import GigPage, register_gig_panel
from marketplace.orders.choices import ActorKind, OrderState
from marketplace.orders.models import Order
from marketplace.orders.queries import register_order_panel
from marketplace.reviews import policies, queries

SHOWN: Final = 4
GIG_PANEL: Final = "marketplace/reviews/_gig_panel.html"
PROFILE_PANEL: Final = "marketplace/reviews/_profile_panel.html"
ORDER_PANEL: Final = "marketplace/reviews/_order_panel.html"


def gig_panel(*, gig: GigPage, viewer: Member | None, now: datetime) -> Panel | None:  # noqa: ARG001
    """Show what clients say of a gig, with the histogram. Two queries; one where there is none."""
    found = queries.reviews_of_gig(gig.id, now=now)
    summary = queries.summarise(found, ActorKind.CLIENT)
    rows = queries.loaded(found)[:SHOWN] if summary.count or summary.hidden else []
    return Panel(GIG_PANEL, {"summary": summary, "reviews": queries.show_all(rows)})


def profile_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show what clients, and freelancers, say of a member. Two queries; one where there is none."""
    now = clock.now()
    summaries = queries.summaries_about(member, now=now)
    kinds = [
        kind
        for kind in (ActorKind.CLIENT.value, ActorKind.SELLER.value)
        if kind in summaries and (summaries[kind].count or summaries[kind].hidden)
    ]
    if not kinds:
        return None
    rows = queries.first_about(member, kinds, limit=SHOWN, now=now)
    parts = [
        {
            "kind": kind,
            "summary": summaries[kind],
            "reviews": queries.show_all([row for row in rows if row.written_by == kind]),
        }
        for kind in kinds
    ]
    return Panel(PROFILE_PANEL, {"parts": parts})


def order_panel(*, order: Order, kind: ActorKind, member: Member, now: datetime) -> Panel | None:
    """Show a side of a completed order the reviews, as far as they may see them."""
    if order.state != OrderState.COMPLETED or kind == ActorKind.SUPPORT:
        return None
    found = queries.reviews_of_order(order, member, now=now)
    mine = queries.show(found.mine, is_sealed=found.is_open) if found and found.mine else None
    theirs = found.theirs if found else None
    context = {
        "found": found,
        "mine": mine,
        "theirs": queries.show(theirs) if theirs else None,
        "can_answer": theirs is not None and policies.can_answer(member, theirs, now),
    }
    return Panel(ORDER_PANEL, context)


register_gig_panel("reviews", gig_panel, position=20)
register_profile_panel("reviews", profile_panel, position=15)
register_order_panel("reviews", order_panel, position=30)
