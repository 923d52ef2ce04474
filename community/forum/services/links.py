"""Links in mails and feeds that work without signing in: signed, for one member and one purpose."""

from __future__ import annotations

from typing import Final

from django.core import signing
from django.urls import reverse

from community.forum.choices.reading import Level, Rhythm
from community.forum.errors.reading import ForumLinkInvalid
from community.forum.models import ForumSettings, Reading
from community.forum.queries.areas import settings_of
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.addresses import without_language
from marketplace.core.errors import NotFound

_DIGEST: Final = "forum.digest"
_MUTE: Final = "forum.mute"
_FEED: Final = "forum.feed"


def digest_stop_path(member: Member) -> str:
    """Return the path that stops the digest; it doesn't expire."""
    token = signing.dumps(member.public_id, salt=_DIGEST)
    return without_language(reverse("forum:stop_digest", args=[token]))


def mute_path(member: Member, topic_id: int) -> str:
    """Return the path that mutes a topic; it doesn't expire."""
    token = signing.dumps([member.public_id, topic_id], salt=_MUTE)
    return without_language(reverse("forum:mute_by_mail", args=[token]))


def feed_token(member: Member) -> str:
    """Return what opens the member's private feeds, until they ask for another one."""
    return signing.dumps([member.public_id, settings_of(member).feed_version], salt=_FEED)


def member_of_digest(token: str) -> Member:
    """Return whose digest a link stops. Raises ForumLinkInvalid."""
    try:
        return get_member_by_public_id(str(signing.loads(token, salt=_DIGEST)))
    except (signing.BadSignature, NotFound):
        raise ForumLinkInvalid from None


def member_and_topic_of_mute(token: str) -> tuple[Member, int]:
    """Return who mutes which topic. Raises ForumLinkInvalid."""
    try:
        public_id, topic_id = signing.loads(token, salt=_MUTE)
        return get_member_by_public_id(str(public_id)), int(topic_id)
    except (signing.BadSignature, NotFound, ValueError, TypeError):
        raise ForumLinkInvalid from None


def member_of_feed(token: str) -> Member:
    """Return whose private feed this opens, for an open account. Raises ForumLinkInvalid."""
    try:
        public_id, version = signing.loads(token, salt=_FEED)
        member = get_member_by_public_id(str(public_id))
    except (signing.BadSignature, NotFound, ValueError, TypeError):
        raise ForumLinkInvalid from None
    if not member.is_active or settings_of(member).feed_version != version:
        raise ForumLinkInvalid
    return member


def stop_digest(*, token: str) -> Member:
    """Stop the digest of the member whom the link names; doing so again changes nothing."""
    member = member_of_digest(token)
    ForumSettings.objects.update_or_create(
        member=member,
        defaults={"digest": Rhythm.NEVER, "digest_due_at": None},
        create_defaults={
            "digest": Rhythm.NEVER,
            "digest_due_at": None,
            "new_since": member.date_joined,
        },
    )
    return member


def mute_by_mail(*, token: str) -> int:
    """Mute the topic of the link for its member; returns the topic's id."""
    member, topic_id = member_and_topic_of_mute(token)
    muted = {"level": Level.MUTED, "is_chosen": True}
    Reading.objects.update_or_create(
        member=member, topic_id=topic_id, defaults=muted, create_defaults=muted
    )
    return topic_id
