"""The guard app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class GuardConfig(AppConfig):
    """Signals of self-made referrals, holds, and the people who look at them."""

    name = "referrals.guard"
    label = "guard"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: tasks and receivers."""
        for module in ("tasks", "receivers"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
