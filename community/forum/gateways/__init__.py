"""Doors for answers by mail: a folder of twins and one registry."""

from __future__ import annotations

from typing import Final

from community.forum.gateways.interface import (
    MailGateway,
    MailTooLarge,
    RawMail,
    SignatureRefused,
    Source,
)
from community.forum.gateways.maildir.gateway import Maildir
from community.forum.gateways.mailgun.gateway import Mailgun
from community.forum.gateways.pipe.gateway import Pipe
from community.forum.gateways.signed.gateway import Signed

GATEWAYS: Final[dict[str, MailGateway]] = {
    one.name: one for one in (Signed(), Mailgun(), Pipe(), Maildir())
}

__all__ = ["GATEWAYS", "MailGateway", "MailTooLarge", "RawMail", "SignatureRefused", "Source"]
