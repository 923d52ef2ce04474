"""The billing app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BillingConfig(AppConfig):
    """Statements, invoices, taxes and rates for people."""

    name = "marketplace.billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the first tax rules in place, listen to events and fill registries."""
        from marketplace.billing import receivers, tasks  # noqa: F401, PLC0415  models are loaded

        post_migrate.connect(
            receivers.plant_tax_rules, sender=self, dispatch_uid="billing.plant_tax_rules"
        )
