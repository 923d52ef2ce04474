"""Django's admin with our name on it, behind the second factor that every desk asks for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from typing_extensions import override


class Office(AdminSite):
    """The operator's back room."""

    site_header = _("Wazzifni, back room")
    site_title = _("Wazzifni")
    index_title = _("What is to be looked after")

    @override
    def has_permission(self, request: HttpRequest) -> bool:
        from marketplace.accounts.policies import may_open_desk  # noqa: PLC0415  models load later
        from marketplace.accounts.queries import viewer  # noqa: PLC0415

        member = viewer(request)
        return super().has_permission(request) and member is not None and may_open_desk(member)

    @override
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send staff without a second factor to where they set one up."""
        if super().has_permission(request) and not self.has_permission(request):
            messages.warning(request, gettext("Set up a second factor first; then come back."))
            return redirect("mfa_index")
        return never_cache(super().login)(request, extra_context)


class OfficeConfig(AdminConfig):
    """Puts the back room in the place of Django's default."""

    default_site = "config.admin_site.Office"
