"""Refusals of judging: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid


class NoRoleOfJudge(Invalid):
    code = "not_a_judge"
    message = _("Only members with the role of judge can be invited. An administrator gives it.")


class JudgeInvitedAlready(Conflict):
    code = "judge_invited"
    message = _("This judge is invited already.")


class HasEntered(Conflict):
    code = "judge_has_entered"
    message = _("Whoever entered the contest can't judge it.")


class InvitationOver(Conflict):
    code = "invitation_over"
    message = _("This invitation was answered already, or taken back.")


class RubricFull(Conflict):
    code = "rubric_full"
    message = _("A rubric of more than %(limit)s criteria can't be kept in mind.")


class CriterionUnnamed(Invalid):
    code = "criterion_unnamed"
    message = _("Name the criterion in each language that the contest has words in.")


class GuideIncomplete(Invalid):
    code = "guide_incomplete"
    message = _("Say for each score from 1 to 5 what it stands for, or leave all five empty.")


class SheetClosed(Conflict):
    code = "sheet_closed"
    message = _("This sheet is “%(state)s” and can't change any more.")


class ScoringOver(Conflict):
    code = "scoring_over"
    message = _("Scoring is closed: the time for it is over.")


class ScoresMissing(Invalid):
    code = "scores_missing"
    message = _("Score at least one criterion before you seal the sheet.")


class ScoreOutOfRange(Invalid):
    code = "score_out_of_range"
    message = _("Scores are whole numbers from 1 to 5.")


class FeedbackMissing(Invalid):
    code = "feedback_missing"
    message = _("Write at least one sentence: the writer reads it after the results.")


class RecusalUnexplained(Invalid):
    code = "recusal_unexplained"
    message = _("Say in a few words what ties you to the writer or the text.")


class EntriesGiven(Conflict):
    code = "entries_given"
    message = _("Entries are given out already: step back on the page of the entry itself.")


class TieToOneself(Invalid):
    code = "tie_to_oneself"
    message = _("Judges never get a text of their own. Name somebody else.")


class NotCounted(Conflict):
    code = "not_counted"
    message = _("The scores aren't counted yet.")


class StillScoring(Conflict):
    code = "still_scoring"
    message = _("Judges are still scoring: the count opens when scoring is closed.")


class DuelDecided(Conflict):
    code = "duel_decided"
    message = _("You decided this pair already.")


class NotInThePair(Invalid):
    code = "not_in_the_pair"
    message = _("Choose one of the two entries of the pair.")


class GapsLeft(Invalid):
    code = "gaps_left"
    message = _(
        "Criteria without a score: %(count)s. Score them, or tick that the sheet stays incomplete."
    )
