"""The kinds of notices that readers get."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from community.forum.choices.reading import Why
from community.forum.services.bookmarks import REMINDER
from community.forum.services.inbound import FILES_LEFT_OUT
from community.forum.services.telling import GROUP_OF, KIND_OF
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

_SAID = _("%(title)s: %(text)s")
for _why, _title in (
    (Why.ANSWERED, _("%(name)s answered you")),
    (Why.MENTIONED, _("%(name)s named you")),
    (Why.QUOTED, _("%(name)s quoted you")),
    (Why.WATCHED, _("New in a topic that you watch")),
    (Why.BEGUN, _("%(name)s began a topic where you watch")),
):
    register_kind(KIND_OF[_why], group=GROUP_OF[_why], title=_title, body=_SAID)

register_kind(
    REMINDER,
    group=NotificationGroup.FORUM,
    title=_("You wanted to come back to this"),
    body=_("%(title)s %(note)s"),
)
register_kind(
    FILES_LEFT_OUT,
    group=NotificationGroup.FORUM,
    title=_("Your answer by mail is posted, without its files"),
    body=_("%(title)s: attached files stayed behind (%(count)s). Add pictures on the page."),
)
