"""Refusals to those who write."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused, TooManyRequests


class MayNotStart(PermissionRefused):
    code = "may_not_start"
    message = _("You can’t start topics in this category. Choose another one.")


class MayNotReply(PermissionRefused):
    code = "may_not_reply"
    message = _("You can’t reply in this category.")


class TopicTakesNoReplies(Conflict):
    code = "topic_takes_no_replies"
    message = _("This topic takes no replies any more. Start a new one and link to it.")


class BlockedByAuthor(PermissionRefused):
    code = "blocked_by_author"
    message = _("You and the author of this post have no contact, so you can’t answer it directly.")


class TitleTooShort(Invalid):
    code = "title_too_short"
    message = _("Say in the title what it is about: at least %(least)s letters.")


class PostEmpty(Invalid):
    code = "post_empty"
    message = _("Write something first.")


class PostTooLong(Invalid):
    code = "post_too_long"
    message = _("A post may have %(limit)s characters; this one has %(count)s. Split it in two.")


class PostTooTangled(Invalid):
    code = "post_too_tangled"
    message = _("This post has too many marks. Put code between two lines of three backticks.")


class LinksWouldWait(Invalid):
    code = "links_would_wait"
    message = _(
        "With new links a newcomer’s post may have %(most)s at most. Take some out, or write a "
        "reply with them: a moderator looks at it first."
    )


class TooManyTags(Invalid):
    code = "too_many_tags"
    message = _("A topic carries %(most)s tags at most.")


class TagUnreadable(Invalid):
    code = "tag_unreadable"
    message = _("“%(tag)s” is no tag: use letters, digits and hyphens, %(most)s at most.")


class ReplyElsewhere(Invalid):
    code = "reply_elsewhere"
    message = _("The post that you answer isn’t in this topic any more. Reload the page.")


class TooSoon(TooManyRequests):
    """`wait` says in words how long."""

    code = "forum_too_soon"
    message = _("That was a lot in a short time. You can go on in %(wait)s.")


class NewcomerTooSoon(TooSoon):
    code = "forum_newcomer_too_soon"
    message = _(
        "New members write a little at first, so that nobody floods the forum. "
        "You can go on in %(wait)s; the limit rises when others value your posts."
    )


class PostStateRefuses(Conflict):
    code = "post_state_refuses"
    message = _("This post is “%(state)s” now, so this can’t be done. Reload the page.")


class TopicStateRefuses(Conflict):
    code = "topic_state_refuses"
    message = _("This topic is “%(state)s” now, so this can’t be done. Reload the page.")


class NotYourPost(PermissionRefused):
    code = "not_your_post"
    message = _("Only its author, or those who look after the forum, may do this.")


class NotForumStaff(PermissionRefused):
    code = "not_forum_staff"
    message = _("Only those who look after the forum may do this.")


class EditTooLate(Conflict):
    code = "edit_too_late"
    message = _("The time to change this post is over. Write a reply that corrects it.")


class EditOvertaken(Conflict):
    code = "edit_overtaken"
    message = _(
        "Somebody changed this post meanwhile. Your text is still here: compare, then save."
    )


class NothingChanged(Conflict):
    code = "nothing_changed"
    message = _("Nothing is different from what stands there now.")


class TopicHasReplies(Conflict):
    code = "topic_has_replies"
    message = _("Others have replied, so the topic stays. Ask a moderator, or edit your post.")


class UndoTooLate(Conflict):
    code = "undo_too_late"
    message = _("This can’t be undone any more.")


class DecidedByModerators(Conflict):
    code = "decided_by_moderators"
    message = _("Moderators decided this, so it is taken back at their desk.")


class ForumReasonMissing(Invalid):
    code = "forum_reason_missing"
    message = _("Give a reason: it stands in the log.")


class LikeOwnPost(PermissionRefused):
    code = "like_own_post"
    message = _("You can’t like your own post.")


class NotAQuestion(Conflict):
    code = "not_a_question"
    message = _("Only a question can be solved.")


class OpeningPostSolvesNothing(Conflict):
    code = "opening_post_solves_nothing"
    message = _("The question itself can’t be its solution.")


class MayNotChoose(PermissionRefused):
    code = "may_not_choose"
    message = _(
        "The asker chooses the solution; gurus may once the asker is silent for %(days)s days."
    )


class AlreadySolution(Conflict):
    code = "already_solution"
    message = _("This post is a solution already.")


class NoSolution(Conflict):
    code = "no_solution"
    message = _("This post is no solution.")


class PollClosed(Conflict):
    code = "poll_closed"
    message = _("This poll is closed.")


class PollChoiceInvalid(Invalid):
    code = "poll_choice_invalid"
    message = _("Choose at least one option, and %(most)s at most.")


class PollTooSmall(Invalid):
    code = "poll_too_small"
    message = _("A poll needs a question and at least two different options.")


class PollEndsTooSoon(Invalid):
    code = "poll_ends_too_soon"
    message = _("The poll has to close in the future.")


class MomentTooFar(Invalid):
    code = "forum_moment_too_far"
    message = _("Choose a moment within the next ten years.")


class MergeWithItself(Invalid):
    code = "merge_with_itself"
    message = _("Choose another topic to merge with.")


class NothingToMove(Invalid):
    code = "nothing_to_move"
    message = _("Choose the replies to move: not the first post, and not all of nothing.")


class MergeMovedOn(Conflict):
    code = "merge_moved_on"
    message = _("What was moved has been moved again since, so it can’t go back.")


class CategoryInvalid(Invalid):
    code = "category_invalid"
    message = _("This category can’t stand there: %(why)s")


class TooManyPictures(TooManyRequests):
    code = "too_many_pictures"
    message = _("You can add %(most)s pictures a day.")
