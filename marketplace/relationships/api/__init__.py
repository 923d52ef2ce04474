"""Relationships in the API."""

from django.urls import URLPattern

from marketplace.relationships.api import book, people, retainers

urlpatterns: list[URLPattern] = [
    *book.urlpatterns,
    *retainers.urlpatterns,
    *people.urlpatterns,
]
