"""The laurels app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class LaurelsConfig(AppConfig):
    """The yearly election of the guru of the year: candidates, ballots, the count, the winners."""

    name = "community.laurels"
    label = "laurels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
