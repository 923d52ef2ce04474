"""`manage.py switch NAME on|off`: the levers that stop what reaches outside."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from marketplace.core import clock
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.models import Switch
from marketplace.core.outbox import PAUSE_SWITCH
from marketplace.ledger.services import PAYOUTS_SWITCH


class Command(BaseCommand):
    """Turns one lever and writes who pulled it and why to the audit log."""

    help = "Pause or resume the outbox or the payouts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=[PAUSE_SWITCH, PAYOUTS_SWITCH])
        parser.add_argument("state", choices=["on", "off"])
        parser.add_argument("--reason", default="")

    def handle(self, *_args: Any, **options: Any) -> None:
        name, is_on, moment = options["name"], options["state"] == "on", clock.now()
        before = Switch.is_on(name)
        given = {"on": is_on, "reason": options["reason"], "changed_at": moment}
        Switch.objects.update_or_create(name=name, defaults=given)
        record_audit(
            actor=SYSTEM,
            action="switch",
            subject=f"switch:{name}",
            before={"on": before},
            after={"on": is_on, "reason": options["reason"]},
            now=moment,
        )
        self.stdout.write(f"{name} is {options['state']}.")
