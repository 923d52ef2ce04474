"""The relationships app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    """Who a freelancer's clients are, and where they came from."""

    name = "marketplace.relationships"
    label = "relationships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
