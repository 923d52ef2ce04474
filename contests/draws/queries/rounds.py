"""drand's quicknet: which round comes when, and what its value has to do with its signature.

Its network publishes a signed number every three seconds that nobody can know before. The facts of
the chain are those of https://api.drand.sh/v2/beacons/quicknet/info. That the signature is the
network's own (BLS12-381) isn't checked here: no library for it is among the platform's. Whoever
wants to know compares the round with any of drand's public relays.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

CHAIN: Final = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
GENESIS: Final = 1_692_803_367
PERIOD: Final = 3
# A point of G1, compressed, in hex.
_SIGNATURE: Final = re.compile(r"[0-9a-f]{96}")


class RoundMalformed(ValueError):
    """The answer isn't the round that was asked for."""


@dataclass(frozen=True, slots=True)
class Beacon:
    """A round with what was published for it."""

    round: int
    value: str
    signature: str


def round_from(moment: datetime) -> int:
    """Return the first round that is published at the moment or after it."""
    return math.ceil((moment.timestamp() - GENESIS) / PERIOD) + 1


def moment_of(number: int) -> datetime:
    """Return when a round is published."""
    return datetime.fromtimestamp(GENESIS + (number - 1) * PERIOD, UTC)


def value_of(signature: str) -> str:
    """Return the round's value: the SHA-256 of its signature. Raises RoundMalformed."""
    if not _SIGNATURE.fullmatch(signature):
        raise RoundMalformed("signature")
    return hashlib.sha256(bytes.fromhex(signature)).hexdigest()


def read_beacon(answer: bytes, *, number: int) -> Beacon:
    """Read a relay's answer for a round, and check value and signature. Raises RoundMalformed."""
    try:
        said = json.loads(answer)
        beacon = Beacon(int(said["round"]), str(said["randomness"]), str(said["signature"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as broken:
        raise RoundMalformed("answer") from broken
    if beacon.round != number:
        raise RoundMalformed("round")
    if value_of(beacon.signature) != beacon.value:
        raise RoundMalformed("randomness")
    return beacon
