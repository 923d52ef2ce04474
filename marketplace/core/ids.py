"""Public ids: short, random, safe to read aloud."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models

# Crockford's base 32 in lower case: no i, l, o, u, so nothing is mistaken for a digit.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 12
PUBLIC_ID_PATTERN = r"[0-9a-z]{12}"


def new_public_id() -> str:
    """Return 12 random characters (60 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def new_secret() -> str:
    """Return the unguessable part of a private address (192 bits)."""
    return secrets.token_urlsafe(24)


class PublicIdField(models.CharField):  # type: ignore[type-arg]  # subscripting needs the stubs
    """A unique public id, made when the row is made."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", PUBLIC_ID_LENGTH)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", new_public_id)
        super().__init__(**kwargs)
