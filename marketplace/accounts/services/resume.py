"""What a member adds to their page and their CV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile, File
from django.db import transaction

from marketplace.accounts.choices import EntryKind, SpokenLevel
from marketplace.accounts.errors import (
    AddressNotShown,
    SpokenUnknown,
    TooManyEntries,
    YearsWrong,
)
from marketplace.accounts.models import CvEntry, Member, Profile
from marketplace.accounts.services.profile import lock_profile
from marketplace.core.fetch import FetchError, parse_target
from marketplace.core.images import reencode
from marketplace.core.places import is_spoken_language

MOST_SPOKEN = 8
MOST_LINKS = 6
MOST_ENTRIES = 12
FIRST_YEAR = 1940
YEARS_AHEAD = 6
COVER_SIDE = 1600


@dataclass(frozen=True, kw_only=True)
class ProfileDetails:
    """What stands beside the bio. `spoken`: (code, level); `links`: (label, address)."""

    city: str
    spoken: Sequence[tuple[str, str]]
    links: Sequence[tuple[str, str]]
    weekly_hours: int | None


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    """A line of the CV; without `until_year` it goes on."""

    kind: str
    title: str
    from_year: int
    place: str = ""
    until_year: int | None = None
    words: str = ""


@transaction.atomic
def update_details(*, member: Member, details: ProfileDetails) -> Profile:
    """Keep city, spoken languages, links and weekly hours.

    Locks the profile. Raises SpokenUnknown, AddressNotShown, TooManyEntries.
    """
    profile = lock_profile(member)

    _refuse_details(details)

    profile.city = details.city.strip()
    profile.spoken = [[code, level] for code, level in dict(details.spoken).items()]
    profile.links = [[label.strip()[:40], address] for label, address in details.links]
    profile.weekly_hours = details.weekly_hours
    profile.save(update_fields=["city", "spoken", "links", "weekly_hours"])
    return profile


def _refuse_details(details: ProfileDetails) -> None:
    if len(details.spoken) > MOST_SPOKEN:
        raise TooManyEntries(count=MOST_SPOKEN)
    if len(details.links) > MOST_LINKS:
        raise TooManyEntries(count=MOST_LINKS)
    for code, level in details.spoken:
        if not is_spoken_language(code) or level not in SpokenLevel.values:
            raise SpokenUnknown(code=code)
    for _label, address in details.links:
        try:
            parse_target(address)
        except FetchError:
            raise AddressNotShown(address=address) from None


@transaction.atomic
def save_cv_entries(*, member: Member, entries: Sequence[EntryDraft], now: datetime) -> None:
    """Keep the lines of the CV as they are given, in their order; what is left out is gone.

    Locks the profile. Raises TooManyEntries, YearsWrong.
    """
    lock_profile(member)

    for kind in EntryKind.values:
        if sum(entry.kind == kind for entry in entries) > MOST_ENTRIES:
            raise TooManyEntries(count=MOST_ENTRIES)
    for entry in entries:
        last = entry.from_year if entry.until_year is None else entry.until_year
        if not FIRST_YEAR <= entry.from_year <= last <= now.year + YEARS_AHEAD:
            raise YearsWrong(title=entry.title)

    CvEntry.objects.filter(member=member).delete()
    CvEntry.objects.bulk_create(
        CvEntry(
            member=member,
            kind=entry.kind,
            title=entry.title.strip(),
            place=entry.place.strip(),
            from_year=entry.from_year,
            until_year=entry.until_year,
            words=entry.words.strip(),
            position=position,
        )
        for position, entry in enumerate(entries, start=1)
    )


@transaction.atomic
def set_cover(*, member: Member, picture: File[bytes]) -> Profile:
    """Keep a wide picture for the top of the member's page, drawn anew.

    Locks the profile. Raises what `core.images.reencode` raises.
    """
    drawn = reencode(picture, max_side=COVER_SIDE)
    profile = lock_profile(member)
    _forget_file(profile)
    profile.cover.save(
        f"{member.public_id}.{drawn.extension}", ContentFile(drawn.content), save=True
    )
    return profile


@transaction.atomic
def remove_cover(*, member: Member) -> Profile:
    """Take the wide picture away. Without one nothing changes."""
    profile = lock_profile(member)
    _forget_file(profile)
    profile.cover = ""
    profile.save(update_fields=["cover"])
    return profile


def _forget_file(profile: Profile) -> None:
    """Delete the present picture's file once the change is certain."""
    if profile.cover:
        storage, name = profile.cover.storage, str(profile.cover.name)
        transaction.on_commit(lambda: storage.delete(name))
