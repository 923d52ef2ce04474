"""Mail servers that behave as mail servers do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from typing_extensions import override

from marketplace.notifications.models import OutgoingMail
from marketplace.notifications.services.mail import LEASE, claim_mail


class Unreachable(BaseEmailBackend):
    """Answers to nobody."""

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise SMTPServerDisconnected("nobody there")


class NoSuchMailbox(BaseEmailBackend):
    """Refuses one address for good and takes the others."""

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        (letter,) = email_messages
        if letter.to == ["good@example.com"]:
            return 1
        raise SMTPRecipientsRefused({letter.to[0]: (550, b"no such mailbox")})


class FullMailbox(BaseEmailBackend):
    """Refuses for now."""

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        (letter,) = email_messages
        raise SMTPRecipientsRefused({letter.to[0]: (452, b"mailbox full")})


class SlowerThanItsLease(BaseEmailBackend):
    """Takes so long that another sender takes over and finishes first."""

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        mail = OutgoingMail.objects.get()
        moment = mail.created_at + LEASE
        taken = claim_mail(now=moment)
        assert taken is not None
        OutgoingMail.objects.filter(pk=taken.pk).update(state="sent", sent_at=moment)
        assert claim_mail(now=moment + timedelta(days=1)) is None
        return 1
