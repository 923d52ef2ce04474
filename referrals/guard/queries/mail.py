"""What two mail addresses have to do with each other."""

from __future__ import annotations

import re
from typing import Final

_DOTLESS: Final = frozenset({"gmail.com", "googlemail.com"})
# Where anybody gets an address: sharing one of these domains says nothing.
_PUBLIC: Final = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
        *("yahoo.com", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com"),
        *("gmx.net", "gmx.de", "web.de", "proton.me", "protonmail.com", "mail.com", "zoho.com"),
        *("yandex.com", "yandex.ru", "mail.ru", "maktoob.com", "walla.co.il", "walla.com"),
        *("hotmail.fr", "hotmail.co.uk", "yahoo.fr", "yahoo.co.uk", "tutanota.com", "example.com"),
    }
)
# Well-known mailboxes that are opened for ten minutes; operators add theirs in settings.
DISPOSABLE: Final = frozenset(
    {
        *("mailinator.com", "guerrillamail.com", "guerrillamail.info", "sharklasers.com"),
        *("grr.la", "10minutemail.com", "10minutemail.net", "temp-mail.org", "tempmail.com"),
        *("tempmail.net", "throwawaymail.com", "yopmail.com", "yopmail.fr", "getnada.com"),
        *("nada.email", "dispostable.com", "maildrop.cc", "mailnesia.com", "trashmail.com"),
        *("trashmail.de", "fakeinbox.com", "mintemail.com", "mohmal.com", "moakt.com"),
        *("emailondeck.com", "spamgourmet.com", "mytemp.email", "tempr.email", "discard.email"),
        *("mailcatch.com", "inboxkitten.com", "burnermail.io", "33mail.com", "minuteinbox.com"),
    }
)
_DIGITS: Final = re.compile(r"[\d._-]+")
_SHORTEST_STEM: Final = 4


def _parts(email: str) -> tuple[str, str]:
    name, _at, host = email.strip().lower().rpartition("@")
    return name.partition("+")[0], host


def plain_address(email: str) -> str:
    """Return the mailbox behind an address: no plus and its word, no dots that mean nothing."""
    name, host = _parts(email)
    if host in _DOTLESS:
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}@{host}" if name and host else ""


def private_domain(email: str) -> str:
    """Return the domain of an address, "" where anybody gets one there."""
    host = _parts(email)[1]
    return "" if host in _PUBLIC or host in DISPOSABLE else host


def is_disposable(email: str) -> bool:
    """Whether the mailbox is one of those that are thrown away after use."""
    return _parts(email)[1] in DISPOSABLE


def stem_of(email: str) -> str:
    """Return an address without the digits, dots and dashes in its name; "" for too short ones.

    farm01@, farm02@ and farm-3@ of one domain have one stem.
    """
    name, host = _parts(email)
    letters = _DIGITS.sub("", name)
    if len(letters) < _SHORTEST_STEM or letters == name:
        return ""
    return f"{letters}@{host}"
