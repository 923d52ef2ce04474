"""The search app."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    """One index over everything that can be found, and what readers keep of it."""

    name = "marketplace.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself, and put the first words in place."""
        import_module("marketplace.search.tasks")
        receivers = import_module("marketplace.search.receivers")
        post_migrate.connect(receivers.plant, sender=self, dispatch_uid="search.plant_groups")
