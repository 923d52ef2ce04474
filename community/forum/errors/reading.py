"""What is refused to those who read, keep drafts, set marks and decide at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, NotFound, PermissionRefused


class LevelUnknown(Invalid):
    """There is no watching level of this name."""

    code = "level_unknown"
    message = _("Choose one of the levels: watching, tracking, normal, muted.")


class DraftChangedElsewhere(Conflict):
    """Another window or device has written this draft since this one read it."""

    code = "draft_changed_elsewhere"
    message = _("This draft was changed on another device. Choose which of the two to keep.")


class DraftTooLong(Invalid):
    """The form holds more than a draft may."""

    code = "draft_too_long"
    message = _("This draft is longer than a post may be. Shorten it; it stays in this browser.")


class DraftPlaceUnknown(Invalid):
    """A draft belongs to a new topic, a reply or an edit."""

    code = "draft_place_unknown"
    message = _("This draft belongs to no place where you may write.")


class DraftsFull(Conflict):
    """The member has as many drafts as one may have."""

    code = "drafts_full"
    message = _("You have %(count)s drafts. Delete one that you no longer need.")


class BookmarksFull(Conflict):
    """The member has as many bookmarks as one may have."""

    code = "bookmarks_full"
    message = _("You have %(count)s bookmarks. Remove one that you no longer need.")


class ReminderInThePast(Invalid):
    """A reminder is for later."""

    code = "reminder_in_the_past"
    message = _("Choose a moment that is still to come.")


class RhythmUnknown(Invalid):
    """The digest comes daily, weekly or never."""

    code = "rhythm_unknown"
    message = _("The digest comes every day, every week or never.")


class ForumLinkInvalid(NotFound):
    """A signed link that was changed, or that its member has made worthless."""

    code = "forum_link_invalid"
    message = _("This link doesn't work any more. Sign in to change what you get.")


class AlreadyDecidedThere(Conflict):
    """Another moderator was faster."""

    code = "already_decided_there"
    message = _("Another moderator has just decided this. Nothing was done twice.")


class NotToUndo(Conflict):
    """The act can't be taken back, or not any more."""

    code = "not_to_undo"
    message = _("This can't be taken back any more: something else was decided since.")


class OwnPostAtDesk(PermissionRefused):
    """Nobody decides about their own post."""

    code = "own_post_at_desk"
    message = _("This post is yours. Another moderator decides about it.")


class ReasonNeeded(Invalid):
    """The author is told why."""

    code = "reason_needed"
    message = _("Write a reason: the author reads it, and can appeal.")
