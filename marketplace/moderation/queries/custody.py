"""What each part of the platform keeps about a member: how it is packed, erased, and what binds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from django.core.files import File
from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.moderation.choices import DepartureState, ExportState
from marketplace.moderation.errors import ExportNotReady
from marketplace.moderation.models import DataExport, Departure

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = StrPromise | str


@dataclass(frozen=True)
class PackedFile:
    """A file of the member's: its name in the package, and how it is opened."""

    name: str
    open: Callable[[], File[bytes]]


@dataclass(frozen=True)
class Packed:
    """What one part knows of a member: lists of rows by name, and files."""

    lists: Mapping[str, Sequence[Mapping[str, Any]]]
    files: Iterable[PackedFile] = ()


@dataclass(frozen=True)
class Bond:
    """Something that stands against closing an account, and where it is dealt with."""

    text: str
    url: str = ""


class EraseMember(Protocol):
    """Erases what a part knows; doing it twice is the same as once."""

    def __call__(self, member: Member, *, keeps_texts: bool, now: datetime) -> None: ...


@dataclass(frozen=True, kw_only=True)
class CustodyPart:
    """One part's answers. A part without `erase` says in docs/trust.md why it keeps its rows."""

    name: str
    label: Words
    pack: Callable[[Member], Packed]
    erase: EraseMember | None = None
    bonds: Callable[[Member], Iterable[Bond]] | None = None


@dataclass
class _Registry:
    parts: dict[str, CustodyPart] = field(default_factory=dict)


_registry: Final = _Registry()


def register_custody(part: CustodyPart) -> None:
    """Take a part's answers; from config/custody, when the platform starts."""
    _registry.parts[part.name] = part


def custody_parts() -> list[CustodyPart]:
    """Return all parts in the order in which they registered: they are erased in it, too."""
    return list(_registry.parts.values())


def bonds_of(member: Member) -> list[Bond]:
    """Return everything that stands against closing the account."""
    return [bond for part in custody_parts() if part.bonds for bond in part.bonds(member)]


def exports_of(member: Member) -> QuerySet[DataExport]:
    """Return the member's packages, the newest first."""
    return DataExport.objects.filter(member=member).order_by("-id")


def get_export_for(member: Member, public_id: str) -> DataExport:
    """Return one of the member's packages. Raises NotFound."""
    found = exports_of(member).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_package_for(member: Member, public_id: str, *, now: datetime) -> DataExport:
    """Return a package that can be downloaded now. Raises NotFound, ExportNotReady."""
    found = get_export_for(member, public_id)
    if found.state != ExportState.READY or found.expires_at is None or now >= found.expires_at:
        raise ExportNotReady
    return found


def departure_of(member: Member) -> Departure | None:
    """Return the closing that is under way, if there is one."""
    open_states = (DepartureState.COOLING, DepartureState.ERASING)
    return Departure.objects.filter(member=member, state__in=open_states).first()
