"""Refusals of awards: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to somebody else.")


class AwardStateRefuses(Conflict):
    code = "award_state"
    message = _("A prize that is “%(state)s” doesn't allow this.")


class NoWinnersYet(Conflict):
    code = "no_winners_yet"
    message = _("There is no ranking and no draw to take the winners from yet.")


class NotInJudging(Conflict):
    code = "not_in_judging"
    message = _("Winners are proposed while a contest is in judging.")


class ResultsChanged(Conflict):
    code = "results_changed"
    message = _("The winners have changed since you saw them: look at the new list first.")


class ApprovedByYou(PermissionRefused):
    code = "approved_by_you"
    message = _("You have approved these results: a second person is needed.")


class WinnerApproves(PermissionRefused):
    code = "winner_approves"
    message = _("You are among the winners, so somebody else approves.")


class FormIncomplete(Invalid):
    code = "form_incomplete"
    message = _("Fill in everything that is asked for.")


class TrackingMissing(Invalid):
    code = "tracking_missing"
    message = _("Say how it was sent: who carries it, or by whom it was handed over.")


class NotGoods(Conflict):
    code = "not_goods"
    message = _("Only goods are sent: money, credit and badges come by themselves.")


class FundDoesNotHold(Conflict):
    code = "fund_does_not_hold"
    message = _("The fund holds %(held)s, and the prizes cost %(needed)s.")
