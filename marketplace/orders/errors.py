"""Refusals of orders: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class SellerNotSuspended(Conflict):
    code = "seller_not_suspended"
    message = _("The freelancer's account is open. Ask to call the order off instead.")


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to the other side of the order.")


class OwnService(Invalid):
    code = "own_service"
    message = _("You can't order from yourself.")


class PriceOutOfRange(Invalid):
    code = "price_out_of_range"
    message = _("An order's total must be between %(minimum)s and %(maximum)s.")


class TermsIncomplete(Invalid):
    code = "terms_incomplete"
    message = _("An order needs a title, a price and at least one day.")


class OrderNotPaid(Conflict):
    code = "order_not_paid"
    message = _("This order hasn't been paid yet.")


class OrderAlreadyPaid(Conflict):
    code = "order_already_paid"
    message = _("This order has been paid already.")


class RequirementsMissing(Conflict):
    code = "requirements_missing"
    message = _("The work hasn't started: the client's answers aren't in yet.")


class RequirementsAlreadyGiven(Conflict):
    code = "requirements_already_given"
    message = _("The questions have been answered already.")


class AnswerMissing(Invalid):
    code = "answer_missing"
    message = _("This question needs an answer.")


class QuestionUnknown(Invalid):
    code = "question_unknown"
    message = _("This order has no such question.")


class AnswerUnknown(Invalid):
    code = "answer_unknown"
    message = _("Choose one of the answers on offer.")


class WorkHasStarted(Conflict):
    code = "work_has_started"
    message = _("The work has started, so both sides must agree: ask for cancellation.")


class OrderAlreadyStarted(Conflict):
    code = "order_already_started"
    message = _("The work on this order has started.")


class NothingDelivered(Conflict):
    code = "nothing_delivered"
    message = _("There is no delivery to answer yet.")


class OrderAlreadyDelivered(Conflict):
    code = "order_already_delivered"
    message = _("The work has been delivered and is with the client.")


class OrderAlreadyCompleted(Conflict):
    code = "order_already_completed"
    message = _("This order is completed.")


class OrderAlreadyCancelled(Conflict):
    code = "order_already_cancelled"
    message = _("This order was cancelled.")


class OrderAlreadyRefunded(Conflict):
    code = "order_already_refunded"
    message = _("This order was called off and the money given back.")


class OrderInDispute(Conflict):
    code = "order_in_dispute"
    message = _("This order is in dispute; everything else waits for the decision.")


class NotInDispute(Conflict):
    code = "not_in_dispute"
    message = _("There is no dispute to settle.")


class RefundOutOfRange(Invalid):
    code = "refund_out_of_range"
    message = _("A refund is at least nothing and at most %(maximum)s here.")


class NoRevisionsLeft(Conflict):
    code = "no_revisions_left"
    message = _("All revisions of this order are used.")


class DeliveryEmpty(Invalid):
    code = "delivery_empty"
    message = _("Write what you deliver, or add a file.")


class ReasonMissing(Invalid):
    code = "reason_missing"
    message = _("Say why: the other side reads it.")


class TooManyFiles(Invalid):
    code = "too_many_files"
    message = _("At most %(limit)s files at once.")


class ClockAlreadyStopped(Conflict):
    code = "clock_already_stopped"
    message = _("The clock is stopped already.")


class SellerSuspended(Conflict):
    code = "seller_suspended"
    message = _("The freelancer's account is suspended: the clock goes on when it is open again.")


class ClockNotStopped(Conflict):
    code = "clock_not_stopped"
    message = _("The clock is running.")


class OrderIsLate(Conflict):
    code = "order_is_late"
    message = _("The deadline has passed; ask for more time instead.")


class NotDueYet(Conflict):
    code = "not_due_yet"
    message = _("It is too early for this.")


class ExtensionAlreadyRequested(Conflict):
    code = "extension_already_requested"
    message = _("More time has been asked for already; wait for the answer.")


class NoExtensionRequested(Conflict):
    code = "no_extension_requested"
    message = _("Nobody has asked for more time.")


class ExtensionDaysInvalid(Invalid):
    code = "extension_days_invalid"
    message = _("Ask for 1 to %(limit)s days.")


class CancellationAlreadyRequested(Conflict):
    code = "cancellation_already_requested"
    message = _("A cancellation has been asked for already.")


class NoCancellationRequested(Conflict):
    code = "no_cancellation_requested"
    message = _("Nobody has asked for cancellation.")


class OwnRequest(PermissionRefused):
    code = "own_request"
    message = _("You asked for this yourself; the other side answers.")


class NotYourRequest(PermissionRefused):
    code = "not_your_request"
    message = _("Only the side that asked can withdraw the request.")


class CancellationWithSupport(Conflict):
    code = "cancellation_with_support"
    message = _("Support decides on this cancellation now.")


class CancellationNotWithSupport(Conflict):
    code = "cancellation_not_with_support"
    message = _("The two sides still have time to answer this themselves.")


class OrderNotCompleted(Conflict):
    code = "order_not_completed"
    message = _("This comes after the order is completed.")


class CreditCovers(Conflict):
    code = "credit_covers_all"
    message = _("Your credit covers all of it: choose your wallet, and nothing else is taken.")


class NothingToPay(Conflict):
    code = "nothing_to_pay"
    message = _("Nothing is left to pay: confirm the order instead.")


class RefundAlreadyProposed(Conflict):
    code = "refund_already_proposed"
    message = _("A refund is proposed already; wait for the answer.")


class NoRefundProposed(Conflict):
    code = "no_refund_proposed"
    message = _("Nobody has proposed a refund.")


class RefundTooLarge(Invalid):
    code = "refund_too_large"
    message = _("Propose at most %(maximum)s; for all of it ask to call the order off.")


class RefundNotCovered(Conflict):
    code = "refund_not_covered"
    message = _("The freelancer's wallet doesn't hold enough for this refund now.")


class ExtraAlreadyProposed(Conflict):
    code = "extra_already_proposed"
    message = _("An extra is proposed already; settle that one first.")


class NoExtraProposed(Conflict):
    code = "no_extra_proposed"
    message = _("Nobody has proposed an extra.")


class ExtraNotAgreed(Conflict):
    code = "extra_not_agreed"
    message = _("The freelancer hasn't agreed to this extra yet.")


class ExtraAlreadyAgreed(Conflict):
    code = "extra_already_agreed"
    message = _("The freelancer has agreed to this extra; it waits for the payment.")


class ExtraTermsInvalid(Invalid):
    code = "extra_terms_invalid"
    message = _(
        "An extra needs a title, a price, and at most %(days)s days and %(revisions)s revisions."
    )


class TipOutOfRange(Invalid):
    code = "tip_out_of_range"
    message = _("A tip is between %(minimum)s and %(maximum)s.")


class TipTakesNoCredit(Invalid):
    code = "tip_takes_no_credit"
    message = _("Credit is for orders and extras. Pay a tip with money.")


class ComplaintAlreadyOpen(Conflict):
    code = "complaint_already_open"
    message = _("Support is looking into this already.")


class ComplaintAlreadyDecided(Conflict):
    code = "complaint_already_decided"
    message = _("Support has decided on this order already.")


class NoComplaint(Conflict):
    code = "no_complaint"
    message = _("No complaint about this order is open.")


class ComplaintTooLate(Conflict):
    code = "complaint_too_late"
    message = _("A refund can be asked for within %(days)s days after completion.")


class CouponUnknown(Invalid):
    code = "coupon_unknown"
    message = _("There is no such coupon. Check the spelling.")


class CouponNotYet(Conflict):
    code = "coupon_not_yet"
    message = _("This coupon can't be used yet.")


class CouponOver(Conflict):
    code = "coupon_over"
    message = _("This coupon is over.")


class CouponUsedUp(Conflict):
    code = "coupon_used_up"
    message = _("This coupon has been used up.")


class CouponUsedByYou(Conflict):
    code = "coupon_used_by_you"
    message = _("You have used this coupon as often as it allows.")


class CouponFirstOrderOnly(Conflict):
    code = "coupon_first_order_only"
    message = _("This coupon is for a first order only.")


class CouponBelowMinimum(Conflict):
    code = "coupon_below_minimum"
    message = _("This coupon needs an order of at least %(minimum)s.")


class CouponOtherCurrency(Conflict):
    code = "coupon_other_currency"
    message = _("This coupon is for orders in %(currency)s.")


class CouponCodeTaken(Conflict):
    code = "coupon_code_taken"
    message = _("There is a coupon with this code already.")


class CouponTermsInvalid(Invalid):
    code = "coupon_terms_invalid"
    message = _(
        "A coupon needs a code of 3 to 24 letters and digits, a worth, and an end after its start."
    )


class OutageTimesInvalid(Invalid):
    code = "outage_times_invalid"
    message = _(
        "An outage ends after it began, not in the future, and lasts at most %(hours)s hours."
    )


class OutageOverlaps(Conflict):
    code = "outage_overlaps"
    message = _("This time, or a part of it, has been credited already.")


class OutageDecided(Conflict):
    code = "outage_decided"
    message = _("This outage has been decided on already.")


class WeekendInvalid(Invalid):
    code = "weekend_invalid"
    message = _("Choose a country and at most six days of rest.")
