"""The words of those who read: how closely something is followed, drafts, mails, the queue."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NOTE_MAX: Final = 300
DRAFT_MAX: Final = 40_000
DRAFT_FIELDS_MAX: Final = 24


class Level(models.IntegerChoices):
    """How closely a member follows a topic, a category or a tag; a greater one tells more."""

    MUTED = 0, pgettext_lazy("watching level", "Muted")
    NORMAL = 1, pgettext_lazy("watching level", "Normal")
    TRACKING = 2, pgettext_lazy("watching level", "Tracking")
    WATCHING = 3, pgettext_lazy("watching level", "Watching")

    @property
    def word(self) -> str:
        """The name that addresses and the API use."""
        return self.name.lower()


LEVEL_WORDS: Final = tuple(level.word for level in Level)
# As the API and forms name them.
LEVEL_CHOICES: Final = [(word, word) for word in LEVEL_WORDS]
# What each of them does, in the words of the menu.
LEVEL_HINTS: Final = {
    Level.WATCHING: _("You are told of every reply, and it counts as unread."),
    Level.TRACKING: _("It counts as unread; you are told when somebody answers or names you."),
    Level.NORMAL: _("You are told when somebody answers or names you."),
    Level.MUTED: _("You are told of nothing, and lists of the new leave it out."),
}


class Rhythm(models.TextChoices):
    """How often the digest comes."""

    DAILY = "daily", pgettext_lazy("digest", "Every day")
    WEEKLY = "weekly", pgettext_lazy("digest", "Every week")
    NEVER = "never", pgettext_lazy("digest", "Never")


class Why(models.TextChoices):
    """Why somebody is told of a post: the first that fits, in this order."""

    ANSWERED = "answered", pgettext_lazy("told because", "Answers you")
    MENTIONED = "mentioned", pgettext_lazy("told because", "Names you")
    QUOTED = "quoted", pgettext_lazy("told because", "Quotes you")
    WATCHED = "watched", pgettext_lazy("told because", "In a topic that you watch")
    BEGUN = "begun", pgettext_lazy("told because", "A new topic where you watch")


class MailOutcome(models.TextChoices):
    """What became of an answer by mail."""

    RECEIVED = "received", pgettext_lazy("mail", "Received")
    POSTED = "posted", pgettext_lazy("mail", "Posted")
    REFUSED = "refused", pgettext_lazy("mail", "Refused")
    IGNORED = "ignored", pgettext_lazy("mail", "Passed over")


class MailReason(models.TextChoices):
    """Why an answer by mail is no post. Those of machines are answered by nobody."""

    NONE = "", "-"
    UNKNOWN_ADDRESS = "unknown_address", _("The address is no address of a topic.")
    OTHER_SENDER = "other_sender", _("The mail comes from another address than your account's.")
    EMPTY = "empty", _("There was no text of yours in it.")
    TOO_LONG = "too_long", _("The text is longer than a post may be.")
    CLOSED = "closed", _("The topic takes no replies any more.")
    NOT_ALLOWED = "not_allowed", _("You may not reply there.")
    TOO_MANY = "too_many", _("That was more in a short time than an account like yours may write.")
    REFUSED = "refused", _("The forum refused the text.")
    BOUNCE = "bounce", _("A mail server's report.")
    AUTO_REPLY = "auto_reply", _("An automatic answer.")
    LOOP = "loop", _("A mail of ours that came back.")
    LIST = "list", _("A mail of a mailing list.")


MACHINES: Final = frozenset(
    {MailReason.BOUNCE, MailReason.AUTO_REPLY, MailReason.LOOP, MailReason.LIST}
)

# Posts as things that can be reported.
FLAG_KIND: Final = "forum_post"


class QueueAct(models.TextChoices):
    """What is done at the forum's desk with a post that waits."""

    ACCEPT = "accept", pgettext_lazy("forum queue", "Let stand")
    EDIT = "edit", pgettext_lazy("forum queue", "Edited and let stand")
    REMOVE = "remove", pgettext_lazy("forum queue", "Removed")
    WARN = "warn", pgettext_lazy("forum queue", "Removed, and its author warned")
