"""Whose link brought somebody is told; whose article is published gets a link for it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.articles.events import ArticlePublished
from marketplace.articles.queries import article_address
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from referrals.links.choices import LinkKind
from referrals.links.events import SignupAttributed
from referrals.links.services import link_for

register_kind(
    "links.signed_up",
    group=NotificationGroup.REFERRALS,
    title=_("%(name)s signed up by your link"),
    body=_("Say welcome: who feels at home comes back, and tells others."),
)


@subscribe(SignupAttributed, consumer="links.tell_owner")
def tell_owner(event: SignupAttributed, *, now: datetime) -> None:
    """Tell whose link brought a new member."""
    if event.owner_id:
        notify(
            member=get_member_by_public_id(event.owner_id),
            kind="links.signed_up",
            params={"name": get_member_by_public_id(event.member_id).display_name},
            url=reverse("own_links:home"),
            now=now,
        )


@subscribe(ArticlePublished, consumer="links.article_published")
def link_article(event: ArticlePublished, *, now: datetime) -> None:
    """Give an article a link of its own, for its author to pass on."""
    link_for(
        kind=LinkKind.ARTICLE,
        ref=str(event.article_id),
        owner=get_member_by_public_id(event.author_id),
        path=article_address(event.article_id),
        now=now,
    )
