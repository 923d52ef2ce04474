"""From the request to the payment: who, when, for how much; and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.money import UnknownCurrency
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    prove_books,
    spendable_credit,
)
from marketplace.notifications.models import Notification
from referrals.links.choices import LinkKind
from referrals.links.errors import PathOutside, WordChosen, WordInvalid
from referrals.sponsorships import services
from referrals.sponsorships.errors import (
    AmountMissing,
    AppealedAlready,
    AppealTooLate,
    ChannelUnknown,
    CreatorUnknown,
    DatesOutOfOrder,
    DateTooEarly,
    DateTooFar,
    DecidedByYou,
    LicenceMissing,
    NotYourMove,
    OwnSponsorship,
    ReasonMissing,
    SponsorshipStateRefuses,
    TooManyOpen,
)
from referrals.sponsorships.gateways.pages import Seen
from referrals.sponsorships.models import Channel, Proof, Sponsorship
from referrals.sponsorships.queries import Disclosure, disclosure_of, fund_held
from referrals.sponsorships.services import ChannelDraft
from referrals.sponsorships.tests import world
from referrals.sponsorships.tests.world import CHANNEL, DAY, GOOD, fresh, terms

pytestmark = pytest.mark.django_db


def marketing() -> int:
    """Return what lies in marketing."""
    return account_balance(AccountRef(AccountKind.MARKETING, "", "USD"))


def test_the_whole_way_from_request_to_payment(
    seller: Member, admin: Member, now: datetime, run_outbox: Any
) -> None:
    row = world.checked(seller, admin, now=now)
    assert fund_held(row).amount == 20_000
    assert services.pay_due_sponsorships(now=now, limit=10) == 0
    assert services.pay_due_sponsorships(now=now + 3 * DAY, limit=10) == 1
    assert services.pay_due_sponsorships(now=now + 3 * DAY, limit=10) == 0
    done = fresh(row)
    assert (done.state, done.paid_amount, fund_held(done).amount) == ("paid", 20_000, 0)
    assert (available_balance(seller, "USD"), marketing()) == (20_000, -20_000)
    assert prove_books() == []
    run_outbox(now + 3 * DAY)
    kinds = set(Notification.objects.filter(member=seller).values_list("kind", flat=True))
    assert {"sponsorships.agreed", "sponsorships.started", "sponsorships.paid"} <= kinds
    desk = set(Notification.objects.filter(member=admin).values_list("kind", flat=True))
    assert desk == {"sponsorships.asked", "sponsorships.agreed_desk"}


def test_credit_is_paid_as_credit(seller: Member, admin: Member, now: datetime) -> None:
    world.checked(seller, admin, now=now, pay_kind="credit")
    services.pay_due_sponsorships(now=now + 3 * DAY, limit=10)
    assert available_balance(seller, "USD") == 0
    assert spendable_credit(seller, "USD", now=now + 4 * DAY) == 20_000
    assert prove_books() == []


def test_an_invitation_is_agreed_to_by_the_creator(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = services.invite_creator(
        actor=admin, username="@salma", channel=CHANNEL, terms=terms(now), now=now
    )
    with pytest.raises(NotYourMove):
        services.agree(sponsorship=row, actor=admin, now=now)
    done = services.agree(sponsorship=row, actor=seller, now=now)
    assert (done.state, done.disclosure[0]) == ("agreed", "ad")


def test_other_terms_go_back_to_the_creator(seller: Member, admin: Member, now: datetime) -> None:
    row = world.asked(seller, now=now, licence="L-1")
    services.offer_terms(sponsorship=row, actor=admin, terms=terms(now, amount=9_000), now=now)
    offered = fresh(row)
    assert (offered.state, offered.amount, offered.licence) == ("invited", 9_000, "L-1")
    assert services.agree(sponsorship=offered, actor=seller, now=now).amount == 9_000


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"amount": 0}, AmountMissing),
        ({"publish_by": 0}, DateTooEarly),
        ({"starts_at": 11}, DatesOutOfOrder),
        ({"path": "https://elsewhere.example/"}, PathOutside),
        ({"currency": "XXX"}, UnknownCurrency),
        ({"publish_by": datetime.max.replace(tzinfo=UTC)}, DateTooFar),
        ({"starts_at": datetime.min.replace(tzinfo=UTC)}, DateTooEarly),
    ],
)
def test_terms_that_make_no_sense_are_refused(
    seller: Member, now: datetime, changes: dict[str, Any], refusal: type[DomainError]
) -> None:
    given = dict(changes)
    for name in ("publish_by", "starts_at"):
        if isinstance(given.get(name), int):
            given[name] = now + timedelta(days=given[name])
    with pytest.raises(refusal):
        world.asked(seller, now=now, **given)
    assert not Sponsorship.objects.exists()


def test_who_may_not_is_refused(
    seller: Member, stranger: Member, admin: Member, now: datetime
) -> None:
    row = world.asked(seller, now=now)
    for verb in (services.agree, services.fund_sponsorship):
        with pytest.raises(NotFound):
            verb(sponsorship=row, actor=stranger, now=now)
    with pytest.raises(NotFound):
        services.invite_creator(
            actor=seller, username="omar", channel=CHANNEL, terms=terms(now), now=now
        )
    with pytest.raises(CreatorUnknown):
        services.invite_creator(
            actor=admin, username="nobody", channel=CHANNEL, terms=terms(now), now=now
        )
    with pytest.raises(OwnSponsorship):
        services.invite_creator(
            actor=admin, username="nadia", channel=CHANNEL, terms=terms(now), now=now
        )
    mine = world.asked(admin, now=now)
    with pytest.raises(NotYourMove):
        services.agree(sponsorship=mine, actor=admin, now=now)


def test_requests_have_a_limit(seller: Member, now: datetime) -> None:
    for _ in range(5):
        world.asked(seller, now=now)
    with pytest.raises(TooManyOpen):
        world.asked(seller, now=now)
    assert Channel.objects.count() == 1


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "http://127.0.0.1/", "noor"])
def test_a_channel_has_a_public_address(seller: Member, now: datetime, address: str) -> None:
    draft = ChannelDraft(network="blog", address=address, language="ar")
    with pytest.raises(ChannelUnknown):
        services.request_sponsorship(creator=seller, channel=draft, terms=terms(now), now=now)


def test_a_country_may_ask_for_a_licence_and_its_own_words(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = world.asked(seller, now=now, country="SA")
    with pytest.raises(LicenceMissing):
        services.agree(sponsorship=row, actor=admin, now=now)
    book = Disclosure({"en": ("paid by them",)}, needs_licence=False)
    services.set_disclosure(actor=admin, country="SA", book=book, now=now)
    done = services.agree(sponsorship=row, actor=admin, now=now)
    assert done.disclosure == ["paid by them"]
    services.reset_disclosure(actor=admin, country="SA", now=now)
    assert disclosure_of("SA").needs_licence
    with pytest.raises(NotFound):
        services.set_disclosure(actor=seller, country="SA", book=book, now=now)


def test_the_fund_is_paid_in_once_and_goes_back(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = world.funded(seller, admin, now=now)
    with pytest.raises(SponsorshipStateRefuses):
        services.fund_sponsorship(sponsorship=row, actor=admin, now=now)
    assert marketing() == -20_000
    with pytest.raises(ReasonMissing):
        services.withdraw(sponsorship=row, actor=seller, reason=" ", now=now)
    services.withdraw(sponsorship=row, actor=seller, reason="I am ill.", now=now)
    assert (fresh(row).state, marketing(), fund_held(row).amount) == ("withdrawn", 0, 0)


def test_once_it_runs_the_platform_keeps_its_word(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = world.running(seller, admin, now=now)
    with pytest.raises(NotYourMove):
        services.withdraw(sponsorship=row, actor=admin, reason="We changed our mind.", now=now)
    assert fresh(row).state == "running"


def test_it_starts_by_itself_and_runs_out_by_itself(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = world.funded(seller, admin, now=now, starts_at=now + 2 * DAY)
    assert services.move_on_due(now=now + DAY, limit=10) == 0
    assert services.move_on_due(now=now + 2 * DAY, limit=10) == 1
    begun = fresh(row)
    assert (begun.state, begun.link and begun.link.kind) == ("running", LinkKind.SPONSORSHIP)
    assert services.move_on_due(now=now + 10 * DAY, limit=10) == 1
    assert (fresh(row).state, marketing()) == ("expired", 0)


@pytest.mark.parametrize("maker", [world.asked, world.agreed])
def test_what_nobody_goes_on_with_runs_out(
    maker: Any, seller: Member, admin: Member, now: datetime
) -> None:
    row = maker(seller, now=now) if maker is world.asked else maker(seller, admin, now=now)
    assert services.move_on_due(now=now + 30 * DAY, limit=10) == 1
    assert fresh(row).state == "expired"


def test_the_link_takes_a_word_once(seller: Member, admin: Member, now: datetime) -> None:
    row = world.funded(seller, admin, now=now)
    with pytest.raises(WordInvalid):
        services.start_sponsorship(sponsorship=row, actor=seller, word="1", now=now)
    services.start_sponsorship(sponsorship=row, actor=seller, word="noor", now=now)
    link = fresh(row).link
    assert link is not None
    assert (link.word, link.ref, link.owner) == ("noor", row.public_id, seller)
    with pytest.raises(WordChosen):
        services.choose_word(sponsorship=row, actor=seller, word="other", now=now)


def test_a_page_that_lacks_something_goes_back_with_time_to_mend(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = world.submitted(seller, admin, now=now)
    late = now + 9 * DAY + timedelta(hours=20)
    assert world.settle(row, Seen("no_disclosure", has_link=True), late)
    back = fresh(row)
    assert (back.state, back.publish_by) == ("running", late + 3 * DAY)
    proof = Proof.objects.get()
    assert (proof.problem, proof.has_link, proof.checked_at) == ("no_disclosure", True, late)


def test_a_page_that_does_not_answer_is_tried_again_then_a_person_looks(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = world.submitted(seller, admin, now=now)
    silent = Seen("unreachable")
    for step, decided in ((0, False), (5, False), (10, True)):
        assert world.settle(row, silent, now + timedelta(minutes=step)) is decided
    waiting = fresh(row)
    assert (waiting.state, waiting.timer_at, Proof.objects.get().tries) == ("submitted", None, 3)
    with pytest.raises(ReasonMissing):
        services.confirm_proof(sponsorship=row, actor=admin, note="", now=now)
    services.confirm_proof(sponsorship=row, actor=admin, note="I watched it.", now=now)
    assert (fresh(row).state, Proof.objects.get().checked_by) == ("checked", admin)


def test_a_proof_is_given_back_by_hand(seller: Member, admin: Member, now: datetime) -> None:
    row = world.unread(seller, admin, now=now)
    services.return_proof(sponsorship=row, actor=admin, note="Say it at the start.", now=now)
    assert (fresh(row).state, Proof.objects.get().note) == ("running", "Say it at the start.")


def test_a_refusal_is_appealed_once_and_somebody_else_decides(
    seller: Member, admin: Member, second_admin: Member, now: datetime
) -> None:
    row = world.refused(seller, admin, now=now)
    assert fund_held(row).amount == 20_000
    given: dict[str, Any] = {"sponsorship": row, "now": now}
    services.appeal_refusal(actor=seller, text="It says so in the first line.", **given)
    with pytest.raises(DecidedByYou):
        services.confirm_proof(actor=admin, note="x", **given)
    services.refuse_sponsorship(actor=second_admin, reason="It doesn't.", **given)
    with pytest.raises(AppealedAlready):
        services.appeal_refusal(actor=seller, text="Again.", **given)
    assert services.move_on_due(now=now, limit=10) == 1
    assert (fund_held(row).amount, marketing()) == (0, 0)


def test_an_appeal_that_is_right_leads_to_the_payment(
    seller: Member, admin: Member, second_admin: Member, now: datetime
) -> None:
    row = world.refused(seller, admin, now=now)
    services.appeal_refusal(sponsorship=row, actor=seller, text="Look again.", now=now)
    services.confirm_proof(sponsorship=row, actor=second_admin, note="It is there.", now=now)
    services.pay_due_sponsorships(now=now + 3 * DAY, limit=10)
    assert (fresh(row).state, available_balance(seller, "USD")) == ("paid", 20_000)


def test_without_an_appeal_in_time_the_money_goes_back(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = world.refused(seller, admin, now=now)
    with pytest.raises(AppealTooLate):
        services.appeal_refusal(sponsorship=row, actor=seller, text="Late.", now=now + 7 * DAY)
    assert services.move_on_due(now=now + 6 * DAY, limit=10) == 0
    assert services.move_on_due(now=now + 7 * DAY, limit=10) == 1
    assert (fresh(row).state, marketing(), prove_books()) == ("refused", 0, [])


def test_saying_no_needs_a_reason_only_from_the_platform(
    seller: Member, admin: Member, now: datetime
) -> None:
    row = world.asked(seller, now=now)
    with pytest.raises(ReasonMissing):
        services.decline(sponsorship=row, actor=admin, reason="", now=now)
    services.decline(sponsorship=row, actor=admin, reason="Too soon.", now=now)
    offer = services.invite_creator(
        actor=admin, username="salma", channel=CHANNEL, terms=terms(now), now=now
    )
    services.decline(sponsorship=offer, actor=seller, reason="", now=now)
    assert {fresh(row).state, fresh(offer).state} == {"declined"}


def test_a_creator_who_leaves_is_forgotten(seller: Member, admin: Member, now: datetime) -> None:
    row = world.submitted(seller, admin, now=now)
    assert world.settle(row, GOOD, now)
    services.forget_creator(member=seller)
    left = fresh(row)
    assert (left.pitch, left.place, left.amount) == ("", "-", 20_000)
    assert Proof.objects.get().address == "-"
    assert not Channel.objects.get().address.startswith("http")
