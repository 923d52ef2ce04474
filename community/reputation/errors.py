"""Refusals about the record: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class OwnContribution(Invalid):
    code = "contribution_own"
    message = _("Nobody can value what is their own.")


class KeyTaken(Conflict):
    code = "contribution_key_taken"
    message = _("This was recorded before, for somebody else or as something else.")


class MemberUnknown(Invalid):
    code = "contribution_member_unknown"
    message = _("There is no such member.")


class ReportStateRefuses(Conflict):
    code = "elsewhere_state"
    message = _("A report that is “%(state)s” doesn’t allow this.")


class NotYourReportMove(PermissionRefused):
    code = "elsewhere_not_your_move"
    message = _("This step belongs to somebody else.")


class OwnReport(PermissionRefused):
    code = "elsewhere_own"
    message = _("This report is your own, so another community manager decides.")


class AddressUnusable(Invalid):
    code = "elsewhere_address"
    message = _("Give the whole address of the page, as it stands in the browser: https://…")


class AddressOfOurs(Invalid):
    code = "elsewhere_ours"
    message = _("What is done on this site is recorded by itself; report what stands elsewhere.")


class ReportedBefore(Conflict):
    code = "elsewhere_reported_before"
    message = _("You have reported this address before.")


class TooManyReports(Conflict):
    code = "elsewhere_too_many"
    message = _("%(count)s reports of yours wait. Report more when some of them are decided.")


class DayAhead(Invalid):
    code = "elsewhere_day_ahead"
    message = _("Give the day on which it happened; it can’t lie ahead.")


class DayLongAgo(Invalid):
    code = "elsewhere_day_long_ago"
    message = _("The day can’t lie before the year 2000. Is the year right?")


class TitleMissing(Invalid):
    code = "elsewhere_title_missing"
    message = _("Say in a few words what it is.")


class NotElsewhere(Invalid):
    code = "elsewhere_kind"
    message = _("Choose what it is: an answer, a talk or a post.")


class KeeperReasonMissing(Invalid):
    code = "reputation_reason_missing"
    message = _("Write the reason: the member reads it.")


class RuleUnchanged(Conflict):
    code = "point_rule_unchanged"
    message = _("This is what it is worth already.")


class RuleOutOfRange(Invalid):
    code = "point_rule_range"
    message = _("Give points from 0 to %(most)s, with at most three decimals.")


class RuleChangedMeanwhile(Conflict):
    code = "point_rule_changed"
    message = _("Somebody changed this rule meanwhile. Look at it again.")


class RuleNoteMissing(Invalid):
    code = "point_rule_note"
    message = _("Say why: it stands beside the rule for everybody to read.")
