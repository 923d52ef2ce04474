"""What a writer is told about before a message goes out."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from marketplace.core.contact_details import ContactDetail, find_contact_details
from marketplace.messaging.models import Participant, ToldDetail


def digest_of(seat: Participant, detail: ContactDetail) -> str:
    """Return what is kept of a contact detail: good for knowing it again in this seat alone."""
    value = f"{seat.pk}:{detail.same_as}"
    return salted_hmac("messaging.told", value, algorithm="sha256").hexdigest()[:40]


def details_to_mention(seat: Participant, text: str) -> list[ContactDetail]:
    """Return the contact details in a text that its writer hasn't chosen to send here before.

    One query, and none where the text holds nothing.
    """
    found = find_contact_details(text)
    if not found:
        return []
    known = set(ToldDetail.objects.filter(seat=seat).values_list("digest", flat=True))
    return [detail for detail in found if digest_of(seat, detail) not in known]
