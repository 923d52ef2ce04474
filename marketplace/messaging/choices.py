"""Words that conversations are described with."""

from __future__ import annotations

from marketplace.core.contact_details.kinds import ContactKind
from marketplace.core.scanning import ScanState

__all__ = ["ContactKind", "ScanState"]
