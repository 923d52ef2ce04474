"""Gigs in the admin: to look at; categories to name. Decisions are made at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from typing_extensions import override

from marketplace.gigs.models import Category, Gig


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Names in four languages, and the order. The slug of a category that is used stays.

    The eight at the top are given; what is added hangs under one of them.
    """

    list_display = ("slug", "parent", "name_ar", "name_en", "position", "live_count")
    list_select_related = ("parent",)
    ordering = ("position", "id")

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> Any:
        return ("live_count", "slug", "parent") if obj else ("live_count",)

    @override
    def formfield_for_foreignkey(self, db_field: Any, request: Any, **options: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if db_field.name == "parent" and field is not None:
            field.required = True
            field.queryset = Category.objects.filter(parent=None).order_by("position", "id")
        return field


@admin.register(Gig)
class GigAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows gigs, changes none."""

    list_display = ("title", "seller", "category", "state", "price_from", "currency", "changed_at")
    list_filter = ("state", "language", "root")
    list_select_related = ("seller", "category")
    search_fields = ("title", "seller__username")
    ordering = ("-changed_at", "-id")

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Gig | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Gig | None = None) -> bool:
        return False
