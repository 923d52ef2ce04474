"""What conversations are about: other parts say where a subject of theirs is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from marketplace.messaging.models import Conversation

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SubjectAddress = Callable[[str], str]


@dataclass(frozen=True)
class SubjectLink:
    """A link to what a conversation is about."""

    label: StrPromise | str
    href: str


_WORK: Final[dict[str, Callable[[str], bool]]] = {}
_SUBJECTS: Final[dict[str, tuple[StrPromise | str, SubjectAddress]]] = {}


def register_subject(kind: str, *, label: StrPromise | str, address: SubjectAddress) -> None:
    """Say where subjects of this kind are found: `address(ref)` returns a path, without a query.

    The label is what the link says, such as "Open the order".
    """
    known = _SUBJECTS.get(kind)
    if known is not None and known[1].__module__ != address.__module__:
        raise ValueError(f"two addresses for subjects of kind {kind}")
    _SUBJECTS[kind] = (label, address)


def subject_link(conversation: Conversation) -> SubjectLink | None:
    """Return the link to a conversation's subject; None when it has none that we know."""
    known = _SUBJECTS.get(conversation.subject_kind)
    if known is None:
        return None
    label, address = known
    return SubjectLink(label, address(conversation.subject_ref))


def register_work(kind: str, is_under_way: Callable[[str], bool]) -> None:
    """Say which conversations a block leaves open: those about work that is under way."""
    _WORK[kind] = is_under_way


def is_work_under_way(kind: str, ref: str) -> bool:
    """Whether a conversation is about work that is under way."""
    known = _WORK.get(kind)
    return known is not None and known(ref)
