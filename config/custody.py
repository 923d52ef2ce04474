"""Whose data lies where: for each part how a member's rows are packed, and how they are erased.

The tables stand in `config/custody_tables`; here is what needs more than a list of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.apps import apps
from django.core.files import File
from django.core.files.storage import storages
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.custody_money import money_bonds, pack_money
from config.custody_tables import TABLES
from marketplace.accounts.models import Member
from marketplace.accounts.policies import roles_of
from marketplace.articles.models import Comment
from marketplace.articles.services import erase_articles
from marketplace.core.models import AuditRecord, IdempotencyRecord
from marketplace.core.private_files import open_private
from marketplace.gigs.services import erase_gigs
from marketplace.hiring.choices import PostedState
from marketplace.hiring.models import PostedBrief, PostedFile
from marketplace.hiring.services import erase_briefs
from marketplace.ledger.services import forget_destinations
from marketplace.messaging.models import Attachment
from marketplace.messaging.services import erase_messages
from marketplace.moderation.models import Appeal, Case, DataExport, Flag
from marketplace.moderation.queries import (
    Bond,
    CustodyPart,
    Packed,
    PackedFile,
    register_custody,
    suspension_of,
)
from marketplace.notifications.models import Notification, OutgoingMail, Preference
from marketplace.orders.models import OrderFile
from marketplace.orders.queries import open_orders_of
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.services import remove_work
from marketplace.relationships.choices import RetainerState
from marketplace.relationships.models import Retainer
from marketplace.search.services import forget_favourites
from marketplace.webhooks.models import Endpoint

RUNNING_RETAINERS: Final = (
    RetainerState.OFFERED,
    RetainerState.ACTIVE,
    RetainerState.AWAITING_PAYMENT,
    RetainerState.PAUSED,
    RetainerState.STOPPING,
)


def pack_tables(name: str, member: Member) -> Packed:
    """Pack the tables of a part."""
    return Packed({table.name: table.rows(member) for table in TABLES[name]})


def pack_account(member: Member) -> Packed:
    """Pack the account, what the audit log says the member did, and the pictures."""
    own = AuditRecord.objects.filter(actor=member.public_id).order_by("id")
    about = AuditRecord.objects.filter(subject=f"member:{member.public_id}")
    columns = ("at", "action", "subject", "before", "after", "reason")
    lists = dict(pack_tables("account", member).lists)
    lists["acts"] = list(own.values(*columns))
    lists["acts_about_you"] = list(about.order_by("id").values("at", "action", "reason"))
    pictures = [getattr(getattr(member, "profile", None), one, None) for one in ("avatar", "cover")]
    return Packed(lists, _public(str(picture.name) for picture in pictures if picture))


def pack_articles(member: Member) -> Packed:
    """Pack articles with their pictures."""
    packed = pack_tables("articles", member)
    names = [row["image"] for row in packed.lists["articleimage"]]
    return Packed(packed.lists, _public(names))


def pack_services(member: Member) -> Packed:
    """Pack gigs with their pictures."""
    packed = pack_tables("services", member)
    names = [row["file"] for row in packed.lists["gigimage"]]
    return Packed(packed.lists, _public(names))


def pack_messages(member: Member) -> Packed:
    """Pack conversations, with the files that the member sent."""
    rows = Attachment.objects.filter(uploader=member)
    files = [
        PackedFile(
            f"{row.public_id}-{row.name}", partial(_open, row.file.storage, str(row.file.name))
        )
        for row in rows.order_by("pk")
    ]
    return Packed(pack_tables("messages", member).lists, files)


def pack_orders(member: Member) -> Packed:
    """Pack orders, with the files that the member handed in."""
    rows = OrderFile.objects.filter(uploaded_by=member)
    files = [
        PackedFile(f"{row.public_id}-{row.name}", partial(open_private, row.stored_as))
        for row in rows.order_by("pk")
    ]
    return Packed(pack_tables("orders", member).lists, files)


def pack_briefs(member: Member) -> Packed:
    """Pack briefs, offers and proposals, with the files of posted briefs."""
    rows = PostedFile.objects.filter(brief__client=member)
    files = [
        PackedFile(
            f"{row.public_id}-{row.name}", partial(_open, row.file.storage, str(row.file.name))
        )
        for row in rows.order_by("pk")
    ]
    return Packed(pack_tables("briefs", member).lists, files)


def _public(names: Iterable[str]) -> list[PackedFile]:
    storage = storages["default"]
    return [PackedFile(_base(name), partial(_open, storage, name)) for name in names]


def _open(storage: Any, name: str) -> File[bytes]:
    opened: File[bytes] = storage.open(name)
    return opened


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def order_bonds(member: Member) -> Iterable[Bond]:
    """Orders and disputes that aren't closed stand against leaving."""
    for order in open_orders_of(member):
        words = (
            gettext("a dispute: order %(number)s")
            if order.state == "disputed"
            else gettext("an open order: %(number)s")
        )
        yield Bond(words % {"number": order.number}, order.get_absolute_url())


