"""Refusals of accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class RoleAlreadyGranted(Conflict):
    code = "role_already_granted"
    message = _("This member has this role already.")


class RoleNotGranted(Conflict):
    code = "role_not_granted"
    message = _("This member doesn't have this role.")


class NotAnAdministrator(PermissionRefused):
    code = "not_an_administrator"
    message = _("Only an administrator may do this.")


class MayNotSuspend(PermissionRefused):
    code = "may_not_suspend"
    message = _("Only moderators and administrators may do this, and nobody to themselves.")


class MemberAlreadySuspended(Conflict):
    code = "member_already_suspended"
    message = _("This account is closed already.")


class MemberNotSuspended(Conflict):
    code = "member_not_suspended"
    message = _("This account is open.")


class AccountLimited(PermissionRefused):
    """The account is suspended or leaving: only the doors that stay open to it do."""

    code = "account_limited"
    message = _(
        "Your account is closed for now. You can still see your money, the decision, your appeal "
        "and your data."
    )


class MayNotLeave(Conflict):
    code = "may_not_leave"
    message = _("This account can't be closed now.")


class MemberNotLeaving(Conflict):
    code = "member_not_leaving"
    message = _("This account isn't being closed.")


class ReasonMissing(Invalid):
    code = "reason_missing"
    message = _("Write the reason: the member will read it.")


class UnknownScope(Invalid):
    code = "unknown_scope"
    message = _("There is no scope called %(scope)s.")


class NoScope(Invalid):
    code = "no_scope"
    message = _("Choose at least one thing that the token may do.")


class ScopeNotHeld(PermissionRefused):
    code = "scope_not_held"
    message = _("A token can't hand on more than it may do itself: %(scope)s.")


class TokenEndsWrong(Invalid):
    code = "token_ends_wrong"
    message = _("A token ends after now and within ten years; leave this out for one that stays.")


class TokenAlreadyRevoked(Conflict):
    code = "token_already_revoked"
    message = _("This token is revoked already.")


class TooManyTokens(Conflict):
    code = "too_many_tokens"
    message = _("You have %(count)s tokens in force. Revoke one before you make another.")


class TooManySkills(Invalid):
    code = "too_many_skills"
    message = _("Name at most %(count)s skills.")


class UnknownCountry(Invalid):
    code = "unknown_country"
    message = _("There is no country with this code. Choose one from the list.")


class UnknownTimeZone(Invalid):
    code = "unknown_time_zone"
    message = _("There is no time zone of this name. Choose one from the list.")


class SecondFactorMissing(PermissionRefused):
    code = "second_factor_missing"
    message = _("Staff need a second factor. Set one up in your settings, then try again.")


class VacationWrong(Invalid):
    code = "vacation_wrong"
    message = _("A vacation ends after today and lasts at most %(days)s days.")


class NoVacation(Conflict):
    code = "no_vacation"
    message = _("You are not on vacation, and none is planned.")


class AddressNotShown(Invalid):
    code = "address_not_shown"
    message = _("This is no address of a public website: %(address)s")


class TooManyEntries(Invalid):
    code = "too_many_entries"
    message = _("A CV has at most %(count)s lines of this kind.")


class YearsWrong(Invalid):
    code = "years_wrong"
    message = _("“%(title)s” ends before it begins, or lies in the future.")


class SpokenUnknown(Invalid):
    code = "spoken_unknown"
    message = _("This is no language that we know: %(code)s")
