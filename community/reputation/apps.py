"""The reputation app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReputationConfig(AppConfig):
    """The record of contributions, and what is counted from it: points, standing, boards."""

    name = "community.reputation"
    label = "reputation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself, and put the first prices in place."""
        if find_spec(f"{self.name}.tasks"):
            import_module(f"{self.name}.tasks")
        receivers = import_module(f"{self.name}.receivers")
        post_migrate.connect(receivers.plant, sender=self, dispatch_uid="reputation.plant")
