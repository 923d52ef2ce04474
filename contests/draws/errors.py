"""Refusals of draws: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NotYourMove(PermissionRefused):
    code = "not_your_move"
    message = _("This step belongs to somebody else.")


class StateRefuses(Conflict):
    code = "draw_state"
    message = _("A draw that is “%(state)s” doesn't allow this.")


class WritingHasNoDraw(Conflict):
    code = "writing_has_no_draw"
    message = _("A writing contest is judged, not drawn.")


class SourceUnnamed(Invalid):
    code = "source_unnamed"
    message = _("Say which figure it is, of which day, and where everybody can read it.")


class NotThatSource(Conflict):
    code = "not_that_source"
    message = _("Another source was named before the contest opened.")


class ValueTooEarly(Conflict):
    code = "value_too_early"
    message = _("The value can be entered when the list of tickets is closed, not before.")


class ValueMissing(Invalid):
    code = "value_missing"
    message = _("Enter the value exactly as it was published.")


class SignatureWrong(Invalid):
    code = "signature_wrong"
    message = _("This isn't a signature of drand: 96 digits and letters from a to f.")


class SecretLost(Conflict):
    code = "secret_lost"
    message = _("The sealed secret can't be opened with this installation's key.")


class NotTheHolder(Conflict):
    code = "not_the_holder"
    message = _("Somebody else holds this place by now. Reload the page.")


class ReasonMissing(Invalid):
    code = "pass_reason_missing"
    message = _("Write what happened: it stays with the draw.")


class LabelIsEnough(Conflict):
    code = "label_is_enough"
    message = _("The winning ticket proves what this prize asks.")


class PrizeGiven(Conflict):
    code = "prize_given"
    message = _("The prize of this place is handed over: it can't go to somebody else.")


class NotDrawnYet(Conflict):
    code = "not_drawn_yet"
    message = _("The winners aren't drawn yet.")
