"""What members tell about themselves, and how they like their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile, File
from django.db import transaction

from marketplace.accounts.choices import Digits, Language
from marketplace.accounts.errors import TooManySkills, UnknownCountry, UnknownTimeZone
from marketplace.accounts.events import ProfileChanged, SellerLevelChanged
from marketplace.accounts.models import Member, Profile
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.events import publish
from marketplace.core.images import reencode
from marketplace.core.markdown import render
from marketplace.core.places import is_country, is_time_zone

MOST_SKILLS = 15
AVATAR_SIDE = 512


@dataclass(frozen=True, kw_only=True)
class ProfileText:
    """A profile as the member wrote it; `bio` is Markdown."""

    display_name: str
    headline: str
    bio: str
    skills: Sequence[str]
    country: str
    timezone: str


def lock_profile(member: Member) -> Profile:
    """Return the member's profile locked, made when it is missing. Inside a transaction."""
    Profile.objects.get_or_create(member=member)
    rows = Profile.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    return rows.get(member=member)


@transaction.atomic
def set_seller_level(*, member: Member, level: int, now: datetime) -> bool:
    """Keep the level that stands beside a member's name; returns whether it changed.

    Locks the member. Which level it is, and why, is decided where the facts are known.
    """
    row = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if row.seller_level == level:
        return False
    old, row.seller_level = row.seller_level, level
    row.save(update_fields=["seller_level"])
    record_audit(
        actor=SYSTEM,
        action="seller_level",
        subject=f"member:{row.public_id}",
        before={"level": old},
        after={"level": level},
        now=now,
    )
    publish(SellerLevelChanged(member_id=row.public_id, old=old, new=level), now=now)
    return True


@transaction.atomic
def update_profile(*, member: Member, text: ProfileText, now: datetime) -> Profile:
    """Keep what the member wrote; the bio is rendered once, here.

    Locks the profile. Raises TooManySkills, UnknownCountry, UnknownTimeZone.
    """
    profile = lock_profile(member)

    if len(text.skills) > MOST_SKILLS:
        raise TooManySkills(field="skills", count=MOST_SKILLS)
    if not is_country(text.country):
        raise UnknownCountry(field="country")
    if not is_time_zone(text.timezone):
        raise UnknownTimeZone(field="timezone")

    before = profile.member.display_name
    person = profile.member
    person.display_name, person.country = text.display_name, text.country
    person.timezone = text.timezone
    person.save(update_fields=["display_name", "country", "timezone"])
    profile.headline, profile.skills = text.headline, list(text.skills)
    profile.bio_source, profile.bio_html = text.bio, render(text.bio).html
    profile.save(update_fields=["headline", "skills", "bio_source", "bio_html"])

    if before != text.display_name:
        record_audit(
            actor=person.public_id,
            action="member_renamed",
            subject=f"member:{person.public_id}",
            before={"display_name": before},
            after={"display_name": text.display_name},
            now=now,
        )

    publish(ProfileChanged(member_id=person.public_id), now=now)
    return profile


@transaction.atomic
def set_avatar(*, member: Member, picture: File[bytes]) -> Profile:
    """Keep a picture of the member, drawn anew so that nothing of the upload stays in it.

    Locks the profile. Raises what `core.images.reencode` raises.
    """
    drawn = reencode(picture, max_side=AVATAR_SIDE, kind="square")
    profile = lock_profile(member)
    old = profile.avatar.name
    profile.avatar.save(
        f"{member.public_id}.{drawn.extension}", ContentFile(drawn.content), save=True
    )
    if old and old != profile.avatar.name:
        storage = profile.avatar.storage
        transaction.on_commit(lambda: storage.delete(old))
    return profile


@transaction.atomic
def remove_avatar(*, member: Member) -> Profile:
    """Take the picture away. Without one nothing changes."""
    profile = lock_profile(member)
    if profile.avatar:
        storage, name = profile.avatar.storage, str(profile.avatar.name)
        profile.avatar = ""
        profile.save(update_fields=["avatar"])
        transaction.on_commit(lambda: storage.delete(name))
    return profile


@transaction.atomic
def set_taking_work(*, member: Member, is_taking_work: bool) -> Profile:
    """Open or close the member's door for new work. Locks the profile."""
    profile = lock_profile(member)
    profile.is_taking_work = is_taking_work
    profile.save(update_fields=["is_taking_work"])
    return profile


def set_preferences(*, member: Member, language: Language, digits: Digits) -> Member:
    """Remember the language of mails and notices, and the digits of pages."""
    member.language, member.digits = language, digits
    member.save(update_fields=["language", "digits"])
    return member


def set_display_currency(*, member: Member, currency: str) -> Member:
    """Remember in which currency sums are shown too, "" for none; no money is moved by it."""
    member.display_currency = currency
    member.save(update_fields=["display_currency"])
    return member


def set_language(*, member: Member, language: Language) -> Member:
    """Remember the language that the member switched to."""
    member.language = language
    member.save(update_fields=["language"])
    return member


@transaction.atomic
def set_profile_hidden(*, member: Member, is_hidden: bool) -> bool:
    """Take what a profile says out of view, or bring it back; False where it is so already.

    Who may decide that is asked by the part that calls. Locks the profile.
    """
    profile = lock_profile(member)
    if profile.is_hidden == is_hidden:
        return False
    profile.is_hidden = is_hidden
    profile.save(update_fields=["is_hidden"])
    return True
