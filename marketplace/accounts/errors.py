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


class UnknownTimeZone(Invalid):
    code = "unknown_time_zone"
    message = _("There is no time zone of this name. Choose one from the list.")
