"""The watch app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class WatchConfig(AppConfig):
    """Newcomers whose output bursts or fades: shown to people who can help."""

    name = "community.watch"
    label = "watch"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
