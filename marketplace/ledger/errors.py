"""Refusals of the ledger."""

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, NotFound, PermissionRefused


class InsufficientFunds(Conflict):
    """An account that can't go below zero would have. `kind` and `owner` name the account."""

    code = "insufficient_funds"
    message = _("There isn't enough money for this.")


class IdempotencyConflict(Conflict):
    """The key belongs to another transfer than the one that was sent with it now."""

    code = "idempotency_conflict"
    message = _("This was already sent with other contents. Reload the page and start again.")


class AlreadyReversed(Conflict):
    """A transfer is taken back once."""

    code = "already_reversed"
    message = _("This transfer was already taken back.")


class MovedOn(Conflict):
    """The payment or payout isn't in a state in which this can happen."""

    code = "moved_on"
    message = _(
        "This isn't possible any more: it has moved on. Reload the page to see where it is."
    )


class GatewayUnknown(NotFound):
    """There is no such gateway, or it is switched off."""

    code = "gateway_unknown"
    message = _("This way of paying isn't offered here.")


class GatewayUnavailable(Conflict):
    """The provider didn't answer, or not as agreed. Nothing was paid."""

    code = "gateway_unavailable"
    message = _("The payment provider can't be reached right now. Nothing was paid; try again.")
    status = 503


class WebhookRefused(Invalid):
    """The message isn't signed by the provider, is too old, or can't be read."""

    code = "webhook_refused"
    message = _("The signature of this message is wrong.")
    status = 400


class PayoutsHeld(Conflict):
    """A suspension's plan names the day; the page of the suspension shows it."""

    code = "payouts_held"
    message = _("You can withdraw from %(day)s on. Until then your money stays where it is.")


class AmountTooSmall(Invalid):
    """Below what can be paid in or withdrawn."""

    code = "amount_too_small"
    message = _("The smallest amount is %(minimum)s.")


class AmountTooLarge(Invalid):
    """Above what can be paid in at once."""

    code = "amount_too_large"
    message = _("The largest amount is %(maximum)s.")


class ReceiptNotTaken(Invalid):
    """Only transfers by bank are proven by a receipt."""

    code = "receipt_not_taken"
    message = _("This payment needs no receipt.")


class ReceiptUnreadable(Invalid):
    """The file is no picture and no PDF."""

    code = "receipt_unreadable"
    message = _("Upload the receipt as a PDF, JPEG, PNG or WebP file.")


class ReasonMissing(Invalid):
    """A refusal of money says why."""

    code = "reason_missing"
    message = _("Write the reason; the member will read it.")


class NotConfirmed(PermissionRefused):
    """Money leaves only for somebody who has just proven who they are."""

    code = "not_confirmed"
    message = _("Confirm with your password or second factor first.")


class DestinationUnknown(Invalid):
    """The account isn't one of the member's own."""

    code = "destination_unknown"
    message = _("Choose one of your accounts.")


class TooManyDestinations(Conflict):
    """A limit on saved accounts."""

    code = "too_many_destinations"
    message = _("You can keep at most %(limit)s accounts. Remove one first.")


class OwnPayout(PermissionRefused):
    """Nobody decides about their own money."""

    code = "own_payout"
    message = _("Somebody else must decide about your own withdrawal.")


class OwnPayment(PermissionRefused):
    """Nobody says by themselves what they paid in."""

    code = "own_payment"
    message = _("Somebody else must decide about your own payment.")


class SecondPersonNeeded(PermissionRefused):
    """A large payout is approved by two people."""

    code = "second_person_needed"
    message = _("You approved this already. A second person must approve it too.")


class NothingToExport(Conflict):
    """No approved payout waits for a file."""

    code = "nothing_to_export"
    message = _("No approved withdrawals are waiting in this currency.")


class SentByGateway(Conflict):
    """What a provider sends by itself is settled by asking it."""

    code = "sent_by_gateway"
    message = _("The provider sends this one itself; its answer settles it.")


class EvidenceMissing(Invalid):
    """What became of money is written with its proof."""

    code = "evidence_missing"
    message = _("Write what proves it: the line of the statement, the bank's answer.")


class StatementTooLong(Invalid):
    """A PDF of that many lines helps nobody."""

    code = "statement_too_long"
    message = _(
        "This statement has %(lines)s lines; a PDF holds at most %(most)s. Choose fewer days, or"
        " take the CSV file."
    )


class StatementFileMissing(NotFound):
    """There is no such file of a statement, or not for this member."""

    code = "statement_file_missing"
    message = _("This file isn't there. Make the statement again.")


class TooManyStatementFiles(Conflict):
    """The member has files that are still being made."""

    code = "too_many_statement_files"
    message = _("Some of your statements are still being made. Wait until they are ready.")


class MemberUnknown(Invalid):
    """Nobody has this name."""

    code = "member_unknown"
    message = _("There is no member of this name.")


class OwnAccount(PermissionRefused):
    """Nobody gives themselves credit."""

    code = "own_account"
    message = _("Somebody else has to give you credit.")


class CreditOutOfRange(Invalid):
    """Credit is a sum up to a limit, for some days."""

    code = "credit_out_of_range"
    message = _("Give at most %(maximum)s, for at most %(days)s days.")
