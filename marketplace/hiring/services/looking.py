"""What a writer is asked to look at once more before a text goes out."""

from __future__ import annotations

from collections.abc import Iterable

from marketplace.accounts.models import Member
from marketplace.core.contact_details import find_contact_details
from marketplace.hiring.errors import TextNeedsALook
from marketplace.messaging.policies import consent_to, is_consent


def look_again(*, member: Member, texts: Iterable[str], as_is: str, repeats: bool = False) -> None:
    """Raise TextNeedsALook where the texts hold a way to be reached outside, or repeat another.

    The consent that it carries sends exactly these texts; nothing is counted or kept.
    """
    text = "\n\n".join(texts)
    if is_consent(member, text, as_is):
        return
    details = find_contact_details(text)
    if details or repeats:
        raise TextNeedsALook(details=details, repeats=repeats, as_is=consent_to(member, text))
