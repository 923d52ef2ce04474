"""The composition root as an app: last in line, when all the others are loaded."""

from django.apps import AppConfig


class RootConfig(AppConfig):
    """Wires packages together and tells beat what to wake."""

    name = "config"
    label = "config"

    def ready(self) -> None:
        """Connect the parts; fill beat's schedule from the sweeps that they registered."""
        from config import wiring  # noqa: PLC0415
        from config.celery import app  # noqa: PLC0415
        from marketplace.core.conf import rules  # noqa: PLC0415
        from marketplace.core.sweeps import SWEEPS  # noqa: PLC0415

        rules()  # A rule that doesn't exist stops the start, not each page.
        wiring.connect()
        schedule = {
            item.name: {
                "task": "core.run_sweep",
                "schedule": item.every,
                "kwargs": {"name": item.name},
                "options": {"queue": item.queue, "expires": max(item.every * 3, 30)},
            }
            for item in SWEEPS.values()
        }
        schedule["heartbeat"] = {
            "task": "core.heartbeat",
            "schedule": 20,
            "kwargs": {},
            "options": {"queue": "default", "expires": 60},
        }
        app.conf.beat_schedule = schedule
