"""The charter as it holds now, its earlier versions, and who signed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet
from django.utils.translation import get_language

from community.gurus.choices import GURUS, LANGUAGES, SECTION_LABELS, SECTIONS
from community.gurus.models import CharterVersion, Membership, Signature
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


@dataclass(frozen=True)
class CharterPart:
    """A part of the charter in one language."""

    name: str
    label: str
    text: str


def charter_in_force() -> CharterVersion | None:
    """Return the version that holds; None before the first one."""
    return CharterVersion.objects.order_by("-number").first()


def get_charter(number: int) -> CharterVersion:
    """Return a version by its number. Raises NotFound."""
    found = CharterVersion.objects.filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def versions_of_charter() -> list[CharterVersion]:
    """Return all versions with how many signed each (`signed`), the newest first."""
    rows = CharterVersion.objects.select_related("published_by")
    return list(rows.annotate(signed=Count("signatures")).order_by("-number"))


def parts_of(version: CharterVersion, language: str = "") -> list[CharterPart]:
    """Return the parts in a language, the reader's by default; in Arabic for any other."""
    wanted = language or (get_language() or "ar")[:2]
    texts = version.texts.get(wanted if wanted in LANGUAGES else "ar", {})
    return [CharterPart(name, str(SECTION_LABELS[name]), texts.get(name, "")) for name in SECTIONS]


def signatures_of(member: Member) -> list[Signature]:
    """Return what a member signed, the newest version first."""
    rows = Signature.objects.select_related("version").filter(member=member)
    return list(rows.order_by("-version__number", "id"))


def has_signed(member: Member, version: CharterVersion) -> bool:
    """Whether the member signed this version."""
    return Signature.objects.filter(member=member, version=version).exists()


def sign_until(membership: Membership) -> datetime | None:
    """Return the day until which a member signs: the first last day of what they haven't signed."""
    rows = CharterVersion.objects.filter(number__gt=membership.signed_version)
    return rows.order_by("sign_by").values_list("sign_by", flat=True).first()


def unsigned_members(version: CharterVersion) -> QuerySet[Membership]:
    """Return the gurus who have yet to sign, the longest members first."""
    rows = Membership.objects.select_related("member").filter(state__in=GURUS)
    return rows.filter(signed_version__lt=version.number).order_by(F("joined_at"), "id")
