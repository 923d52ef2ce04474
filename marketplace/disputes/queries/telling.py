"""A dispute in words for one reader: whose step it is, what happened, what comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.disputes.choices import (
    DisputeMove,
    DisputeReason,
    DisputeState,
    Outcome,
    Part,
)
from marketplace.disputes.models import Decision, Dispute, Line
from marketplace.disputes.queries.splits import Split, default_refund, split_of
from marketplace.orders.queries import ClockCard, Step, Teller


@dataclass(frozen=True)
class DisputeTeller:
    """Tells one dispute to one reader; `part` is the reader's."""

    dispute: Dispute
    part: Part
    teller: Teller

    def name_of(self, part: str) -> str:
        """Return the name of one of the two sides."""
        is_opener = part == Part.OPENER
        is_client = (self.dispute.opened_by == "client") == is_opener
        return self.teller.client if is_client else self.teller.seller

    def split(self, refund: int) -> Split:
        """Return where each cent goes."""
        return split_of(self.dispute.order, self.dispute.stake, refund)

    def split_words(self, refund: int) -> str:
        """Say a split in one sentence."""
        split = self.split(refund)
        return _("%(refund)s goes back to %(client)s, %(earning)s to %(seller)s; fee %(fee)s.") % {
            "refund": self.teller.money(split.refund),
            "earning": self.teller.money(split.earning),
            "fee": self.teller.money(split.fee),
            "client": self.teller.client,
            "seller": self.teller.seller,
        }


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    """One line of the dispute's timeline."""

    pk: int
    state: str
    icon_name: str
    title: str
    when: str
    text: str = ""
    quote: str = ""


_BY_SIDES: Final[dict[str, tuple[str, str, Any, Any]]] = {
    "open": (
        "gavel",
        "bad",
        gettext_lazy("You opened the dispute"),
        gettext_lazy("%(name)s opened the dispute"),
    ),
    DisputeMove.STATE: (
        "file-plus",
        "done",
        gettext_lazy("You added evidence"),
        gettext_lazy("%(name)s added evidence"),
    ),
    DisputeMove.ANSWER: (
        "reply",
        "done",
        gettext_lazy("You answered"),
        gettext_lazy("%(name)s answered"),
    ),
    DisputeMove.PROPOSE: (
        "hand-coins",
        "done",
        gettext_lazy("You proposed a split"),
        gettext_lazy("%(name)s proposed a split"),
    ),
    DisputeMove.DECLINE_PROPOSAL: (
        "circle-x",
        "pause",
        gettext_lazy("You declined the proposal"),
        gettext_lazy("%(name)s declined the proposal"),
    ),
    DisputeMove.ACCEPT_PROPOSAL: (
        "handshake",
        "done",
        gettext_lazy("You accepted the proposal, and the dispute ended"),
        gettext_lazy("%(name)s accepted the proposal, and the dispute ended"),
    ),
    DisputeMove.WITHDRAW: (
        "rotate-ccw",
        "pause",
        gettext_lazy("You withdrew the dispute, and the order goes on"),
        gettext_lazy("%(name)s withdrew the dispute, and the order goes on"),
    ),
    DisputeMove.ACCEPT_DECISION: (
        "check",
        "done",
        gettext_lazy("You accepted the decision"),
        gettext_lazy("%(name)s accepted the decision"),
    ),
    DisputeMove.ENFORCE: (
        "circle-check",
        "done",
        gettext_lazy("Both accepted: the decision is carried out"),
        gettext_lazy("Both accepted: the decision is carried out"),
    ),
    DisputeMove.APPEAL: (
        "scale",
        "bad",
        gettext_lazy("You appealed"),
        gettext_lazy("%(name)s appealed"),
    ),
}
_BY_OTHERS: Final[dict[tuple[str, str], tuple[str, str, Any]]] = {
    (DisputeMove.STATE, Part.SUPPORT): (
        "message-circle",
        "now",
        gettext_lazy("Support asks or notes"),
    ),
    ("open", Part.SUPPORT): (
        "gavel",
        "bad",
        gettext_lazy("Support made a dispute of the request, so that both sides are heard"),
    ),
    (DisputeMove.REMIND, Part.TIMER): ("bell", "pause", gettext_lazy("A reminder to answer")),
    (DisputeMove.LAPSE, Part.TIMER): (
        "hourglass",
        "bad",
        gettext_lazy("No answer came: decided as asked"),
    ),
    (DisputeMove.DECIDE, Part.SUPPORT): ("gavel", "done", gettext_lazy("Support decided")),
    (DisputeMove.DECIDE_APPEAL, Part.SUPPORT): (
        "gavel",
        "done",
        gettext_lazy("Somebody else of support decided the appeal"),
    ),
    (DisputeMove.ENFORCE, Part.TIMER): (
        "circle-check",
        "done",
        gettext_lazy("The decision is carried out"),
    ),
    (DisputeMove.OVERTAKE, Part.TIMER): (
        "circle-x",
        "bad",
        gettext_lazy("The payment was taken back, so the dispute ended"),
    ),
    (DisputeMove.DEFAULT, Part.TIMER): (
        "circle-check",
        "done",
        gettext_lazy("Settled by the stated rule: nobody decided in time"),
    ),
}


