"""A case that waits, decisions about salma, appeals, a package of her data, a visit."""

from __future__ import annotations

from django.core.files.base import ContentFile

from config.tests.permissions.rules import ALL_ROLES, OMAR, SALMA, STRANGER, SUPPORT
from config.tests.permissions.world import SALMAS_SECRET, World, _member
from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.core.private_files import private_storage
from marketplace.gigs.choices import GigState
from marketplace.gigs.tests.factories import make_draft, put
from marketplace.moderation import services
from marketplace.moderation.choices import ExportState, FlagReason
from marketplace.moderation.models import Case, DataExport, Decision
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in


def add_trust(world: World) -> None:
    """An open case, a warning to appeal, an appeal that waits, one to withdraw."""
    world.ids |= {"kind_gig": "gig"}
    world.ids["case"] = _case(world, "waiting").public_id
    world.ids["decision"] = _warned(world, "one").public_id
    appealed = _warned(world, "two")
    appeal = services.file_appeal(
        decision=appealed, text=SALMAS_SECRET, actor=world.who(SALMA), now=world.now
    )
    world.ids |= {"appealed": appealed.public_id, "appeal": appeal.public_id}


def _case(world: World, name: str) -> Case:
    gig = put(make_draft(world.who(SALMA), world.now), GigState.LIVE, world.now)
    type(gig).objects.filter(pk=gig.pk).update(title=f"{name} shop sign")
    made = services.flag(
        kind="gig",
        ref=gig.public_id,
        reason=FlagReason.SPAM,
        text="",
        actor=world.who(STRANGER),
        now=world.now,
    )
    return made.case


def _warned(world: World, name: str) -> Decision:
    return services.warn_member(
        case=_case(world, name),
        rule="1.2",
        reason=f"Reason {SALMAS_SECRET}",
        actor=world.who(ALL_ROLES),
        now=world.now,
    )


def add_custody(world: World) -> None:
    """A package of salma's that can be downloaded."""
    made = DataExport.objects.create(
        member=world.who(SALMA),
        state=ExportState.READY,
        asked_at=world.now,
        due_at=world.now,
        ready_at=world.now,
        expires_at=world.now.replace(year=world.now.year + 1),
        key="exports/permissions/" + "0" * 32,
    )
    private_storage().delete(made.key)
    private_storage().save(made.key, ContentFile(SALMAS_SECRET.encode()))
    world.ids["data_package"] = made.public_id


def add_visit(world: World) -> None:
    """Somebody whom support may look at the site as, and a visit that is over."""
    visited = _member("visited")
    visitor = world.who(SUPPORT)
    visit = services.start_visit(member=visited, reason="Ticket 11", actor=visitor, now=world.now)
    services.end_visit(visit=visit, actor=visitor, now=world.now)
    world.ids["visit"] = visit.public_id


def add_left_order(world: World) -> None:
    """An order of omar's with somebody who is suspended since."""
    gone = _member("gone")
    order = order_in(OrderState.IN_PROGRESS, world.who(OMAR), gone, now=world.now)
    Member.objects.filter(pk=gone.pk).update(is_active=False, standing=Standing.SUSPENDED)
    world.ids["left"] = order.public_id


PARTS = (add_trust, add_custody, add_visit, add_left_order)
