"""What the platform keeps of a sale between two members, and why.

Who brought whom is known above the ledger: that part registers itself as the source. Without one,
or for a visitor, the standard fee holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from marketplace.core.conf import rules

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class FeeTerms:
    """A fee in basis points, and the code of its reason; "" is the standard fee."""

    bp: int
    reason: str = ""


class FeeSource(Protocol):
    """Says what the platform keeps of the next sale from one member to another."""

    def __call__(self, *, client_id: int, seller_id: int) -> FeeTerms: ...


@dataclass(frozen=True, slots=True)
class FeeWords:
    """A reason as the seller reads it, and as everybody else does."""

    for_seller: StrPromise | str
    for_client: StrPromise | str


_SOURCES: Final[dict[str, FeeSource]] = {}
_WORDS: Final[dict[str, FeeWords]] = {}


def register_fee_source(source: FeeSource, *, words: Mapping[str, FeeWords]) -> None:
    """Let an app above say what the platform keeps; `words` names each of its reasons."""
    _SOURCES["source"] = source
    _WORDS.update(words)


def fee_terms(*, client_id: int | None, seller_id: int) -> FeeTerms:
    """Return the fee of the next sale from the seller to the client; None stands for a visitor.

    Never less than nothing and never more than all of it.
    """
    source = _SOURCES.get("source")
    if client_id is None or source is None:
        return FeeTerms(rules().platform_fee_bp)
    found = source(client_id=client_id, seller_id=seller_id)
    return FeeTerms(min(max(found.bp, 0), 10_000), found.reason)


def fee_words(reason: str, *, for_seller: bool = False) -> str:
    """Return why a fee is what it is, as part of a sentence; "" for the standard fee."""
    known = _WORDS.get(reason)
    if known is None:
        return ""
    return str(known.for_seller if for_seller else known.for_client)
