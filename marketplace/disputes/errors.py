"""Refusals of disputes: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NotYourStep(PermissionRefused):
    code = "not_your_step"
    message = _("This step belongs to somebody else.")


class DisputeSettled(Conflict):
    code = "dispute_settled"
    message = _("This dispute is settled, and the money has moved.")


class DisputeWithdrawnAlready(Conflict):
    code = "dispute_withdrawn"
    message = _("This dispute was withdrawn; the order goes on.")


class AnswerAwaited(Conflict):
    code = "answer_awaited"
    message = _("The other side still has time to answer.")


class AlreadyAnswered(Conflict):
    code = "dispute_answered"
    message = _("This dispute has been answered; add evidence instead.")


class NotDecidedYet(Conflict):
    code = "not_decided_yet"
    message = _("There is no decision yet.")


class AlreadyDecided(Conflict):
    code = "already_decided"
    message = _("This dispute has been decided.")


class AlreadyAppealed(Conflict):
    code = "already_appealed"
    message = _("There is one appeal, and it has been made.")


class DecisionAccepted(Conflict):
    code = "decision_accepted"
    message = _("You have accepted the decision.")


class SamePerson(PermissionRefused):
    code = "same_person"
    message = _("You made the first decision, so somebody else decides the appeal.")


class PartyToDispute(PermissionRefused):
    code = "party_to_dispute"
    message = _("You are a side of this dispute, so somebody else decides.")


class TextMissing(Invalid):
    code = "text_missing"
    message = _("Write what happened, or add a file or a link.")


class ReasonMissing(Invalid):
    code = "dispute_reason_missing"
    message = _("Write your reasons: both sides read them.")


class SplitOutOfRange(Invalid):
    code = "split_out_of_range"
    message = _("Between nothing and %(maximum)s can go back to the client.")


class NoSuchProposal(Conflict):
    code = "no_such_proposal"
    message = _("This proposal isn't open any more.")


class OwnProposal(PermissionRefused):
    code = "own_proposal"
    message = _("This is your own proposal; the other side answers it.")


class RefUnknown(Invalid):
    code = "ref_unknown"
    message = _("Choose only things that belong to this order.")


class TooManyFiles(Invalid):
    code = "too_many_files"
    message = _("At most %(limit)s files at once.")
