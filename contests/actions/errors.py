"""Refusals of actions: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to somebody else.")


class StateRefuses(Conflict):
    code = "claim_state"
    message = _("A proof that is “%(state)s” doesn't allow this.")


class ContestNotOpen(Conflict):
    code = "contest_not_open"
    message = _("The contest isn't open: nothing can be done for tickets now.")


class ListClosed(Conflict):
    code = "tickets_frozen"
    message = _("The list of tickets is closed: nothing about it changes any more.")


class TermsNotAccepted(Invalid):
    code = "terms_not_accepted"
    message = _("Accept the terms to take part.")


class NotJoined(PermissionRefused):
    code = "not_joined"
    message = _("Take part in the contest first.")


class Excluded(PermissionRefused):
    code = "entrant_excluded"
    message = _("You are excluded from this contest: %(reason)s")


class LimitReached(Conflict):
    code = "action_limit_reached"
    message = _("You have done this as often as it counts.")


class DoneToday(Conflict):
    code = "action_done_today"
    message = _("You have done this today. It counts again tomorrow.")


class NotDoneYet(Conflict):
    code = "action_not_done_yet"
    message = _("We don't see it yet: %(what)s")


class ProofMissing(Invalid):
    code = "proof_missing"
    message = _("Show a proof, as it is asked for here.")


class ProofFailed(Invalid):
    code = "proof_failed"
    message = _("The page doesn't show what was asked: %(what)s")


class ShownBefore(Invalid):
    code = "proof_shown_before"
    message = _("The same proof was shown before.")


class PlaceTaken(Conflict):
    code = "claim_place_taken"
    message = _("Another proof counts in its place already.")


class AppealTooLate(Conflict):
    code = "appeal_too_late"
    message = _("An appeal was possible until %(moment)s.")


class AlreadyAnswered(Conflict):
    code = "hold_answered"
    message = _("You have answered already. A person reads it.")


class ReasonMissing(Invalid):
    code = "claim_reason_missing"
    message = _("Write why: the entrant reads it.")


class KindNeeds(Invalid):
    code = "action_incomplete"
    message = _("This action needs: %(what)s")


class VerifierUnfit(Invalid):
    code = "verifier_unfit"
    message = _("This action can't be proven in this way.")


class TooManyActions(Conflict):
    code = "too_many_actions"
    message = _("A contest has at most %(count)s actions.")


class FollowOnly(Conflict):
    code = "follow_only"
    message = _("A writing contest has no actions.")
