"""Refusals of the guru club: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NominationStateRefuses(Conflict):
    code = "nomination_state"
    message = _("A nomination that is “%(state)s” doesn’t allow this.")


class NotYourStep(PermissionRefused):
    code = "club_not_your_step"
    message = _("This step belongs to somebody else.")


class OwnNomination(PermissionRefused):
    code = "nomination_own"
    message = _("Nobody nominates, supports or votes for themselves.")


class BlockedCandidate(PermissionRefused):
    code = "nomination_blocked"
    message = _("One of you has blocked the other, so this step belongs to somebody else.")


class NominatorSupports(PermissionRefused):
    code = "nomination_second_person"
    message = _("The supporter is a second guru: you nominated.")


class NotOfTheClub(PermissionRefused):
    code = "not_of_the_club"
    message = _("Only gurus and community managers may do this.")


class AlreadyGuru(Conflict):
    code = "nomination_already_guru"
    message = _("They belong to the club already.")


class NominatedAlready(Conflict):
    code = "nomination_open"
    message = _("A nomination of this member is under way.")


class CandidateRests(Conflict):
    code = "nomination_cooldown"
    message = _("This member was a candidate not long ago. Nominate them again after %(day)s.")


class CandidateUnknown(Invalid):
    code = "nomination_candidate_unknown"
    message = _("There is no member of this name, or their account is closed.")


class TooManyNominations(Conflict):
    code = "nomination_too_many"
    message = _("You have %(count)s nominations under way. See them through first.")


class TooManyThisYear(Conflict):
    code = "nomination_too_many_a_year"
    message = _("You nominated %(count)s members within a year; that is the most.")


class ReasonNeeded(Invalid):
    code = "club_reason_missing"
    message = _("Give a reason; it is read by those whom it concerns.")


class EvidenceMissing(Invalid):
    code = "nomination_evidence_missing"
    message = _("Point to at least one thing: a line of the record, a topic, an address.")


class EvidenceTooLong(Invalid):
    code = "nomination_evidence_too_long"
    message = _("At most %(count)s addresses; choose the best ones.")


class EvidenceUnusable(Invalid):
    code = "nomination_evidence"
    message = _("This isn’t an address that others can open: %(text)s")


class EvidenceOfAnother(Invalid):
    code = "nomination_evidence_of_another"
    message = _("This line of the record isn’t the candidate’s: %(text)s")


class ApplicationMissing(Invalid):
    code = "application_missing"
    message = _("Say in a few words what you would like to do in the club.")


class RemarkMissing(Invalid):
    code = "remark_missing"
    message = _("Write something first.")


class AgainstNeedsReason(Invalid):
    code = "ballot_reason_missing"
    message = _("A vote against needs a reason.")


class NoBallot(PermissionRefused):
    code = "ballot_none"
    message = _("Those vote who were members when the vote opened.")


class VoteIsOver(Conflict):
    code = "vote_over"
    message = _("The vote is over.")


class NothingChanged(Conflict):
    code = "club_nothing_changed"
    message = _("Nothing would change.")


class TooFewMembers(Conflict):
    code = "club_founded"
    message = _("The club has its first members. New ones are nominated and voted for.")


class CharterMissing(Conflict):
    code = "charter_missing"
    message = _("There is no charter yet. The community manager writes it first.")


class CharterMoved(Conflict):
    code = "charter_moved"
    message = _("There is a newer version of the charter. Read it, then sign.")


class CharterIncomplete(Invalid):
    code = "charter_incomplete"
    message = _("Write every part in all four languages.")


class SignByTooEarly(Invalid):
    code = "charter_sign_by"
    message = _("Give members at least %(days)s days to sign.")


class SignedBefore(Conflict):
    code = "charter_signed"
    message = _("You have signed this version.")


class MembershipStateRefuses(Conflict):
    code = "membership_state"
    message = _("A membership that is “%(state)s” doesn’t allow this.")


class BreakDatesWrong(Invalid):
    code = "break_dates"
    message = _(
        "A leave begins today or later, ends after it begins, and takes %(days)s days at most."
    )


class AppealTooLate(Conflict):
    code = "membership_appeal_late"
    message = _("The time to appeal is over.")


class SecondPersonAnswers(PermissionRefused):
    code = "membership_second_person"
    message = _("Somebody else answers: you decided before, or it is about you.")


class MemberGone(Conflict):
    code = "membership_account_closed"
    message = _("The account of the member is closed.")


class EvangelistAlready(Conflict):
    code = "evangelist_already"
    message = _("They are an evangelist already.")


class NoEvangelist(Conflict):
    code = "evangelist_none"
    message = _("They aren’t an evangelist.")


class CaseDecided(Conflict):
    code = "club_case_decided"
    message = _("This case is decided.")


class OwnCase(PermissionRefused):
    code = "club_case_own"
    message = _("This is about you, so somebody else decides.")


class PrivilegeClosed(Conflict):
    code = "privilege_closed"
    message = _("This isn’t given any more.")


class NoCodesLeft(Conflict):
    code = "privilege_no_codes"
    message = _("The stock is empty. Add codes first.")


class NoPlacesLeft(Conflict):
    code = "privilege_full"
    message = _("All %(count)s places are taken.")


class CodesMissing(Invalid):
    code = "privilege_codes_missing"
    message = _("Write one code on each line.")


class CodeTooLong(Invalid):
    code = "privilege_code_too_long"
    message = _("Line %(line)s is longer than %(most)s characters. Nothing was added.")


class CodeElsewhere(Invalid):
    code = "privilege_code_elsewhere"
    message = _("The code in line %(line)s belongs to “%(title)s” already. Nothing was added.")


class NotCoded(Conflict):
    code = "privilege_not_coded"
    message = _("There are no codes in this one.")


class GrantStateRefuses(Conflict):
    code = "grant_state"
    message = _("What is “%(state)s” doesn’t allow this.")


class CodeShownBefore(Conflict):
    code = "code_shown"
    message = _("The code was shown on %(day)s. Ask the community manager to let you see it again.")


class GrantNotYours(PermissionRefused):
    code = "grant_not_yours"
    message = _("Only who was given it may do this.")


class AnswerByMissing(Invalid):
    code = "privilege_answer_by"
    message = _("An invitation needs a day until which to answer, and it lies ahead.")
