"""All rules over one text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from marketplace.core.contact_details.addresses import find_addresses
from marketplace.core.contact_details.folding import read
from marketplace.core.contact_details.kinds import ContactKind
from marketplace.core.contact_details.numbers import find_phones

_BETWEEN: Final = re.compile(r"[^\w@+]")


@dataclass(frozen=True)
class ContactDetail:
    """Something in a text by which its writer could be reached outside the platform."""

    kind: ContactKind
    text: str

    @property
    def same_as(self) -> str:
        """What two mentions of one thing have in common, however they are spaced and written."""
        return f"{self.kind}:{_BETWEEN.sub('', self.text).casefold()}"


def find_contact_details(text: str) -> list[ContactDetail]:
    """Return phone numbers, e-mail addresses, messengers and sites, in the order of the text.

    Digits of all three sets count, also said in words; invisible marks are overlooked, letters
    that only look Latin are read as such. Sums, dates, order numbers, links to the platform and to
    places where work lies are not contact details, and a word such as "outside" isn't one either.
    Each thing is named once. The writer is told and decides; nothing is refused for it.
    """
    reading = read(text)
    spans = find_addresses(reading)
    spans += [(start, end, ContactKind.PHONE) for start, end in find_phones(reading)]
    found = [
        ContactDetail(kind, reading.written(start, end).rstrip(".,;:!?،؛؟"))
        for start, end, kind in sorted(spans)
    ]
    return list({detail.same_as: detail for detail in reversed(found)}.values())[::-1]
