"""The entries app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class EntriesConfig(AppConfig):
    """What writers hand in, frozen at closing, and the checks that people decide on."""

    name = "contests.entries"
    label = "entries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
