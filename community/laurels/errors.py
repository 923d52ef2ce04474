"""Refusals of the election: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class ElectionStateRefuses(Conflict):
    code = "election_state"
    message = _("An election that is “%(state)s” doesn’t allow this.")


class CandidacyStateRefuses(Conflict):
    code = "candidacy_state"
    message = _("A candidacy that is “%(state)s” doesn’t allow this.")


class NotYourMove(PermissionRefused):
    code = "election_not_your_step"
    message = _("This step belongs to somebody else.")


class CandidateDecides(PermissionRefused):
    code = "election_own"
    message = _("You are a candidate, so somebody else decides about the result.")


class YearTaken(Conflict):
    code = "election_year_taken"
    message = _("There is an election for this year already.")


class ElectionDatesWrong(Invalid):
    code = "election_dates"
    message = _("The vote opens after today and closes after it opens.")


class CountingFromWrong(Invalid):
    code = "election_counting_from"
    message = _("The record counts from a day that lies before today.")


class PlacesWrong(Invalid):
    code = "election_places"
    message = _("Between one and %(count)s places can be won.")


class NotAGuru(PermissionRefused):
    code = "election_not_a_guru"
    message = _("Only gurus nominate and vote.")


class OwnCandidacy(PermissionRefused):
    code = "candidacy_own"
    message = _("Nobody nominates themselves. Ask another guru.")


class CandidateBlocked(PermissionRefused):
    code = "candidacy_blocked"
    message = _("One of you has blocked the other, so somebody else nominates them.")


class CandidateNotAGuru(Invalid):
    code = "candidacy_not_a_guru"
    message = _("Only gurus can be guru of the year, and this member isn’t one now.")


class CandidateRestsThisYear(Conflict):
    code = "candidacy_rests"
    message = _("They won in %(year)s. Nominate them again for %(next)s.")


class CandidateAlready(Conflict):
    code = "candidacy_already"
    message = _("They are nominated for this year already.")


class NominatedEnough(Conflict):
    code = "candidacy_too_many"
    message = _("You have nominated %(count)s this year; that is the most.")


class CandidacyReasonMissing(Invalid):
    code = "candidacy_reason_missing"
    message = _("Say why: those who vote read it.")


class StatementMissing(Invalid):
    code = "candidacy_statement_missing"
    message = _("Say a few words to those who vote.")


class NoElectorYou(PermissionRefused):
    code = "election_no_elector"
    message = _("Those vote who were gurus when the vote opened.")


class VotingOver(Conflict):
    code = "election_vote_over"
    message = _("The vote is closed.")


class RankingEmpty(Invalid):
    code = "ballot_ranking_empty"
    message = _("Rank at least one candidate.")


class RankingTwice(Invalid):
    code = "ballot_ranking_twice"
    message = _("Each candidate has one rank, and each rank one candidate.")


class RankingUnknown(Invalid):
    code = "ballot_ranking_unknown"
    message = _("Somebody in your ranking isn’t a candidate any more. Look, then vote again.")


class NonceWrong(Invalid):
    code = "ballot_nonce"
    message = _("This form can’t be used any more. Open the vote anew, then rank again.")


class CancelReasonMissing(Invalid):
    code = "election_reason_missing"
    message = _("Give a reason; the club reads it.")


class PrizesUnknown(Invalid):
    code = "election_prizes_unknown"
    message = _("This contest can’t carry the prizes: choose one from the list.")
