"""The gurus app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class GurusConfig(AppConfig):
    """The guru club: its charter, who is called into it, what members do and what they get."""

    name = "community.gurus"
    label = "gurus"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
