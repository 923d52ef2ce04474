"""Secrets that must be read again, such as signing keys: encrypted where they lie.

The key comes from SECRET_KEY and a purpose, so that what was sealed for one use opens for no other.
After SECRET_KEY is changed, what was sealed before is lost and has to be made anew.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def _box(purpose: str) -> Fernet:
    digest = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def seal(text: str, *, purpose: str) -> str:
    """Return the text encrypted for one purpose."""
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Return what was sealed for this purpose; cryptography's InvalidToken for anything else."""
    return _box(purpose).decrypt(sealed.encode()).decode()
