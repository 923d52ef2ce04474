"""Refusals of relationships: one class per reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class AlreadyInBook(Conflict):
    code = "already_in_book"
    message = _("This address is in your book already: %(name)s.")


class FileUnreadable(Invalid):
    code = "file_unreadable"
    message = _("This isn't a table as text (CSV in UTF-8). Save it as CSV and try again.")


class FileEmpty(Invalid):
    code = "file_empty"
    message = _("There is no line with a client in it.")


class FileTooLong(Invalid):
    code = "file_too_long"
    message = _("At most %(limit)s clients at once. Split the file.")


class ColumnsUnknown(Invalid):
    code = "columns_unknown"
    message = _("The first line must name the columns; one of them must be “name”.")


class LinesWrong(Invalid):
    code = "lines_wrong"
    message = _("Nothing was added. Put the lines below right and send the file again.")

    def __init__(self, *, lines: Sequence[tuple[int, str]]) -> None:
        super().__init__(field="file")
        self.lines = tuple(lines)


class ReminderInThePast(Invalid):
    code = "reminder_in_the_past"
    message = _("Choose a day to come.")


class ReminderDone(Conflict):
    code = "reminder_done"
    message = _("This reminder is done already.")


class DealInTheFuture(Invalid):
    code = "deal_in_the_future"
    message = _("A deal is written down once it was made: choose today or a day before.")


class InvitationNeedsAddress(Invalid):
    code = "invitation_needs_address"
    message = _("Write an e-mail address into the book first.")


class AlreadyInvited(Conflict):
    code = "already_invited"
    message = _("This address was invited before.")


class AlreadyMet(Conflict):
    code = "already_met"
    message = _("You two have met here before, so the fee stays as it is.")


class OwnInvitation(Invalid):
    code = "own_invitation"
    message = _("This is your own link. Send it to a client of yours.")


class PulseAnswered(Conflict):
    code = "pulse_answered"
    message = _("You have answered this already. Thank you!")


class PulseLinkInvalid(Invalid):
    code = "pulse_link_invalid"
    message = _("This link is damaged. Open the one in your mail again.")


class NotYetMet(Invalid):
    code = "not_yet_met"
    message = _("Offer a retainer to a client you know from here. Invite them first.")


class OwnRetainer(Invalid):
    code = "own_retainer"
    message = _("A retainer needs two people.")


class RetainerPriceOutOfRange(Invalid):
    code = "retainer_price_out_of_range"
    message = _("A month must cost between %(minimum)s and %(maximum)s.")


class StartInThePast(Invalid):
    code = "start_in_the_past"
    message = _("The first month can't begin before today.")


class QuantityMissing(Invalid):
    code = "quantity_missing"
    message = _("Say how much is included in a month.")


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to the other side.")


class RetainerStateRefuses(Conflict):
    code = "retainer_state_refuses"
    message = _("This retainer is “%(state)s” now, so this can't be done.")


class PausedByOther(PermissionRefused):
    code = "paused_by_other"
    message = _("Who paused it starts it again.")


class NoticeByOther(PermissionRefused):
    code = "notice_by_other"
    message = _("Only who gave notice can take it back.")


class NoOpenMonth(Conflict):
    code = "no_open_month"
    message = _("No month is running, so there is nothing to note time or pieces against.")


class UsageVoid(Conflict):
    code = "usage_void"
    message = _("This line was struck out already.")


class MonthIsOver(Conflict):
    code = "month_is_over"
    message = _("That month is over; its lines stay as they are.")


class ChangeOpen(Conflict):
    code = "change_open"
    message = _("A change is being talked about already. Answer it first.")


class ChangeClosed(Conflict):
    code = "change_closed"
    message = _("This change is “%(state)s” now.")


class ChangeIsNone(Invalid):
    code = "change_is_none"
    message = _("This is what holds already. Change the price or the amount.")


class SelfIntroduction(Invalid):
    code = "self_introduction"
    message = _("An introduction brings two others together: you can't be one of them.")


class SamePerson(Invalid):
    code = "same_person"
    message = _("These two are the same person.")


class ClientUnknownToYou(Invalid):
    code = "client_unknown_to_you"
    message = _("Introduce somebody you have talked with here.")


class TheyHaveMet(Conflict):
    code = "they_have_met"
    message = _("These two have met here already, so there is nobody to introduce.")


class IntroductionOpen(Conflict):
    code = "introduction_open"
    message = _("Somebody is introducing these two already.")


class NotTakingWork(Conflict):
    code = "introduced_not_taking_work"
    message = _("%(name)s isn't taking work at the moment.")


class IntroductionStateRefuses(Conflict):
    code = "introduction_state_refuses"
    message = _("This introduction is “%(state)s” now, so this can't be done.")


class AgreedAlready(Conflict):
    code = "agreed_already"
    message = _("You have said yes already. Now it is the other one's turn.")


class NothingShared(Conflict):
    code = "nothing_shared"
    message = _("You have no deal on the wall.")


class DealNotYours(Invalid):
    code = "deal_not_yours"
    message = _("Choose one of your completed orders, or say how big the deal was.")


class ReasonMissing(Invalid):
    code = "reason_missing"
    message = _("Say why: the member reads it.")
