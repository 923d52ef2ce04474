"""Refusals of hiring."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.contact_details import ContactDetail
from marketplace.core.errors import Conflict, Invalid, PermissionRefused, TooManyRequests


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


class PostedStateRefuses(Conflict):
    code = "posted_state_refuses"
    message = _("This brief is “%(state)s” now, so this can't be done.")


class ProposalStateRefuses(Conflict):
    code = "proposal_state_refuses"
    message = _("This proposal is “%(state)s” now, so this can't be done.")


class ProposalChanged(Conflict):
    code = "proposal_changed"
    message = _("The freelancer has changed these terms in the meantime. Look at them again.")


class AlreadyProposed(Conflict):
    code = "already_proposed"
    message = _(
        "You have sent a proposal for this brief. You can change it while the brief is open."
    )


class OwnBrief(PermissionRefused):
    code = "own_brief"
    message = _("This is your own brief.")


class NoProposalsLeft(TooManyRequests):
    code = "no_proposals_left"
    message = _(
        "You have sent %(limit)s proposals today, as many as there are. New ones: %(when)s."
    )


class TooManyOpenBriefs(Conflict):
    code = "too_many_open_briefs"
    message = _("You have %(limit)s briefs open. Close one before you post another.")


class EndOutOfRange(Invalid):
    code = "end_out_of_range"
    message = _("A brief stays open for 1 to %(most)s days from now.")


class BudgetMissing(Invalid):
    code = "budget_missing"
    message = _("Say what the work may cost: the second sum must be above the first.")


class BudgetOutOfRange(Invalid):
    code = "budget_out_of_range"
    message = _("A budget lies between %(least)s and %(most)s.")


class NothingToHold(Conflict):
    code = "nothing_to_hold"
    message = _("This brief names no sum, so there is nothing to hold.")


class BudgetAlreadyHeld(Conflict):
    code = "budget_already_held"
    message = _("The budget of this brief is held already.")


class BudgetIsHeld(Conflict):
    code = "budget_is_held"
    message = _("The budget is held, so it can't change. Close the brief to get it back.")


class CurrencyIsSettled(Conflict):
    code = "currency_is_settled"
    message = _(
        "Proposals for this brief are in %(currency)s, so it stays in that currency. For another"
        " one, close this brief and post a new one."
    )


class NotAwarded(Conflict):
    code = "not_awarded"
    message = _("No proposal of this brief waits for its payment.")


class AlreadyInvited(Conflict):
    code = "already_invited"
    message = _("%(name)s is invited already.")


class TooManyInvitations(Conflict):
    code = "too_many_invitations"
    message = _("A brief can invite at most %(limit)s freelancers.")


class TooManyBriefFiles(Invalid):
    code = "too_many_brief_files"
    message = _("A brief holds at most %(limit)s files.")


class TextNeedsALook(Invalid):
    """Not a prohibition: the writer looks again, and sends the text as it is with `as_is`."""

    code = "text_needs_a_look"
    message = _("This isn't sent yet. Please look at it once more.")

    def __init__(self, *, details: list[ContactDetail], repeats: bool, as_is: str) -> None:
        super().__init__()
        self.details = details
        self.repeats = repeats
        self.as_is = as_is
