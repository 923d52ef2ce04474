"""Who may take part, and what to tell a writer before a message goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from marketplace.accounts.models import Member
from marketplace.core.text import to_ascii_digits
from marketplace.messaging.choices import ContactKind
from marketplace.messaging.models import Attachment, Conversation, Participant


def can_open_conversation(member: Member, conversation: Conversation) -> bool:
    """Only those who take part in it."""
    return Participant.objects.filter(conversation=conversation, member=member).exists()


def can_open_attachment(member: Member, attachment: Attachment) -> bool:
    """Those who take part, once it is sent; before that only who chose it."""
    if attachment.message_id is None:
        return attachment.uploader_id == member.pk
    return Participant.objects.filter(
        conversation_id=attachment.conversation_id, member=member
    ).exists()


@dataclass(frozen=True)
class ContactDetail:
    """Something in a text by which its writer could be reached outside the platform."""

    kind: ContactKind
    text: str


# Zero-width and directional marks, and the tatweel: people put them between letters unseen.
_INVISIBLE: Final = re.compile("[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EMAIL: Final = re.compile(
    r"[A-Z0-9._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[A-Z0-9-]{1,63}(?:\.[A-Z0-9-]{1,63}){0,4}\.[A-Z]{2,24}\b",
    re.IGNORECASE,
)
_MESSENGER: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|t\.me|telegram\.me"
    r"|m\.me|signal\.me|discord\.gg|join\.skype\.com|line\.me|viber\.click)/\S+",
    re.IGNORECASE,
)
# A plus, two zeros, or a digit; then digits with the separators people use.
_NUMBER: Final = re.compile(
    r"(?<![\w.,/:-])(?:\+|00)?\(?\d(?:[ \-().\u2013]{0,2}\d){6,16}(?![\w%])"
)
_DATE: Final = re.compile(r"(?:\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}[-.]\d{1,2}[-.]\d{4})")
_PATTERNS: Final = (
    (ContactKind.MESSENGER, _MESSENGER),
    (ContactKind.EMAIL, _EMAIL),
    (ContactKind.PHONE, _NUMBER),
)
_FEWEST_DIGITS: Final = 8
_MOST_DIGITS: Final = 15
_FEWEST_WITHOUT_PREFIX: Final = 10
_ACCOUNT_GROUPS: Final = re.compile(r"\d{4}(?: \d{4}){2,}")


def find_contact_details(text: str) -> list[ContactDetail]:
    """Return phone numbers, e-mail addresses and links to messengers, in the order of the text.

    Digits of all three sets count; invisible marks are overlooked. Sums, dates and order numbers
    are not contact details. The writer is told and decides; nothing is refused for it.
    """
    rest = to_ascii_digits(_INVISIBLE.sub("", text))
    found: list[tuple[int, ContactDetail]] = []
    for kind, pattern in _PATTERNS:
        matches = [match for match in pattern.finditer(rest) if _counts(kind, match.group())]
        found += [(match.start(), ContactDetail(kind, match.group().strip())) for match in matches]
        for match in matches:
            blank = " " * len(match.group())
            rest = f"{rest[: match.start()]}{blank}{rest[match.end() :]}"
    return [detail for _start, detail in sorted(found, key=lambda item: item[0])]


def _counts(kind: ContactKind, text: str) -> bool:
    return kind != ContactKind.PHONE or _is_phone(text)


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if _DATE.fullmatch(text) or _ACCOUNT_GROUPS.fullmatch(text):
        return False
    if text.startswith(("+", "0")):
        return _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS
    return _FEWEST_WITHOUT_PREFIX <= len(digits) <= _MOST_DIGITS
