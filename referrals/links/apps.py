"""The links app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """Tracked links, their visits, and to which of them sign-ups, briefs and orders are owed."""

    name = "referrals.links"
    label = "links"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
