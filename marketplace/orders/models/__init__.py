"""What belongs to one purchase.

An *order* is one purchase: its terms are frozen when it is made and later edits of a gig change
nothing about it. Its *questions* are what the client answers before the clock starts; *deliveries*
are numbered versions of the work, each with a note and files. A *clock stop* is time that doesn't
count; an *extension request* asks for more of it; a *cancellation request* asks to call the order
off. The *timeline* holds one line for each thing that happened. The *timer* is what happens next if
nobody acts, and when.
"""

from marketplace.orders.models.order import Order, OrderExtra
from marketplace.orders.models.requests import CancellationRequest, ClockStop, ExtensionRequest
from marketplace.orders.models.timeline import TimelineEntry
from marketplace.orders.models.work import Delivery, OrderFile, OrderQuestion

__all__ = [
    "CancellationRequest",
    "ClockStop",
    "Delivery",
    "ExtensionRequest",
    "Order",
    "OrderExtra",
    "OrderFile",
    "OrderQuestion",
    "TimelineEntry",
]
