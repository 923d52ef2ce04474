"""What belongs to one purchase.

An *order* is one purchase: its terms are frozen when it is made and later edits of a gig change
nothing about it. Its *questions* are what the client answers before the clock starts; *deliveries*
are numbered versions of the work, each with a note and files. A *clock stop* is time that doesn't
count; an *extension request* asks for more of it; a *cancellation request* asks to call the order
off. The *timeline* holds one line for each thing that happened. The *timer* is what happens next if
nobody acts, and when.

What was paid may come from the client's money, credit and a *coupon*; each sum that goes back is a
*refund*. What a side proposes (a refund, an extra) waits for the other; a *complaint* goes to
support; a *tip* is paid when all is done. An *outage* gives time back to running clocks.
"""

from marketplace.orders.models.additions import ExtraProposal, Tip
from marketplace.orders.models.coupons import Coupon, CouponUse
from marketplace.orders.models.order import Order, OrderExtra
from marketplace.orders.models.outages import Outage, OutageCredit
from marketplace.orders.models.refunds import Complaint, Refund, RefundProposal
from marketplace.orders.models.requests import CancellationRequest, ClockStop, ExtensionRequest
from marketplace.orders.models.timeline import TimelineEntry
from marketplace.orders.models.work import Delivery, OrderFile, OrderQuestion

__all__ = [
    "CancellationRequest",
    "ClockStop",
    "Complaint",
    "Coupon",
    "CouponUse",
    "Delivery",
    "ExtensionRequest",
    "ExtraProposal",
    "Order",
    "OrderExtra",
    "OrderFile",
    "OrderQuestion",
    "Outage",
    "OutageCredit",
    "Refund",
    "RefundProposal",
    "TimelineEntry",
    "Tip",
]
