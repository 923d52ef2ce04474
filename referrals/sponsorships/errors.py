"""Refusals of sponsorships: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused, TooManyRequests


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to somebody else.")


class SponsorshipStateRefuses(Conflict):
    code = "sponsorship_state"
    message = _("A sponsorship that is “%(state)s” doesn't allow this.")


class ChannelUnknown(Invalid):
    code = "channel_address_invalid"
    message = _("Give the public address of your channel, beginning with https://.")


class TooManyOpen(TooManyRequests):
    code = "sponsorships_limit"
    message = _("You have %(most)s requests open. Wait for an answer to one of them.")


class CreatorUnknown(Invalid):
    code = "creator_unknown"
    message = _("There is no member of this name.")


class OwnSponsorship(PermissionRefused):
    code = "own_sponsorship"
    message = _("This is your own sponsorship: somebody else decides about it.")


class DateTooEarly(Invalid):
    code = "publish_by_too_early"
    message = _("Give a day that is still to come.")


class DateTooFar(Invalid):
    code = "publish_by_too_far"
    message = _("Give a day within the next %(years)s years.")


class DatesOutOfOrder(Invalid):
    code = "sponsorship_dates_out_of_order"
    message = _("It begins before the day by which it is published.")


class AmountMissing(Invalid):
    code = "sponsorship_amount_missing"
    message = _("Name a sum above zero.")


class LicenceMissing(Invalid):
    code = "advertising_licence_missing"
    message = _("This country asks whoever advertises for a licence: give its number.")


class ReasonMissing(Invalid):
    code = "sponsorship_reason_missing"
    message = _("Write why: the other side reads it.")


class AppealedAlready(Conflict):
    code = "sponsorship_appealed"
    message = _("An appeal is possible once, and this one was decided.")


class AppealTooLate(Conflict):
    code = "sponsorship_appeal_too_late"
    message = _("The time for an appeal was over on %(day)s.")


class DecidedByYou(PermissionRefused):
    code = "decided_by_you"
    message = _("You refused it: somebody else decides about the appeal.")


class AddressUnreadable(Invalid):
    code = "proof_address_invalid"
    message = _("Give the public address of what you published, beginning with https://.")


class NothingToPayIn(Conflict):
    code = "sponsorship_paid_in"
    message = _("The sum lies in the fund already.")
