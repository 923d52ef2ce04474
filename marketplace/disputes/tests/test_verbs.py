"""Opening, answering, evidence, proposals, decisions, appeal, withdrawal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import override_settings

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord
from marketplace.core.money import percent_half_up
from marketplace.core.private_files import FileEmpty, open_private
from marketplace.disputes import errors
from marketplace.disputes.choices import DisputeReason, DisputeState, Outcome, Part
from marketplace.disputes.models import Decision, Dispute, StatementFile
from marketplace.disputes.services import (
    Evidence,
    accept_decision,
    accept_proposal,
    add_evidence,
    answer_dispute,
    appeal_decision,
    decide_dispute,
    decline_proposal,
    open_dispute,
    propose_split,
    withdraw_dispute,
)
from marketplace.disputes.tests.world import (
    ANSWERED,
    DAY,
    SAID,
    WANTED,
    answered,
    appealed,
    decided,
    dispute_on,
)
from marketplace.ledger.queries import available_balance, escrow_balance, wallet_of
from marketplace.messaging.queries import conversation_of
from marketplace.messaging.services import send_message
from marketplace.orders import errors as order_errors
from marketplace.orders.choices import OrderState
from marketplace.orders.services import complete_order
from marketplace.orders.tests.world import TOTAL, order_in, prove_books

pytestmark = pytest.mark.django_db


def paper(name: str = "proof.pdf", content: bytes = b"%PDF-1.7 proof") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def held(dispute: Dispute) -> int:
    return escrow_balance(dispute.order.reference, "USD")


def earned(member: Member) -> int:
    return sum(wallet.clearing for wallet in wallet_of(member))


@pytest.mark.parametrize(
    "state", [OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.REVISION_REQUESTED]
)
@pytest.mark.parametrize("who", ["client", "seller"])
def test_either_side_opens_and_the_order_freezes(
    state: OrderState, who: str, client_member: Member, seller: Member, now: datetime
) -> None:
    by = client_member if who == "client" else seller
    dispute = dispute_on(client_member, seller, now=now, by=by, state=state)

    assert (dispute.state, dispute.opened_by, dispute.stake) == ("awaiting_answer", who, TOTAL)
    assert (dispute.order.state, held(dispute)) == (OrderState.DISPUTED, TOTAL)
    assert dispute.proposals.get().refund_amount == WANTED
    assert dispute.statements.get().text == SAID.text
    with pytest.raises(order_errors.OrderInDispute):
        complete_order(order=dispute.order, actor=client_member, now=now)


def test_what_cant_be_disputed_says_why(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    def attempt(state: OrderState, actor: Member, **changes: Any) -> None:
        order = order_in(state, client_member, seller, now=now)
        given: dict[str, Any] = {"wanted_refund": 1, "evidence": SAID, **changes}
        open_dispute(order=order, actor=actor, reason=DisputeReason.QUALITY, now=now, **given)

    with pytest.raises(order_errors.OrderAlreadyCompleted):
        attempt(OrderState.COMPLETED, client_member)
    with pytest.raises(order_errors.RequirementsMissing):
        attempt(OrderState.AWAITING_REQUIREMENTS, client_member)
    with pytest.raises(order_errors.OrderInDispute):
        attempt(OrderState.DISPUTED, seller)
    with pytest.raises(NotFound):
        attempt(OrderState.DELIVERED, stranger)
    with pytest.raises(errors.TextMissing):
        attempt(OrderState.DELIVERED, client_member, evidence=Evidence(text=" "))
    with pytest.raises(errors.SplitOutOfRange):
        attempt(OrderState.DELIVERED, client_member, wanted_refund=TOTAL + 1)
    with pytest.raises(errors.SplitOutOfRange):
        attempt(OrderState.DELIVERED, client_member, wanted_refund=-1)
    assert not Dispute.objects.exists()


def test_support_that_is_a_stranger_to_the_order_opens_nothing(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    with pytest.raises(order_errors.NotYourMove):
        open_dispute(
            order=order,
            actor=support,
            reason=DisputeReason.OTHER,
            wanted_refund=0,
            evidence=SAID,
            now=now,
        )


def test_an_answer_brings_support_in_with_a_split_of_its_own(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    found = answer_dispute(
        dispute=dispute, actor=seller, evidence=ANSWERED, refund_amount=5_000, now=now + DAY
    )
    assert (found.state, found.answered_at) == (DisputeState.WITH_SUPPORT, now + DAY)
    assert (found.waiting_since, found.decision_due_at) == (now + DAY, now + 11 * DAY)
    assert {(one.part, one.refund_amount) for one in found.proposals.all()} == {
        (Part.OPENER, WANTED),
        (Part.OTHER, 5_000),
    }
    with pytest.raises(errors.NotYourStep):
        answer_dispute(dispute=found, actor=client_member, evidence=ANSWERED, now=now)


def test_evidence_is_words_files_and_links(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    conversation = conversation_of("order", dispute.order.public_id)
    assert conversation is not None
    message = send_message(
        conversation=conversation.public_id, author=seller, body="As you like.", now=now
    )
    entry = dispute.order.timeline.order_by("id")[0]
    refs = ["delivery:1", f"entry:{entry.pk}", f"message:{message.public_id}"]

    shown = add_evidence(
        dispute=dispute,
        actor=client_member,
        evidence=Evidence(text="See", files=[paper()], refs=refs),
        now=now,
    )
    asked = add_evidence(
        dispute=dispute, actor=support, evidence=Evidence(text="Which colours?"), now=now
    )

    assert (shown.part, shown.refs, asked.part) == (Part.OPENER, refs, Part.SUPPORT)
    kept = StatementFile.objects.get()
    with open_private(kept.stored_as) as file:
        assert file.read() == b"%PDF-1.7 proof"
    assert "proof" not in kept.stored_as


def test_evidence_that_cant_be_taken(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    other = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    foreign = f"entry:{other.timeline.order_by('id')[0].pk}"

    def attempt(actor: Member, evidence: Evidence) -> None:
        add_evidence(dispute=dispute, actor=actor, evidence=evidence, now=now)

    with pytest.raises(errors.TextMissing):
        attempt(seller, Evidence(text="  "))
    for key in (foreign, "delivery:9", "message:000000000000", "nonsense"):
        with pytest.raises(errors.RefUnknown):
            attempt(seller, Evidence(text="x", refs=[key]))
    with pytest.raises(errors.TooManyFiles):
        attempt(seller, Evidence(text="x", files=[paper()] * 11))
    with pytest.raises(FileEmpty):
        attempt(seller, Evidence(text="x", files=[paper(content=b"")]))
    with pytest.raises(NotFound):
        attempt(stranger, SAID)
    assert dispute.statements.count() == 1


def test_accepting_a_proposal_ends_it_by_agreement(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    before = available_balance(client_member, "USD")
    mine = propose_split(dispute=dispute, actor=seller, refund_amount=9_999, now=now, note="Fair")
    with pytest.raises(errors.OwnProposal):
        accept_proposal(dispute=dispute, actor=seller, proposal_id=mine.public_id, now=now)

    found = accept_proposal(
        dispute=dispute, actor=client_member, proposal_id=mine.public_id, now=now
    )

    kept = TOTAL - 9_999
    assert (found.state, found.outcome, found.refund_amount) == (
        DisputeState.SETTLED,
        Outcome.AGREEMENT,
        9_999,
    )
    assert available_balance(client_member, "USD") - before == 9_999
    assert earned(seller) == kept - percent_half_up(kept, 2_000)
    assert held(found) == 0
    assert {one.state for one in found.proposals.all()} == {"accepted", "overtaken"}
    prove_books()
    with pytest.raises(errors.DisputeSettled):
        accept_proposal(dispute=found, actor=seller, proposal_id=mine.public_id, now=now)


def test_what_was_asked_can_be_accepted_at_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now, wanted=TOTAL)
    asked = dispute.proposals.get()
    found = accept_proposal(dispute=dispute, actor=seller, proposal_id=asked.public_id, now=now)
    found.order.refresh_from_db()
    assert (found.outcome, found.order.state) == (Outcome.AGREEMENT, OrderState.REFUNDED)
    prove_books()


def test_declined_and_replaced_proposals_are_closed(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    first = propose_split(dispute=dispute, actor=seller, refund_amount=1, now=now)
    second = propose_split(dispute=dispute, actor=seller, refund_amount=2, now=now)
    for gone in (first.public_id, "nothing"):
        with pytest.raises(errors.NoSuchProposal):
            accept_proposal(dispute=dispute, actor=client_member, proposal_id=gone, now=now)
    decline_proposal(dispute=dispute, actor=client_member, proposal_id=second.public_id, now=now)
    states = dispute.proposals.filter(part=Part.OTHER).values_list("state", flat=True)
    assert list(states.order_by("id")) == ["replaced", "declined"]
    with pytest.raises(errors.SplitOutOfRange):
        propose_split(dispute=dispute, actor=seller, refund_amount=TOTAL + 1, now=now)


def test_a_decision_waits_for_an_appeal_and_both_may_accept(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    dispute = decided(dispute_on(client_member, seller, now=now), support, now=now, refund=10_001)
    assert (dispute.state, dispute.appeal_due_at, held(dispute)) == (
        DisputeState.DECIDED,
        now + 7 * DAY,
        TOTAL,
    )

    first = accept_decision(dispute=dispute, actor=client_member, now=now + DAY)
    assert (first.state, held(first)) == (DisputeState.DECIDED, TOTAL)
    with pytest.raises(errors.DecisionAccepted):
        accept_decision(dispute=dispute, actor=client_member, now=now + DAY)
    with pytest.raises(errors.DecisionAccepted):
        appeal_decision(dispute=dispute, actor=client_member, evidence=SAID, now=now + DAY)

    both = accept_decision(dispute=dispute, actor=seller, now=now + 2 * DAY)
    assert (both.state, both.outcome, both.refund_amount) == ("settled", "decision", 10_001)
    assert (both.closed_at, held(both)) == (now + 2 * DAY, 0)
    line = both.order.timeline.latest("id")
    assert (line.kind, line.actor, line.params["reason"]) == (
        "settle_split",
        support,
        "Half the work can be used.",
    )
    prove_books()


def test_an_appeal_is_decided_by_another_person_and_at_once(
    client_member: Member, seller: Member, support: Member, second: Member, now: datetime
) -> None:
    dispute = appealed(dispute_on(client_member, seller, now=now), support, now=now)
    given: dict[str, Any] = {
        "dispute": dispute,
        "refund_amount": 3,
        "reason": "All heard.",
        "now": now + DAY,
    }
    with pytest.raises(errors.SamePerson):
        decide_dispute(actor=support, **given)
    with pytest.raises(errors.AlreadyAppealed):
        appeal_decision(dispute=dispute, actor=client_member, evidence=SAID, now=now + DAY)

    found = decide_dispute(actor=second, **given)

    assert (found.state, found.outcome, found.refund_amount) == ("settled", "appeal", 3)
    assert [one.decided_by for one in found.decisions.order_by("number")] == [support, second]
    assert AuditRecord.objects.filter(action="dispute_decide_appeal").get().actor == (
        second.public_id
    )
    prove_books()


def test_decisions_that_cant_be_made(
    client_member: Member,
    seller: Member,
    support: Member,
    finance: Member,
    member_factory: MakeMember,
    now: datetime,
) -> None:
    insider = member_factory("insider", roles=("support",), language="en")
    dispute = dispute_on(client_member, seller, now=now)
    given: dict[str, Any] = {"refund_amount": 1, "reason": "So.", "now": now}
    with pytest.raises(errors.AnswerAwaited):
        decide_dispute(dispute=dispute, actor=support, **given)
    answered(dispute, now=now)
    with pytest.raises(NotFound):
        decide_dispute(dispute=dispute, actor=finance, **given)
    with pytest.raises(errors.PartyToDispute):
        decide_dispute(dispute=dispute, actor=seller, **given)
    with pytest.raises(errors.SplitOutOfRange):
        decide_dispute(dispute=dispute, actor=support, **{**given, "refund_amount": TOTAL + 1})
    with pytest.raises(errors.ReasonMissing):
        decide_dispute(dispute=dispute, actor=support, **{**given, "reason": " "})
    own = answered(dispute_on(insider, seller, now=now), now=now)
    with pytest.raises(errors.PartyToDispute):
        decide_dispute(dispute=own, actor=insider, **given)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("state", [OrderState.IN_PROGRESS, OrderState.DELIVERED])
def test_withdrawing_returns_the_order(
    state: OrderState, client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now, state=state)
    with pytest.raises(errors.NotYourStep):
        withdraw_dispute(dispute=dispute, actor=seller, now=now)

    found = withdraw_dispute(dispute=dispute, actor=client_member, now=now + 3 * DAY)

    found.order.refresh_from_db()
    assert (found.state, found.outcome, found.order.state) == ("withdrawn", "withdrawn", state)
    assert held(found) == TOTAL
    again = open_dispute(
        order=found.order,
        actor=seller,
        reason=DisputeReason.OTHER,
        wanted_refund=0,
        evidence=SAID,
        now=now + 4 * DAY,
    )
    assert again.state == DisputeState.AWAITING_ANSWER


def test_an_earlier_partial_refund_leaves_a_smaller_stake(
    client_member: Member, seller: Member, now: datetime
) -> None:
    with override_settings(WAZZIFNI={"dispute_files_max": 1}):
        dispute = dispute_on(client_member, seller, now=now)
        with pytest.raises(errors.TooManyFiles):
            add_evidence(
                dispute=dispute,
                actor=seller,
                evidence=Evidence(text="x", files=[paper(), paper()]),
                now=now,
            )


def test_the_database_refuses(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    dispute = decided(dispute_on(client_member, seller, now=now), support, now=now)
    rows = Dispute.objects.filter(pk=dispute.pk)
    for broken in (
        {"wanted_refund": TOTAL + 1},
        {"timer_at": None},
        {"outcome": "default"},
        {"refund_amount": 1},
        {"other": client_member},
        {"state": "nonsense"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            dispute=dispute, number=2, decided_by=support, refund_amount=1, reason="x", at=now
        )
