"""What every verifier is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from contests.actions.choices import ClaimState
from contests.actions.models import Action, Entrant
from contests.calls.choices import Label
from marketplace.core.fetch import FetchedPage
from marketplace.core.images import ReencodedImage

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Fetcher = Callable[[str], FetchedPage]


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What an entrant shows. `picture` was drawn anew by us."""

    url: str = ""
    text: str = ""
    picture: ReencodedImage | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a verifier found for one time: whether it counts at once, and why.

    `key` is what makes the time unique where it has a name of its own; "" for the day or the
    number of the time.
    """

    state: ClaimState
    label: Label
    key: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)


class Verifier(Protocol):
    """A way of proving that something was done."""

    @property
    def name(self) -> str:
        """How actions name it."""

    @property
    def label(self) -> StrPromise | str:
        """What it is called on pages."""

    @property
    def explains(self) -> StrPromise | str:
        """What it says about itself."""

    @property
    def gives(self) -> Label:
        """How sure it makes the platform."""

    @property
    def kinds(self) -> frozenset[str]:
        """Which kinds of action it can prove."""

    @property
    def asks(self) -> frozenset[str]:
        """Which of "url", "text", "picture" it asks for."""

    @property
    def needs(self) -> frozenset[str]:
        """Which of these a proof can't do without."""

    def check(
        self, *, action: Action, entrant: Entrant, proof: Proof, fetcher: Fetcher, now: datetime
    ) -> list[Finding]:
        """Return one finding for each time that is shown. Changes nothing; may take seconds.

        Raises ProofMissing, ProofFailed, NotDoneYet.
        """
        ...
