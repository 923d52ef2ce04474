"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Members, profiles, roles."""

    name = "marketplace.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
