"""What the platform's parts need of worth: who hears of prices and costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from community.worth import events
from config.gurus import told_to_managers
from marketplace.core.events import Event
from marketplace.webhooks.services import register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TO_MANAGERS: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("worth.price_changed", events.TicketPriceChanged, _("A ticket has another price")),
    ("worth.cost_recorded", events.ProgrammeCostRecorded, _("The programme cost something")),
    ("worth.cost_corrected", events.ProgrammeCostCorrected, _("A cost was corrected")),
    ("worth.licence_cost_set", events.LicenceCostSet, _("A licence has another cost")),
)


def connect() -> None:
    """Fill the registries of the parts below."""
    for name, event, label in TO_MANAGERS:
        register_public_event(event, name, told_to_managers, label=label)
