"""The Celery application: `celery -A config.celery worker|beat`."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
app = Celery("wazzifni")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()


@worker_ready.connect  # type: ignore[untyped-decorator]
def _first_heartbeat(**_: object) -> None:
    """Say at once, through the broker, that this worker consumes; beat goes on from there."""
    app.send_task("core.heartbeat", queue="default")
