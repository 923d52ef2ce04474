"""Looking for malware in files that members send: one scanner at a time, by FILE_SCANNER.

A further scanner is a module beside the others, one line in SCANNERS, and the contract test runs
over it.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings

from marketplace.core.scanners.base import Found, Readable, Scanner, ScannerAway
from marketplace.core.scanners.clamav import ClamAV
from marketplace.core.scanners.none import NoScanner

SCANNERS: Final[dict[str, type[Scanner]]] = {"none": NoScanner, "clamav": ClamAV}

__all__ = ["SCANNERS", "Found", "Readable", "Scanner", "ScannerAway", "scanner"]


def scanner() -> Scanner:
    """Return the scanner that this installation has."""
    return SCANNERS[settings.FILE_SCANNER]()
