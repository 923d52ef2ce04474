"""The worth app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class WorthConfig(AppConfig):
    """What contributions are worth, in three lenses, against what the programme costs."""

    name = "community.worth"
    label = "worth"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
