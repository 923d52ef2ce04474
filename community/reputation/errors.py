"""Refusals about the record: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid


class OwnContribution(Invalid):
    code = "contribution_own"
    message = _("Nobody can value what is their own.")


class KeyTaken(Conflict):
    code = "contribution_key_taken"
    message = _("This was recorded before, for somebody else or as something else.")


class MemberUnknown(Invalid):
    code = "contribution_member_unknown"
    message = _("There is no such member.")
