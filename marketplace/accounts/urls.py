"""Addresses of accounts; signing in and what belongs to it are allauth's."""

from django.urls import path

from marketplace.accounts import views

app_name = "accounts"
urlpatterns = [
    path("accounts/settings/", views.edit_profile, name="settings"),
    path("accounts/settings/picture/", views.set_picture, name="set_picture"),
    path("accounts/settings/picture/remove/", views.remove_picture, name="remove_picture"),
    path("accounts/settings/taking-work/", views.set_taking_work, name="set_taking_work"),
    path("accounts/settings/cover/", views.set_cover, name="set_cover"),
    path("accounts/settings/cover/remove/", views.remove_cover, name="remove_cover"),
    path("accounts/settings/details/", views.details, name="details"),
    path("accounts/settings/cv/", views.edit_cv, name="edit_cv"),
    path("accounts/settings/vacation/", views.vacation, name="vacation"),
    path("accounts/settings/vacation/end/", views.end_vacation, name="end_vacation"),
    path("accounts/settings/language/", views.preferences, name="preferences"),
    path("accounts/settings/tokens/", views.tokens, name="tokens"),
    path("accounts/settings/tokens/new/", views.new_token, name="new_token"),
    path(
        "accounts/settings/tokens/<str:public_id>/revoke/", views.revoke_token, name="revoke_token"
    ),
    path("preferences/language/", views.set_language, name="set_language"),
    path("u/<str:username>/", views.profile, name="profile"),
]
