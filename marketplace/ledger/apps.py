"""The ledger app."""

from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Registers the ledger's consumers and sweeps."""

    name = "marketplace.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the modules that register consumers and sweeps."""
        import_module("marketplace.ledger.tasks")
        import_module("marketplace.ledger.receivers")
