"""Refusals of contests: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to somebody else.")


class StateRefuses(Conflict):
    code = "contest_state"
    message = _("A contest that is “%(state)s” doesn't allow this.")


class DraftOnly(Conflict):
    code = "contest_announced"
    message = _("This contest is announced: what entrants were promised can't change any more.")


class NotReady(Conflict):
    code = "contest_not_ready"
    message = _("Not ready to be announced: %(reasons)s")


class FundTooSmall(Conflict):
    code = "fund_too_small"
    message = _("The prizes need %(needed)s in the fund, and %(held)s lies there.")


class FundedAlready(Conflict):
    code = "fund_paid_in"
    message = _("The fund is paid in. Take it back first to change the prizes.")


class NothingToFund(Conflict):
    code = "nothing_to_fund"
    message = _("No prize of this contest is paid in money, so there is nothing to pay in.")


class DatesOutOfOrder(Invalid):
    code = "dates_out_of_order"
    message = _("The dates follow each other: announced, open, closed, judged, results.")


class OpensInThePast(Invalid):
    code = "opens_in_the_past"
    message = _("A contest opens in the future.")


class AnnouncedInThePast(Invalid):
    code = "announced_in_the_past"
    message = _("A planned announcement lies in the future. Leave it empty to announce by hand.")


class DateTooFar(Invalid):
    code = "date_too_far"
    message = _("A date lies at most %(years)s years ahead.")


class OpenTooLong(Invalid):
    code = "open_too_long"
    message = _("Here a contest is open for at most %(days)s days.")


class RanksOverlap(Invalid):
    code = "ranks_overlap"
    message = _("Ranks %(first)s to %(last)s have a prize of this kind already.")


class PrizeIncomplete(Invalid):
    code = "prize_incomplete"
    message = _("Money and credit have an amount, badges and goods a text that names them.")


class AddressTaken(Invalid):
    code = "address_taken"
    message = _("Another contest has this address: choose another one.")


class NotEligible(PermissionRefused):
    code = "not_eligible"
    message = _("You can't enter this contest: %(reasons)s")


class ReasonMissing(Invalid):
    code = "contest_reason_missing"
    message = _("Write why: everybody who entered reads it.")


class LateForChanges(Conflict):
    code = "late_for_changes"
    message = _("The contest is open: only its closing can be moved, and only to later.")
