"""The judging app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class JudgingConfig(AppConfig):
    """Rubric, judges, sealed score sheets, and the ranking that comes of them."""

    name = "contests.judging"
    label = "judging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
