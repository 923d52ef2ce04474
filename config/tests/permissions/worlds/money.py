"""Invoices between salma and omar, billing details of both, a statement of salma's."""

from __future__ import annotations

from config.tests.permissions.rules import FINANCE, OMAR, SALMA
from config.tests.permissions.world import SHARED_SECRET, World
from marketplace.billing.models import Invoice
from marketplace.billing.services import (
    IdentityText,
    enter_rate,
    read_rate,
    save_billing_profile,
    settle_order_documents,
)
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import Asked, member_account
from marketplace.ledger.services import make_statement_files, request_statement_file
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in


def add_invoices(world: World) -> None:
    """A work invoice of salma to omar and the platform's invoice to salma for its fee."""
    for name in (SALMA, OMAR):
        text = IdentityText(
            legal_name=SHARED_SECRET,
            address="",
            tax_number="",
            city="Riyadh",
            postal_code="",
            country="SA",
        )
        save_billing_profile(
            member=world.who(name), text=text, country_name="Saudi Arabia", now=world.now
        )
    order = order_in(OrderState.COMPLETED, world.who(OMAR), world.who(SALMA), now=world.now)
    settle_order_documents(order_id=order.public_id, now=world.now)
    for subject in ("work", "fee"):
        found = Invoice.objects.get(order=order, subject=subject)
        world.ids[f"invoice_{subject}"] = found.public_id
    world.ids |= {"country": "SA", "rate_currency": "SAR"}
    enter_rate(
        actor=world.who(FINANCE),
        currency="SAR",
        rate=read_rate("3.75"),
        on=world.now.date(),
        source="SAMA",
        now=world.now,
    )


def add_statement_file(world: World) -> None:
    """A statement that a worker made for salma."""
    member = world.who(SALMA)
    asked = Asked(account=member_account(AccountKind.AVAILABLE, member, "USD"))
    job = request_statement_file(member=member, asked=asked, language="en", now=world.now)
    make_statement_files(now=world.now, limit=5)
    world.ids["statement"] = job.public_id


PARTS = (add_invoices, add_statement_file)
