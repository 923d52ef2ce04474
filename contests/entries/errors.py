"""Refusals of entries: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to somebody else.")


class EntryStateRefuses(Conflict):
    code = "entry_state"
    message = _("An entry that is “%(state)s” doesn’t allow this.")


class NotOpenForEntries(Conflict):
    code = "contest_not_open"
    message = _("This contest doesn’t take entries now.")


class EnteredAlready(Conflict):
    code = "entered_already"
    message = _("You have entered this contest already. Change your entry instead.")


class NotEligible(PermissionRefused):
    code = "not_eligible"
    message = _("You can’t enter this contest: %(reasons)s")


class SourceNotTaken(Invalid):
    code = "source_not_taken"
    message = _("This contest doesn’t take texts from there.")


class ArticleNotPublished(Invalid):
    code = "article_not_published"
    message = _("This contest takes articles that an editor has published.")


class ArticleEmpty(Invalid):
    code = "article_empty"
    message = _("This article has no text yet.")


class LanguageNotTaken(Invalid):
    code = "language_not_taken"
    message = _("This contest takes texts in: %(languages)s.")


class TextTakenAlready(Invalid):
    code = "text_entered_already"
    message = _("This text was entered into this contest already.")


class RulesIncomplete(Invalid):
    code = "rules_incomplete"
    message = _("Name at least one place where a text may stand.")


class WordsOutOfOrder(Invalid):
    code = "words_out_of_order"
    message = _("The longest text can’t be shorter than the shortest.")


class ReasonMissing(Invalid):
    code = "entry_reason_missing"
    message = _("Write why: the entrant reads it.")


class ChecksUnfinished(Conflict):
    code = "checks_unfinished"
    message = _("The checks aren’t done yet. Decide when they are.")


class FindingsUndecided(Conflict):
    code = "findings_undecided"
    message = _("Decide about each finding first.")


class FindingBreaks(Conflict):
    code = "finding_breaks"
    message = _(
        "One finding breaks the terms by your own decision: don’t accept it, or decide anew."
    )


class NothingFound(Conflict):
    code = "nothing_found"
    message = _("This check found nothing, so there is nothing to decide.")


class AppealedAlready(Conflict):
    code = "appealed_already"
    message = _("You have asked for this once already. The answer is final.")


class AppealMissing(Invalid):
    code = "appeal_missing"
    message = _("Write what was overlooked.")
