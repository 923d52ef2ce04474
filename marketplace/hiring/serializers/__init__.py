"""Shapes of hiring in the API."""

from marketplace.hiring.serializers.offers import BriefIn, BriefOut, OfferIn, OfferOut, OrderRef
from marketplace.hiring.serializers.posted import (
    AcceptIn,
    AllowanceOut,
    DaysIn,
    DeclineIn,
    GatewayIn,
    InvitationOut,
    InviteIn,
    PaymentRef,
    PostedFiltersIn,
    PostedIn,
    PostedOut,
    ProposalIn,
    ProposalOut,
    ShortlistIn,
    look_again_body,
)

__all__ = [
    "AcceptIn",
    "AllowanceOut",
    "BriefIn",
    "BriefOut",
    "DaysIn",
    "DeclineIn",
    "GatewayIn",
    "InvitationOut",
    "InviteIn",
    "OfferIn",
    "OfferOut",
    "OrderRef",
    "PaymentRef",
    "PostedFiltersIn",
    "PostedIn",
    "PostedOut",
    "ProposalIn",
    "ProposalOut",
    "ShortlistIn",
    "look_again_body",
]
