"""The shifts app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class ShiftsConfig(AppConfig):
    """Paid support shifts, kept apart from what is done for nothing."""

    name = "community.shifts"
    label = "shifts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
