"""What ties a judge to who entered: a small registry of finders, one for each part that knows."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final, Protocol

from django.utils.translation import gettext_lazy as _

from contests.judging.choices import DECLARED, RECUSED

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = StrPromise | str


class TieFinder(Protocol):
    """Returns the pairs (judge's member id, entrant's member id) that have this tie."""

    def __call__(
        self, *, judges: Collection[int], entrants: Collection[int]
    ) -> set[tuple[int, int]]: ...


_FINDERS: Final[dict[str, tuple[Words, TieFinder]]] = {}
_OWN: Final[dict[str, Words]] = {
    DECLARED: _("Declared"),
    RECUSED: _("The judge stepped back"),
}


def register_tie(name: str, *, label: Words, finder: TieFinder) -> None:
    """Add a kind of tie; `label` is shown to administrators."""
    _FINDERS[name] = (label, finder)


def tie_label(kind: str) -> Words:
    """Return the words for a kind of tie."""
    if kind in _OWN:
        return _OWN[kind]
    return _FINDERS[kind][0] if kind in _FINDERS else kind


def find_ties(*, judges: Collection[int], entrants: Collection[int]) -> dict[tuple[int, int], str]:
    """Return {(judge's member id, entrant's member id): kind}; the first finder names the kind."""
    found = {(one, one): "self" for one in set(judges) & set(entrants)}
    for name, (_label, finder) in _FINDERS.items():
        for pair in finder(judges=judges, entrants=entrants):
            found.setdefault(pair, name)
    return found
