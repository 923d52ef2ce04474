"""The relay: takes due deliveries from the outbox and wakes workers. Safe to run twice."""

from __future__ import annotations

import signal
import time
from argparse import ArgumentParser
from datetime import timedelta
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from kombu.exceptions import OperationalError as BrokerError

from marketplace.core import clock
from marketplace.core.heartbeat import RELAY, mark
from marketplace.core.outbox import relay_once

log = structlog.get_logger(__name__)
MARK_EVERY = timedelta(seconds=20)


class Command(BaseCommand):
    """Run until told to stop."""

    help = "Wake workers for the events that wait in the outbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pause", type=float, default=0.3, help="seconds between empty looks")
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.running = True
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        marked_at = clock.now() - MARK_EVERY * 2
        while self.running:
            moment = clock.now()
            try:
                if moment - marked_at > MARK_EVERY:
                    mark(name=RELAY, now=moment)
                    marked_at = moment
                woken = relay_once(now=moment)
            except (OperationalError, BrokerError, OSError) as error:
                log.warning("relay_waits", error=repr(error))
                close_old_connections()
                woken = 0
            if options["once"]:
                return
            if not woken:
                time.sleep(options["pause"])

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.running = False
