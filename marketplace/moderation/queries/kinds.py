"""What can be reported. Each part of the platform offers its kinds through config/wiring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.moderation.errors import UnknownKind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = StrPromise | str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A thing as it is now. `is_shown` says whether the public, or its circle, can see it."""

    member: Member
    title: str
    text: str = ""
    lang: str = ""
    url: str = ""
    is_shown: bool = True
    # Off: readers don't learn whose it is; moderators do.
    is_named: bool = True


class FindSubject(Protocol):
    """Returns the thing; for a moderator where `viewer` is None. Raises NotFound."""

    def __call__(self, ref: str, *, viewer: Member | None) -> Subject: ...


class HideSubject(Protocol):
    """Takes a thing out of view and returns what `show` needs; None where it isn't in view."""

    def __call__(self, ref: str, *, actor: Member, reason: str, now: datetime) -> str | None: ...


class ShowSubject(Protocol):
    """Shows a thing again. False where it has moved on and can't be shown."""

    def __call__(self, ref: str, *, memo: str, reason: str, now: datetime) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class FlagKind:
    """One kind of thing that can be reported; without `hide` it has no switch."""

    name: str
    label: Words
    find: FindSubject
    hide: HideSubject | None = None
    show: ShowSubject | None = None


_KINDS: Final[dict[str, FlagKind]] = {}


def register_flag_kind(kind: FlagKind) -> None:
    """Offer a kind of thing for reports; from config/wiring, when the platform starts."""
    _KINDS[kind.name] = kind


def flag_kinds() -> Iterable[FlagKind]:
    """Return the kinds that can be reported, in the order in which they were offered."""
    return _KINDS.values()


def get_flag_kind(name: str) -> FlagKind:
    """Return a kind by its name. Raises UnknownKind."""
    if name not in _KINDS:
        raise UnknownKind
    return _KINDS[name]


def report_url(kind: str, ref: str) -> str:
    """Return the address of the form that reports a thing, "" where the kind isn't offered."""
    return reverse("moderation:report", args=[kind, ref]) if kind in _KINDS else ""


def find_subject(kind: str, ref: str, *, viewer: Member | None) -> Subject:
    """Return the thing as this viewer may see it, or as moderators do (None).

    Raises UnknownKind, and NotFound where it isn't there for them.
    """
    return get_flag_kind(kind).find(ref, viewer=viewer)