def tell_line(told: DisputeTeller, line: Line) -> ToldLine:
    """Put a line into words, in the active language. No query."""
    others = _BY_OTHERS.get((line.kind, line.part))
    if others is not None:
        icon_name, state, title = others[0], others[1], str(others[2])
    else:
        icon_name, state, me, other = _BY_SIDES[line.kind]
        name = {"name": told.name_of(line.part)}
        title = str(me) if line.part == told.part else str(other) % name
    refund = line.params.get("refund")
    return ToldLine(
        pk=line.pk,
        state=state,
        icon_name=icon_name,
        title=title,
        when=told.teller.when(line.at),
        text=told.split_words(int(refund)) if refund is not None else "",
        quote=str(line.params.get("note") or ""),
    )


def dispute_card(told: DisputeTeller, decision: Decision | None) -> ClockCard:
    """Return the card at the top: whose step, until when, what otherwise. No query."""
    return _CARDS[DisputeState(told.dispute.state)](told, decision)


def _due(told: DisputeTeller, moment: datetime | None) -> dict[str, Any]:
    if moment is None:
        return {}
    return {"due_at": moment, "left": told.teller.left(moment)}


def _at(told: DisputeTeller, moment: datetime | None) -> str:
    return told.teller.when_and_where(moment) if moment else ""


def _awaiting(told: DisputeTeller, _decision: Decision | None) -> ClockCard:
    is_mine = told.part == Part.OTHER
    name = told.name_of(Part.OTHER)
    words = {"name": name, "moment": _at(told, told.dispute.answer_due_at)}
    turn = _("It is your turn") if is_mine else _("It is %(name)s's turn") % words
    promise = (
        _("Answer before %(moment)s.") if is_mine else _("%(name)s answers before %(moment)s.")
    )
    split = told.split_words(told.dispute.wanted_refund)
    return ClockCard(
        turn=turn,
        promise=promise % words,
        otherwise=_("Otherwise it is decided as asked: %(split)s An appeal is possible then.")
        % {"split": split},
        **_due(told, told.dispute.answer_due_at),
    )


def _with_support(told: DisputeTeller, _decision: Decision | None) -> ClockCard:
    split = told.split_words(default_refund(told.dispute))
    words = {"moment": _at(told, told.dispute.default_at), "split": split}
    return ClockCard(
        turn=_("Support decides"),
        side=_("The money is frozen"),
        promise=_("Support means to decide before %(moment)s.")
        % {"moment": _at(told, told.dispute.decision_due_at)},
        otherwise=_("If nobody has decided before %(moment)s, the stated rule does: %(split)s")
        % words,
        **_due(told, told.dispute.decision_due_at),
    )


def _decided(told: DisputeTeller, decision: Decision | None) -> ClockCard:
    if decision is None:
        raise RuntimeError("a decided dispute has its decision")
    moment = _at(told, told.dispute.appeal_due_at)
    return ClockCard(
        turn=_("It is decided, and an appeal is possible"),
        side=_("The money is frozen"),
        promise=told.split_words(decision.refund_amount),
        otherwise=_("Without an appeal before %(moment)s it is carried out.") % {"moment": moment},
        **_due(told, told.dispute.appeal_due_at),
    )


