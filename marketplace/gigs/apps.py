"""The gigs app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GigsConfig(AppConfig):
    """Services on offer at a fixed price."""

    name = "marketplace.gigs"
    label = "gigs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the categories in place and listen to our own events."""
        from marketplace.gigs import receivers  # noqa: PLC0415  models are loaded by now

        post_migrate.connect(
            receivers.plant_categories, sender=self, dispatch_uid="gigs.plant_categories"
        )
