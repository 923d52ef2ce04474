"""Addresses of core."""

from django.urls import path

from marketplace.core import views

app_name = "core"
urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("preferences/theme/", views.set_theme, name="set_theme"),
]