def _appealed(told: DisputeTeller, _decision: Decision | None) -> ClockCard:
    return ClockCard(
        turn=_("Somebody else of support decides the appeal"),
        side=_("The money is frozen"),
        promise=_("Support means to decide before %(moment)s.")
        % {"moment": _at(told, told.dispute.decision_due_at)},
        otherwise=_("If nobody has decided before %(moment)s, the first decision stands.")
        % {"moment": _at(told, told.dispute.appeal_default_at)},
        **_due(told, told.dispute.decision_due_at),
    )


def _settled(told: DisputeTeller, _decision: Decision | None) -> ClockCard:
    return ClockCard(
        turn=str(Outcome(told.dispute.outcome).label),
        side=told.teller.when(told.dispute.closed_at) if told.dispute.closed_at else "",
        tone="done",
        promise=told.split_words(told.dispute.refund_amount or 0),
    )


def _withdrawn(told: DisputeTeller, _decision: Decision | None) -> ClockCard:
    return ClockCard(
        turn=str(Outcome.WITHDRAWN.label),
        side=told.teller.when(told.dispute.closed_at) if told.dispute.closed_at else "",
        tone="calm",
        promise=_("The time in dispute doesn't count against anybody."),
    )


_CARDS: Final[dict[DisputeState, Callable[[DisputeTeller, Decision | None], ClockCard]]] = {
    DisputeState.AWAITING_ANSWER: _awaiting,
    DisputeState.WITH_SUPPORT: _with_support,
    DisputeState.DECIDED: _decided,
    DisputeState.APPEALED: _appealed,
    DisputeState.SETTLED: _settled,
    DisputeState.WITHDRAWN: _withdrawn,
}

_PLACES: Final = {
    DisputeState.AWAITING_ANSWER: 1,
    DisputeState.WITH_SUPPORT: 2,
    DisputeState.DECIDED: 3,
    DisputeState.APPEALED: 3,
    DisputeState.SETTLED: 5,
}


def steps_of(dispute: Dispute) -> list[Step]:
    """Return the five steps of a dispute with where it stands."""
    labels = [
        _("Opened"),
        _("Answer"),
        _("Evidence and decision"),
        _("Appeal"),
        _("Settled"),
    ]
    state = DisputeState(dispute.state)
    if state == DisputeState.WITHDRAWN:
        labels[-1] = str(state.label)
        return [Step(label, "done" if label == labels[-1] else "") for label in labels]
    place = _PLACES[state]
    return [
        Step(label, "done" if index < place else "now" if index == place else "")
        for index, label in enumerate(labels)
    ]


def coming_lines(told: DisputeTeller) -> list[ToldLine]:
    """Return what is still to come, each with what happens if nobody acts."""
    dispute = told.dispute
    state = DisputeState(dispute.state)
    found: list[ToldLine] = []
    if state == DisputeState.AWAITING_ANSWER:
        name = told.name_of(Part.OTHER)
        title = _("%(name)s answers") % {"name": name}
        found.append(_next("reply", title, told, dispute.answer_due_at))
    if state in (DisputeState.AWAITING_ANSWER, DisputeState.WITH_SUPPORT):
        text = told.split_words(default_refund(dispute))
        found.append(_next("gavel", _("Support decides"), told, dispute.decision_due_at))
        found.append(_next("calendar-clock", _("The stated rule"), told, dispute.default_at, text))
    if state == DisputeState.DECIDED:
        found.append(_next("scale", _("Time for an appeal"), told, dispute.appeal_due_at))
    if state == DisputeState.APPEALED:
        title = _("Decision on the appeal")
        found.append(_next("gavel", title, told, dispute.decision_due_at))
    if not dispute.is_closed:
        found.append(_next("circle-check", _("The money moves"), told, None))
    return found


def _next(
    icon_name: str, title: str, told: DisputeTeller, moment: datetime | None, text: str = ""
) -> ToldLine:
    when = _("before %(moment)s") % {"moment": told.teller.when(moment)} if moment else ""
    return ToldLine(pk=0, state="next", icon_name=icon_name, title=title, when=when, text=text)


def reason_label(dispute: Dispute) -> str:
    """Say what the dispute is about."""
    return str(DisputeReason(dispute.reason).label)
