"""Addresses of those who read: what is unread, drafts, bookmarks, watching."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