def account_bonds(member: Member) -> Iterable[Bond]:
    """Who holds a role hands it back first."""
    if roles_of(member) or member.is_staff:
        yield Bond(gettext("a role on the platform: ask an administrator to take it back"))


def trust_bonds(member: Member) -> Iterable[Bond]:
    """Name the suspension that has to end first, by its date or on appeal."""
    if suspension_of(member) is not None:
        yield Bond(gettext("a suspension"), reverse("moderation:standing"))


def erase_notices(member: Member, *, keeps_texts: bool, now: datetime) -> None:
    """Delete notices, mails and what was chosen about them."""
    Notification.objects.filter(member=member).delete()
    Preference.objects.filter(member=member).delete()
    delete_own_rows("notices", member, keeps_texts=keeps_texts, now=now)
    OutgoingMail.objects.filter(member=member).delete()


def erase_webhooks(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Delete webhooks with their messages, and remembered answers of the API."""
    Endpoint.objects.filter(member=member).delete()
    IdempotencyRecord.objects.filter(owner=member.public_id).delete()


def erase_services(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Empty the gigs."""
    erase_gigs(member=member, now=now)


def erase_written(member: Member, *, keeps_texts: bool, now: datetime) -> None:
    """Empty the articles and comments, but those that stay under "former member"."""
    erase_articles(member=member, keeps_published=keeps_texts, now=now)
    if not keeps_texts:
        Comment.objects.filter(author=member).update(source="-", html="")


def erase_talk(member: Member, *, keeps_texts: bool, now: datetime) -> None:
    """Empty the messages."""
    erase_messages(member=member)
    delete_own_rows("messages", member, keeps_texts=keeps_texts, now=now)


def erase_asked(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Empty briefs, offers and proposals that became no order."""
    erase_briefs(member=member, now=now)


def erase_places(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Forget the saved accounts; the books stay."""
    forget_destinations(member=member, now=now)


def erase_found(member: Member, *, keeps_texts: bool, now: datetime) -> None:
    """Forget what was kept, which counted beside its heart, what was looked at and saved."""
    forget_favourites(member=member)
    delete_own_rows("finding", member, keeps_texts=keeps_texts, now=now)


# What is nobody's but the member's: its rows go.
OWN_ROWS: Final = {
    "account": (("accounts.CvEntry", "member"),),
    "finding": (
        ("search.View", "member"),
        ("search.SavedSearch", "member"),
    ),
    "relationships": (
        ("relationships.SharedDeal", "member"),
        ("relationships.Invitation", "owner"),
        ("relationships.Contact", "owner"),
        ("relationships.CallingCard", "owner"),
    ),
    "notices": (("notifications.PushSubscription", "member"),),
    "messages": (
        ("messaging.SavedReply", "member"),
        ("messaging.Block", "blocker"),
        ("messaging.ReadingPreference", "member"),
    ),
    "orders": (("billing.BillingProfile", "member"),),
}


def delete_own_rows(
    part: str,
    member: Member,
    *,
    keeps_texts: bool,  # noqa: ARG001
    now: datetime,  # noqa: ARG001
) -> None:
    """Delete the rows of a part that nobody else has a share in. Twice is as once."""
    for model, lookup in OWN_ROWS[part]:
        apps.get_model(model).objects.filter(**{lookup: member.pk}).delete()


def erase_account_rows(member: Member, *, keeps_texts: bool, now: datetime) -> None:
    """Delete the works that were shown, with their pictures, and the lines of the CV."""
    for item in PortfolioItem.objects.filter(owner=member).order_by("pk"):
        remove_work(item=item, actor=member, now=now)
    delete_own_rows("account", member, keeps_texts=keeps_texts, now=now)


def relation_bonds(member: Member) -> Iterable[Bond]:
    """Name the retainers that have to be stopped first."""
    mine = Q(client=member) | Q(seller=member)
    for retainer in Retainer.objects.filter(mine, state__in=RUNNING_RETAINERS).order_by("pk"):
        yield Bond(
            gettext("the retainer “%(title)s”") % {"title": retainer.title},
            retainer.get_absolute_url(),
        )


def brief_bonds(member: Member) -> Iterable[Bond]:
    """Name the posted briefs that are still open."""
    states = (PostedState.OPEN, PostedState.AWARDED)
    for brief in PostedBrief.objects.filter(client=member, state__in=states).order_by("pk"):
        yield Bond(
            gettext("the open brief “%(title)s”") % {"title": brief.title}, brief.get_absolute_url()
        )


def erase_trust(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Empty what the member reported and appealed, and the evidence about them; drop packages."""
    Flag.objects.filter(flagger=member).update(text="")
    Appeal.objects.filter(member=member).update(text="-")
    Case.objects.filter(member=member).update(title="-", text="", url="")
    for export in DataExport.objects.filter(member=member).exclude(key=""):
        storages["private"].delete(export.key)
    DataExport.objects.filter(member=member).delete()


def _packer(name: str) -> Callable[[Member], Packed]:
    return partial(pack_tables, name)


PARTS: Final = (
    CustodyPart(
        name="account",
        label=_("Account"),
        pack=pack_account,
        erase=erase_account_rows,
        bonds=account_bonds,
    ),
    CustodyPart(name="services", label=_("Services"), pack=pack_services, erase=erase_services),
    CustodyPart(name="articles", label=_("Articles"), pack=pack_articles, erase=erase_written),
    CustodyPart(name="messages", label=_("Messages"), pack=pack_messages, erase=erase_talk),
    CustodyPart(
        name="orders",
        label=_("Orders"),
        pack=pack_orders,
        erase=partial(delete_own_rows, "orders"),
        bonds=order_bonds,
    ),
    CustodyPart(
        name="briefs",
        label=_("Briefs"),
        pack=pack_briefs,
        erase=erase_asked,
        bonds=brief_bonds,
    ),
    CustodyPart(
        name="finding",
        label=_("What you keep and look for"),
        pack=_packer("finding"),
        erase=erase_found,
    ),
    CustodyPart(
        name="relationships",
        label=_("Clients and introductions"),
        pack=_packer("relationships"),
        erase=partial(delete_own_rows, "relationships"),
        bonds=relation_bonds,
    ),
    CustodyPart(
        name="money", label=_("Money"), pack=pack_money, erase=erase_places, bonds=money_bonds
    ),
    CustodyPart(name="notices", label=_("Notices"), pack=_packer("notices"), erase=erase_notices),
    CustodyPart(
        name="webhooks", label=_("Webhooks"), pack=_packer("webhooks"), erase=erase_webhooks
    ),
    CustodyPart(
        name="trust",
        label=_("Reports and decisions"),
        pack=_packer("trust"),
        erase=erase_trust,
        bonds=trust_bonds,
    ),
)


def connect() -> None:
    """Offer every part's answers to moderation."""
    for part in PARTS:
        register_custody(part)
