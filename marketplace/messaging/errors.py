"""Refusals of messaging."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.contact_details import ContactDetail
from marketplace.core.errors import Conflict, Invalid, NotFound, TooManyRequests


class MessageEmpty(Invalid):
    code = "message_empty"
    message = _("Write something, or add a file.")


class MessageTooLong(Invalid):
    code = "message_too_long"
    message = _("A message holds at most %(limit)s characters; this one has %(length)s.")


class TooManyFiles(Invalid):
    code = "too_many_files"
    message = _("A message holds at most %(limit)s files.")


class FileTooLarge(Invalid):
    code = "file_too_large"
    message = _("A file holds at most %(megabytes)s MB.")


class FileKindRefused(Invalid):
    code = "file_kind_refused"
    message = _("Programs can't be sent. Put the file into a ZIP archive and say what it does.")


class TooManyMessages(TooManyRequests):
    code = "too_many_messages"
    message = _("You have sent %(limit)s messages within an hour. Wait a little, then go on.")


class ConversationNeedsTwo(Invalid):
    code = "conversation_needs_two"
    message = _("A conversation needs at least two members.")


class ConversationNotFound(NotFound):
    code = "conversation_not_found"
    message = _("There is no such conversation, or you don't take part in it.")


class AttachmentNotFound(NotFound):
    code = "attachment_not_found"
    message = _("There is no such file, or it isn't yours to open.")


class ContactDetailsFound(Invalid):
    """Not a prohibition: the writer looks again, and sends the text as it is with `as_is`."""

    code = "contact_details_found"
    message = _("Your message is not sent yet: it holds a way to reach you outside.")

    def __init__(self, *, details: list[ContactDetail], as_is: str) -> None:
        super().__init__(field="body")
        self.details = details
        self.as_is = as_is


class MemberBlocked(Conflict):
    code = "member_blocked"
    message = _("The two of you can't write to each other. Orders under way go on as they are.")


class OwnBlock(Invalid):
    code = "own_block"
    message = _("You can't block yourself.")


class ReplyNotFound(NotFound):
    code = "reply_not_found"
    message = _("There is no such saved reply.")


class TooManyReplies(Conflict):
    code = "too_many_replies"
    message = _(
        "You have %(limit)s saved replies, which is all there is room for. Delete one first."
    )
