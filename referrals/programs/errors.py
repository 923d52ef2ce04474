"""Refusals of programmes: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid


class ProgramStateRefuses(Conflict):
    code = "program_state"
    message = _("A programme that is “%(state)s” doesn’t allow this.")


class NameMissing(Invalid):
    code = "program_name_missing"
    message = _("Give it a name in one language at least.")


class DatesInverted(Invalid):
    code = "program_dates"
    message = _("The end has to come after the beginning.")


class NoRules(Conflict):
    code = "program_no_rules"
    message = _("Add a rule first: nothing is rewarded yet.")


class FundEmpty(Conflict):
    code = "program_fund_empty"
    message = _("Pay something into the fund first: a programme promises only what lies there.")


class NothingToReturn(Conflict):
    code = "program_nothing_to_return"
    message = _("Nothing is left over: all of the fund is promised or paid.")


class RuleInvalid(Invalid):
    code = "program_rule_invalid"
    message = _("A rule gives a sum, or a share of the fee for each order: one of the two.")


class TiersInvalid(Invalid):
    code = "program_tiers_invalid"
    message = _("Tiers rise: each begins with a later friend than the one before.")


class TooManyRules(Conflict):
    code = "program_rules_limit"
    message = _("A programme has at most %(most)s rules.")
