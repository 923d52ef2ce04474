"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers core's tasks."""

    name = "marketplace.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the modules that register tasks."""
        from marketplace.core import heartbeat, outbox, sweeps, tasks  # noqa: F401, PLC0415
