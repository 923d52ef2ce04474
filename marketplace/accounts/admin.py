"""Members and roles in Django's admin; roles and closures go through the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from marketplace.accounts import services
from marketplace.accounts.choices import Role
from marketplace.accounts.models import ApiToken, Member, RoleGrant
from marketplace.accounts.policies import is_administrator
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import DomainError

if TYPE_CHECKING:
    MemberAdminBase = admin.ModelAdmin[Member]
    RoleGrantAdminBase = admin.ModelAdmin[RoleGrant]
    ApiTokenAdminBase = admin.ModelAdmin[ApiToken]
else:
    MemberAdminBase = RoleGrantAdminBase = ApiTokenAdminBase = admin.ModelAdmin


@admin.register(RoleGrant)
class RoleGrantAdmin(RoleGrantAdminBase):
    """Who has which role. Giving and taking is written to the audit log."""

    fields = ("member", "role")
    list_display = ("member", "role", "granted_at", "granted_by")
    list_filter = ("role",)
    search_fields = ("member__username", "member__display_name")
    autocomplete_fields = ("member",)
    list_select_related = ("member",)
    ordering = ("-id",)
    actions = None

    @override
    def has_change_permission(self, request: HttpRequest, obj: RoleGrant | None = None) -> bool:
        return False

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_administrator(signed_in(request))

    @override
    def has_delete_permission(self, request: HttpRequest, obj: RoleGrant | None = None) -> bool:
        return is_administrator(signed_in(request))

    @override
    def save_model(self, request: HttpRequest, obj: RoleGrant, form: Any, change: bool) -> None:
        grant = services.grant_role(
            member=obj.member, role=Role(obj.role), actor=signed_in(request), now=clock.now()
        )
        obj.pk = grant.pk

    @override
    def delete_model(self, request: HttpRequest, obj: RoleGrant) -> None:
        services.revoke_role(
            member=obj.member, role=Role(obj.role), actor=signed_in(request), now=clock.now()
        )


class ReasonForm(forms.Form):
    """Why an account is closed or opened."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


@admin.register(Member)
class MemberAdmin(MemberAdminBase):
    """Members: to find and to look at; closed and opened with a reason."""

    list_display = ("username", "display_name", "email", "country", "is_active", "date_joined")
    list_filter = ("is_active", "is_staff", "language", "role_grants__role")
    search_fields = ("username", "display_name", "email", "public_id")
    ordering = ("-id",)
    actions = ("close_accounts", "open_accounts")
    fields = (
        ("username", "public_id"),
        "display_name",
        "email",
        ("language", "digits"),
        ("country", "timezone"),
        ("is_active", "is_staff"),
        ("date_joined", "last_login"),
    )

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Member | None = None) -> list[str]:
        editable = {"display_name", "language", "digits", "country", "timezone"}
        if is_administrator(signed_in(request)):
            editable.add("is_staff")
        names = [name for row in self.fields for name in ([row] if isinstance(row, str) else row)]
        return [name for name in names if name not in editable]

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return False

    @admin.action(description=_("Close these accounts"), permissions=("change",))
    def close_accounts(
        self, request: HttpRequest, queryset: QuerySet[Member]
    ) -> HttpResponse | None:
        """Ask for the reason, then close each account."""
        return self._with_reason(request, queryset, "close_accounts", services.suspend_member)

    @admin.action(description=_("Open these accounts again"), permissions=("change",))
    def open_accounts(
        self, request: HttpRequest, queryset: QuerySet[Member]
    ) -> HttpResponse | None:
        """Ask for the reason, then open each account."""
        return self._with_reason(request, queryset, "open_accounts", services.reinstate_member)

    def _with_reason(
        self, request: HttpRequest, queryset: QuerySet[Member], action: str, verb: Any
    ) -> HttpResponse | None:
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if not form.is_valid():
            context = {
                **self.admin_site.each_context(request),
                "title": gettext("Write the reason"),
                "members": queryset,
                "form": form,
                "action": action,
                "opts": self.model._meta,  # noqa: SLF001
            }
            return render(request, "admin/members_reason.html", context)
        for member in queryset:
            try:
                verb(
                    member=member,
                    reason=form.cleaned_data["reason"],
                    actor=signed_in(request),
                    now=clock.now(),
                )
            except DomainError as refusal:
                self.message_user(request, f"{member.username}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, gettext("Done: %s") % member.username, messages.SUCCESS)
        return None


@admin.register(ApiToken)
class ApiTokenAdmin(ApiTokenAdminBase):
    """Tokens: to look at. Keys are nowhere."""

    list_display = ("prefix", "member", "name", "created_at", "last_used_at", "revoked_at")
    search_fields = ("member__username", "prefix", "public_id")
    list_select_related = ("member",)
    ordering = ("-id",)

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        return False
