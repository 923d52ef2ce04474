"""Refusals about sightings: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class StageRefuses(Conflict):
    code = "watch_stage"
    message = _("From “%(stage)s” this isn’t possible.")


class NotForThisPerson(PermissionRefused):
    code = "watch_not_yours"
    message = _("The clock does this, or a community manager.")


class OwnSighting(PermissionRefused):
    code = "watch_own"
    message = _("This is about you, so another community manager does it.")


class SightingClosed(Conflict):
    code = "watch_closed"
    message = _("This is laid aside. A new burst opens it anew.")


class WordsMissing(Invalid):
    code = "watch_words_missing"
    message = _("Write the words that the member reads.")


class ReasonMissing(Invalid):
    code = "watch_reason_missing"
    message = _("Write why, so that others understand it later.")


class PauseEndsTooSoon(Invalid):
    code = "watch_pause_too_soon"
    message = _("Choose a day after today.")


class PauseTooLong(Invalid):
    code = "watch_pause_too_long"
    message = _("Choose a day within %(days)s days.")


class NoPause(Conflict):
    code = "watch_no_pause"
    message = _("You aren’t on a break.")
