"""`manage.py receive_mail`: answers to the forum, from a mail server on this machine.

forum: "|/srv/wazzifni/.venv/bin/python /srv/wazzifni/manage.py receive_mail"   (aliases)
manage.py receive_mail --maildir /var/mail/forum/Maildir                         (every minute)
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community.forum.gateways import GATEWAYS, MailTooLarge, Source
from community.forum.services.inbound import receive_mail
from marketplace.core import clock
from marketplace.core.conf import rules


class Command(BaseCommand):
    """Takes mail from a pipe or a Maildir."""

    help = "Take answers by mail: one message from standard input, or all in a Maildir."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the folder."""
        parser.add_argument("--maildir", type=Path, help="a Maildir; its messages move to cur/")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Keep what waits; a mail server tries again when this fails."""
        place: Path | None = options["maildir"]
        if place is not None and not (place / "new").is_dir():
            raise CommandError(f"{place} is no Maildir: it has no folder “new”.")
        gateway = GATEWAYS["maildir" if place else "pipe"]
        source = Source(
            place=place,
            stream=None if place else sys.stdin.buffer,
            largest=rules().forum_mail_max_bytes,
        )
        kept = 0
        try:
            for mail in gateway.receive(source, now=clock.now()):
                receive_mail(raw=mail.raw, gateway=gateway.name, now=clock.now())
                mail.acknowledge()
                kept += 1
        except MailTooLarge:
            raise CommandError(
                "The message is larger than an answer may be.", returncode=69
            ) from None
        self.stdout.write(f"{kept} kept")
