"""Refusals about trophies: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid


class RuleInvalid(Invalid):
    """`where` is the path to the part of the rule that is wrong, such as all[1].at_least."""

    code = "trophy_rule"
    message = _("The rule can't be read at “%(where)s”: %(why)s")


class WordsIncomplete(Invalid):
    code = "trophy_words"
    message = _("Write name and line in all four languages; missing: %(missing)s.")


class SlugTaken(Conflict):
    code = "trophy_slug_taken"
    message = _("Another trophy has this address already.")


class TrophyStateRefuses(Conflict):
    code = "trophy_state"
    message = _("A trophy that is “%(state)s” doesn’t allow this.")


class NotSimulated(Conflict):
    code = "trophy_not_simulated"
    message = _("Simulate this rule first: see who would get it, then switch it on.")


class SimulationTooLong(Conflict):
    code = "trophy_simulation_too_long"
    message = _("Counting took longer than %(seconds)s seconds. Narrow the rule, or try at night.")
