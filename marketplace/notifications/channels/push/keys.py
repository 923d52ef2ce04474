"""The server's pair of keys: browsers get the public half when they subscribe."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from py_vapid import Vapid02


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def make_keys() -> tuple[str, str]:
    """Return a new pair as (private, public), in the form that settings and browsers take."""
    from py_vapid import Vapid02  # noqa: PLC0415  only who sends or makes keys should carry it

    vapid = Vapid02()
    vapid.generate_keys()
    key: EllipticCurvePrivateKey = vapid.private_key
    private = key.private_numbers().private_value.to_bytes(32, "big")
    return _text(private), _public(vapid)


def _public(vapid: Vapid02) -> str:
    # Only who sends or makes keys should carry this.
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        Encoding,
        PublicFormat,
    )

    point = vapid.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return _text(point)


@lru_cache(maxsize=2)
def _public_of(private: str) -> str:
    from py_vapid import Vapid02  # noqa: PLC0415  as in make_keys

    return _public(Vapid02.from_string(private))


def public_key() -> str:
    """Return the public key for browsers, "" on a server without keys."""
    private = settings.VAPID_PRIVATE_KEY
    return _public_of(private) if private else ""
