"""Refusals of trust."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, NotFound, PermissionRefused, TooManyRequests


class UnknownKind(NotFound):
    """Nothing of this kind can be reported."""

    code = "unknown_kind"
    message = _("This can't be reported here.")


class OwnThing(PermissionRefused):
    code = "own_thing"
    message = _("This is yours: change it, or take it down, instead of reporting it.")


class AlreadyFlagged(Conflict):
    code = "already_flagged"
    message = _("You have reported this already. You will hear what becomes of it.")


class TooManyFlags(TooManyRequests):
    code = "too_many_flags"
    message = _("You have sent %(count)s reports in a day. Please go on tomorrow.")


class NotAModerator(PermissionRefused):
    code = "not_a_moderator"
    message = _("Only a moderator may do this.")


class OwnCase(PermissionRefused):
    code = "own_case"
    message = _("This is about yourself: another moderator decides.")


class NotPossibleNow(Conflict):
    """The row isn't in a state in which this can happen."""

    code = "not_possible_now"
    message = _("This has moved on. Reload the page to see where it is.")


class CaseAlreadyDecided(Conflict):
    code = "case_already_decided"
    message = _("Somebody has decided this case already.")


class NewerCaseOpen(Conflict):
    code = "newer_case_open"
    message = _("There is a newer case about the same thing. Decide there.")


class UnknownRule(Invalid):
    code = "unknown_rule"
    message = _("Choose the rule that the decision rests on.")


class ReasonMissing(Invalid):
    code = "reason_missing"
    message = _("Write the reason: the member reads it.")


class CantHide(Conflict):
    code = "cant_hide"
    message = _("This can't be taken out of view: it isn't in view, or it has no such switch.")


class UnknownDuration(Invalid):
    code = "unknown_duration"
    message = _("Choose how long the suspension lasts.")


class AppealTooLate(Conflict):
    code = "appeal_too_late"
    message = _("The days in which this could be appealed are over.")


class AlreadyAppealed(Conflict):
    code = "already_appealed"
    message = _("You have appealed this decision already.")


class NothingToAppeal(Conflict):
    code = "nothing_to_appeal"
    message = _("This decision no longer holds, so there is nothing to appeal.")


class SecondPersonNeeded(PermissionRefused):
    code = "second_person_needed"
    message = _("You made this decision. Somebody else decides the appeal.")


class TooManyExports(TooManyRequests):
    code = "too_many_exports"
    message = _("Your data was packed %(count)s times today. Please try again tomorrow.")


class ExportNotReady(Conflict):
    code = "export_not_ready"
    message = _("This package isn't there: it is being packed, or its days are over.")


class StillBound(Conflict):
    """Something stands against closing the account; the page lists it."""

    code = "still_bound"
    message = _("Your account can't be closed yet: %(reasons)s")


class WrongName(Invalid):
    code = "wrong_name"
    message = _("Type your username exactly, so that nobody closes an account by a slip.")


class NotLeaving(Conflict):
    code = "not_leaving"
    message = _("Your account isn't being closed.")


class NotConfirmed(PermissionRefused):
    code = "not_confirmed"
    message = _("Confirm with your password first.")


class MayNotVisit(PermissionRefused):
    code = "may_not_visit"
    message = _("Support can only look at ordinary members' accounts, and never at their own.")


class VisitOver(PermissionRefused):
    code = "visit_over"
    message = _("Your visit is over.")


class LookOnly(PermissionRefused):
    code = "look_only"
    message = _("You are looking at the site as somebody else: nothing can be changed.")
