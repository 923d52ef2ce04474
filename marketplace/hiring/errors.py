"""Refusals of hiring."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class OwnWork(PermissionRefused):
    code = "own_work"
    message = _("This is your own: you can't hire yourself.")


class NotTakingWork(Conflict):
    code = "not_taking_work"
    message = _("%(name)s isn't taking work at the moment. Your text is kept; try again later.")


class BriefStateRefuses(Conflict):
    code = "brief_state_refuses"
    message = _("This brief is “%(state)s” now, so this can't be done.")


class OfferStateRefuses(Conflict):
    code = "offer_state_refuses"
    message = _("This offer is “%(state)s” now, so this can't be done.")


class OfferHasExpired(Conflict):
    code = "offer_has_expired"
    message = _("This offer has expired. Ask for a new one in the conversation.")


class NotYoursToAnswer(PermissionRefused):
    code = "not_yours_to_answer"
    message = _("It's the other side's turn to answer this offer.")


class NotYourOffer(PermissionRefused):
    code = "not_your_offer"
    message = _("Only who made the offer can withdraw it.")


class OfferPending(Conflict):
    code = "offer_pending"
    message = _("There is an open offer already. Answer it, or withdraw it first.")


class PriceOutOfRange(Invalid):
    code = "price_out_of_range"
    message = _("The price must be between %(least)s and %(most)s.")


class ExpiryOutOfRange(Invalid):
    code = "expiry_out_of_range"
    message = _("An offer is valid for 1 to %(most)s days.")


class BriefTooShort(Invalid):
    code = "brief_too_short"
    message = _("Tell a little more: at least %(least)s characters.")
