"""Ways to be reached outside, found in what members write, in four languages.

The writer is told and decides; nothing is refused, counted or kept because of it.
"""

from marketplace.core.contact_details.finding import ContactDetail, find_contact_details
from marketplace.core.contact_details.kinds import ContactKind

__all__ = ["ContactDetail", "ContactKind", "find_contact_details"]
