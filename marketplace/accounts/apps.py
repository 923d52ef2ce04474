"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Members, profiles, roles."""

    name = "marketplace.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to allauth; load what registers itself."""
        from marketplace.accounts import (  # noqa: PLC0415  models are loaded by now
            receivers,  # noqa: F401
            tasks,  # noqa: F401
        )
