"""The registry of cards: things of other parts that are shown inside a thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from marketplace.accounts.models import Member
from marketplace.messaging.models import Message


@dataclass(frozen=True)
class Card:
    """How a thing of another part looks inside a thread: a template, and what it is given.

    It stands in place of the message's own text, which lists and mails go on showing.
    """

    template: str
    context: Mapping[str, Any]

    @pass_context
    def draw(self, page: Context) -> Markup:
        """Draw it within a page, whose names (request, csrf_input, …) it may use too."""
        template = page.environment.get_template(self.template)
        return Markup(template.render({**page.get_all(), **self.context}))  # noqa: S704  a template


CardLoader = Callable[[Sequence[str], Member], Mapping[str, Card]]
_LOADERS: Final[dict[str, CardLoader]] = {}


def register_card(kind: str, loader: CardLoader) -> None:
    """Say how messages carrying cards of this kind are shown.

    `loader(refs, viewer)` returns the card for each ref that the viewer may see, in one query or
    two whatever their number.
    """
    known = _LOADERS.get(kind)
    if known is not None and known.__module__ != loader.__module__:
        raise ValueError(f"two loaders for cards of kind {kind}")
    _LOADERS[kind] = loader


def load_cards(messages: Iterable[Message], viewer: Member) -> dict[tuple[str, str], Card]:
    """Return the cards of these messages by kind and ref; each kind is loaded once.

    A kind that nobody registered, and a ref that its loader leaves out, have no card.
    """
    refs: dict[str, set[str]] = defaultdict(set)
    for message in messages:
        if message.card_kind in _LOADERS:
            refs[message.card_kind].add(message.card_ref)
    return {
        (kind, ref): card
        for kind, wanted in refs.items()
        for ref, card in _LOADERS[kind](sorted(wanted), viewer).items()
    }
