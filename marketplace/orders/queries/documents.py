"""Papers of an order that an app above keeps: its invoices and credit notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Protocol

from marketplace.accounts.models import Member
from marketplace.orders.models import Order


class Document(Protocol):
    """What an order's page shows of a paper."""

    number: str
    issued_on: date
    total: int
    currency: str

    def get_absolute_url(self) -> str:
        """Return the paper's page."""

    def get_kind_display(self) -> str:
        """Return what it is, in the reader's language."""


Loader = Callable[[Order, Member], Sequence[Document]]
_LOADERS: Final[list[Loader]] = []


def register_documents(loader: Loader) -> None:
    """Let an app above show an order's papers; the last one registered answers."""
    _LOADERS[:] = [loader]


def order_documents(order: Order, member: Member) -> Sequence[Document]:
    """Return the papers of an order that this member may see."""
    return _LOADERS[0](order, member) if _LOADERS else ()
