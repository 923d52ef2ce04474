"""What keeps the index true when something happens."""

from __future__ import annotations

from datetime import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.events import (
    MemberLeaving,
    MemberLeft,
    MemberReinstated,
    MemberStayed,
    MemberSuspended,
    ProfileChanged,
    SellerLevelChanged,
)
from marketplace.accounts.models import Member
from marketplace.accounts.queries import (
    Panel,
    get_member_by_public_id,
    register_profile_panel,
    seller_levels,
)
from marketplace.core import clock
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.search import services
from marketplace.search.choices import Kind
from marketplace.search.events import (
    EntryListed,
    SavedSearchDigest,
    SavedSearchFound,
    WordsChanged,
)
from marketplace.search.queries import entry_title, get_saved, hearts_of
from marketplace.search.services.members import MemberSource

services.register_source(Kind.MEMBER, MemberSource())
services.register_levels(seller_levels)


def heart_panel(*, member: Member, viewer: Member | None) -> Panel | None:
    """Let readers keep a member whom the search finds; nobody keeps themselves."""
    if viewer is not None and viewer.pk == member.pk:
        return None
    heart = hearts_of(viewer, Kind.MEMBER, [member.pk]).get(member.pk)
    if heart is None:
        return None
    context = {"ref": member.pk, "heart": heart, "here": member.get_absolute_url()}
    return Panel("marketplace/search/_profile_heart.html", context, is_action=True)


register_profile_panel("heart", heart_panel, position=90)


@subscribe(ProfileChanged, consumer="search.profile_changed")
def index_member(event: ProfileChanged, *, now: datetime) -> None:
    """Let a member be found by what they tell now."""
    member = get_member_by_public_id(event.member_id)
    services.refresh(kind=Kind.MEMBER, refs=[member.pk], now=now)


@subscribe(MemberSuspended, consumer="search.member_suspended")
def forget_member(event: MemberSuspended, *, now: datetime) -> None:  # noqa: ARG001
    """Take everything of a suspended member out of the index."""
    services.remove_owner(owner_id=get_member_by_public_id(event.member_id).pk)


@subscribe(MemberLeaving, consumer="search.member_leaving")
def forget_leaving_member(event: MemberLeaving, *, now: datetime) -> None:
    """Take everything of a member who leaves out of the index, unless they have come back."""
    owner = get_member_by_public_id(event.member_id)
    services.remove_owner(owner_id=owner.pk)
    services.refresh_owner(owner_id=owner.pk, now=now)


@subscribe(MemberStayed, consumer="search.member_stayed")
def find_member_who_stayed(event: MemberStayed, *, now: datetime) -> None:
    """Let the things of a member who stays be found again."""
    services.refresh_owner(owner_id=get_member_by_public_id(event.member_id).pk, now=now)


@subscribe(MemberLeft, consumer="search.member_left")
def forget_former_member(event: MemberLeft, *, now: datetime) -> None:
    """Let only what stays under "former member" be found."""
    owner = get_member_by_public_id(event.member_id)
    services.remove_owner(owner_id=owner.pk)
    services.refresh_owner(owner_id=owner.pk, now=now)


@subscribe(SellerLevelChanged, consumer="search.level_changed")
def keep_level(event: SellerLevelChanged, *, now: datetime) -> None:  # noqa: ARG001
    """Let a member's things be found by the level that they have now."""
    owner = get_member_by_public_id(event.member_id)
    services.update_owner_level(owner_id=owner.pk, level=event.new)


@subscribe(MemberReinstated, consumer="search.member_reinstated")
def find_member_again(event: MemberReinstated, *, now: datetime) -> None:
    """Let a member's things be found again."""
    services.refresh_owner(owner_id=get_member_by_public_id(event.member_id).pk, now=now)


register_kind(
    "search.found",
    group=NotificationGroup.GIGS,
    title=_("New for your search “%(name)s”: %(title)s"),
    body=_("It has just been published. Open the search to see all that fits."),
)
register_kind(
    "search.digest",
    group=NotificationGroup.GIGS,
    title=_("Your search “%(name)s” found something new"),
    body=_("New since you were last told: %(count)s. Open the search to see them."),
)


@subscribe(EntryListed, consumer="search.match_saved", queue="bulk")
def match_saved(event: EntryListed, *, now: datetime) -> None:
    """Find the saved searches that a new entry answers."""
    services.match_entry(event=event, now=now)


@subscribe(SavedSearchFound, consumer="search.tell_found")
def tell_found(event: SavedSearchFound, *, now: datetime) -> None:
    """Tell a member at once what a saved search found; while it is unread, once."""
    saved, title = get_saved(event.saved_id), entry_title(event.entry_id)
    if saved is None or not title:
        return
    notify(
        member=saved.member,
        kind="search.found",
        params={"name": saved.name, "title": title},
        url=saved.get_absolute_url(),
        now=now,
        coalesce_on=saved.public_id,
    )


@subscribe(SavedSearchDigest, consumer="search.tell_digest")
def tell_digest(event: SavedSearchDigest, *, now: datetime) -> None:
    """Tell a member what a daily saved search found."""
    saved = get_saved(event.saved_id)
    if saved is None:
        return
    notify(
        member=saved.member,
        kind="search.digest",
        params={"name": saved.name, "count": event.count},
        url=saved.get_absolute_url(),
        now=now,
        coalesce_on=saved.public_id,
    )


@subscribe(WordsChanged, consumer="search.compile_saved", queue="bulk")
def compile_saved(event: WordsChanged, *, now: datetime) -> None:  # noqa: ARG001
    """Let saved searches know the changed words, too."""
    services.compile_again()


def plant(sender: AppConfig, using: str, **_options: object) -> None:  # noqa: ARG001
    """Put the first groups of words in place after a migration."""
    services.plant_groups(now=clock.now(), using=using)
