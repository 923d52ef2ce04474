"""Refusals of campaigns: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to somebody else.")


class StateRefuses(Conflict):
    code = "campaign_state"
    message = _("What is “%(state)s” doesn't allow this.")


class DraftOnly(Conflict):
    code = "campaign_open"
    message = _("This campaign is open: what members were promised can't change any more.")


class NotReady(Conflict):
    code = "campaign_not_ready"
    message = _("Not ready to be opened: %(reasons)s")


class NothingToFund(Conflict):
    code = "nothing_to_fund"
    message = _("No reward of this campaign is paid from a fund, so there is nothing to pay in.")


class FundedAlready(Conflict):
    code = "campaign_fund_paid_in"
    message = _("The fund is paid in. Take it back first to change the missions.")


class FundUsedUp(Conflict):
    code = "campaign_fund_used_up"
    message = _("What lies in the fund is promised to others already.")


class DatesOutOfOrder(Invalid):
    code = "dates_out_of_order"
    message = _("The end comes after the beginning, and the beginning lies ahead.")


class AddressTaken(Invalid):
    code = "address_taken"
    message = _("Another campaign has this address: choose another one.")


class ContactUnknown(Invalid):
    code = "campaign_contact_unknown"
    message = _("There is no member of this name whose account is open.")


class BlockInvalid(Invalid):
    code = "campaign_block_invalid"
    message = _("Block %(place)s isn't complete: %(what)s")


class RewardIncomplete(Invalid):
    code = "campaign_reward_incomplete"
    message = _("The reward isn't complete: %(what)s")


class UnequalReward(Invalid):
    code = "campaign_reward_unequal"
    message = _("Missions of the same kind have the same reward here. Write why this one differs.")


class SegmentInvalid(Invalid):
    code = "segment_invalid"
    message = _("Name the segment and at least one rule that is known.")


class SegmentNameTaken(Invalid):
    code = "segment_name_taken"
    message = _("Another segment has this name.")


class ReasonMissing(Invalid):
    code = "campaign_reason_missing"
    message = _("Write why: whom it concerns reads it.")


class NotTakingPart(Conflict):
    code = "campaign_not_joinable"
    message = _("This campaign takes nobody in now.")


class MissionFull(Conflict):
    code = "mission_full"
    message = _("All places of this mission are taken.")


class JoinedAlready(Conflict):
    code = "mission_joined"
    message = _("You take part in this mission already.")


class BooksSlots(Conflict):
    code = "mission_has_slots"
    message = _("This mission is done in shifts: book one of them.")


class SlotOver(Conflict):
    code = "slot_over"
    message = _("This shift has begun.")


class SlotBooked(Conflict):
    code = "slot_booked"
    message = _("You have a place here, or stand in line for one.")


class SlotOverlaps(Conflict):
    code = "slot_overlaps"
    message = _("You have another shift at that time.")


class SlotInvalid(Invalid):
    code = "slot_invalid"
    message = _("A shift lies inside the campaign, ends after it begins, and has places.")


class TooEarly(Conflict):
    code = "proof_too_early"
    message = _("There is nothing to prove yet: it begins on %(moment)s.")


class ProofMissing(Invalid):
    code = "proof_missing"
    message = _("Show what was asked for: %(what)s.")


class DisclosureMissing(Invalid):
    code = "disclosure_missing"
    message = _(
        "Say first that readers are told about the reward: the rules of posting ask for it."
    )


class ProofLate(Conflict):
    code = "proof_late"
    message = _("The time for the proof is over.")


class AppealLate(Conflict):
    code = "appeal_late"
    message = _("The days for an appeal are over.")


class OwnWork(PermissionRefused):
    code = "campaign_own_work"
    message = _("Nobody decides about their own work.")


class SameDecider(PermissionRefused):
    code = "campaign_same_decider"
    message = _("An appeal is decided by somebody else than who refused.")


class CardIncomplete(Invalid):
    code = "card_incomplete"
    message = _("Name at least one language and your country.")


class NothingGathered(Conflict):
    code = "cause_empty"
    message = _("Nothing has gathered for this cause.")


class LessGathered(Conflict):
    code = "cause_has_less"
    message = _("Less than that lies there for this cause now. Look at the sum again.")
