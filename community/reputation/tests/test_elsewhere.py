"""Reports of what was done elsewhere: who may do what when, and what stands in the record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from community.reputation import services
from community.reputation.choices import TRANSITIONS, ReportMove, ReportPart, ReportState
from community.reputation.errors import (
    AddressOfOurs,
    AddressUnusable,
    DayAhead,
    DayLongAgo,
    KeeperReasonMissing,
    NotElsewhere,
    ReportedBefore,
    TitleMissing,
    TooManyReports,
)
from community.reputation.models import Contribution, ElsewhereReport, Score
from community.reputation.policies import can_make
from community.reputation.services import ReportDraft
from community.reputation.services.elsewhere import address_key
from community.reputation.tests.test_recording import NOW
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError

pytestmark = pytest.mark.django_db
ADDRESS = "https://www.forum.example.org/t/how-to-price/?utm_source=x&id=7#post-3"
LONG_AGO = date(2021, 3, 4)


def draft(**given: Any) -> ReportDraft:
    values = {
        "kind": "elsewhere_answer",
        "address": ADDRESS,
        "title": "How to price a logo",
        "happened_on": LONG_AGO,
    }
    return ReportDraft(**{**values, **given})


def report(member: Member, **given: Any) -> ElsewhereReport:
    return services.report_elsewhere(member=member, draft=draft(**given), now=NOW)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"kind": "like"}, NotElsewhere),
        ({"address": "forum.example.org/t/7"}, AddressUnusable),
        ({"address": "ftp://forum.example.org/"}, AddressUnusable),
        ({"address": "https://localhost/x"}, AddressUnusable),
        ({"address": "https://user@forum.example.org/x"}, AddressUnusable),
        ({"address": "https://[forum.example.org/x"}, AddressUnusable),
        ({"address": "https://forum.example.org:99999/x"}, AddressUnusable),
        ({"address": "https://forum.example.org/a b"}, AddressUnusable),
        ({"address": "https://wazzifni.example/articles/1/"}, AddressOfOurs),
        ({"title": "  "}, TitleMissing),
        ({"happened_on": NOW.date() + timedelta(days=1)}, DayAhead),
        ({"happened_on": date(202, 5, 1)}, DayLongAgo),
    ],
)
def test_report_refuses(
    given: dict[str, Any], refusal: type[DomainError], seller: Member, settings: Any
) -> None:
    settings.SITE_URL = "https://wazzifni.example"
    with pytest.raises(refusal):
        report(seller, **given)
    assert ElsewhereReport.objects.count() == 0


def test_one_address_in_one_spelling() -> None:
    key = address_key(ADDRESS)
    assert key == "forum.example.org/t/how-to-price?id=7"
    assert address_key("http://forum.example.org:80/t/how-to-price?id=7&fbclid=9") == key
    assert address_key("https://forum.example.org/t/how-to-price?id=8") != key


def test_an_address_is_reported_once_until_it_is_declined(
    seller: Member, keeper: Member, stranger: Member
) -> None:
    first = report(seller)
    with pytest.raises(ReportedBefore):
        report(seller)
    assert report(stranger).state == ReportState.WAITING
    services.decline_report(report=first, actor=keeper, reason="Not yours.", now=NOW)
    assert report(seller).state == ReportState.WAITING


def test_only_so_many_wait(seller: Member, settings: Any) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "reputation_elsewhere_open_max": 1}
    report(seller)
    with pytest.raises(TooManyReports):
        report(seller, address="https://forum.example.org/other")
    assert ElsewhereReport.objects.count() == 1


def test_confirmed_stands_under_its_day_and_revoked_is_a_counter_row(
    seller: Member, keeper: Member
) -> None:
    row = services.confirm_report(report=report(seller), actor=keeper, now=NOW)
    services.count_everything_touched(now=NOW)
    score = Score.objects.get(member=seller)
    assert (score.day, score.kind, score.points_milli) == (LONG_AGO, "elsewhere_answer", 5_000)
    services.revoke_report(report=row, actor=keeper, reason="The page is gone.", now=NOW)
    services.count_everything_touched(now=NOW)
    rows = Contribution.objects.order_by("id").values_list("points_milli", "cause", "note", "by")
    assert list(rows) == [
        (5_000, "", "", None),
        (-5_000, "revoked", "The page is gone.", keeper.pk),
    ]
    assert Score.objects.get(member=seller).points_milli == 0
    assert services.check_reputation(now=NOW, every_row=True).rows == 0


@pytest.mark.parametrize("verb", [services.decline_report, services.revoke_report])
def test_saying_no_needs_a_reason(verb: Any, seller: Member, keeper: Member) -> None:
    row = report(seller)
    if verb is services.revoke_report:
        row = services.confirm_report(report=row, actor=keeper, now=NOW)
    with pytest.raises(KeeperReasonMissing):
        verb(report=row, actor=keeper, reason=" ", now=NOW)
    assert ElsewhereReport.objects.get().state == row.state


@pytest.mark.parametrize("state", list(ReportState))
@pytest.mark.parametrize("move", list(ReportMove))
def test_every_state_move_and_actor(
    state: ReportState, move: ReportMove, keeper: Member, member_factory: MakeMember
) -> None:
    """The table is all there is: whoever else tries, or tries at another time, is refused."""
    other = member_factory(roles=("community_manager",))
    stranger = member_factory()
    verbs: dict[ReportMove, Any] = {
        ReportMove.CONFIRM: services.confirm_report,
        ReportMove.DECLINE: services.decline_report,
        ReportMove.WITHDRAW: services.withdraw_report,
        ReportMove.REVOKE: services.revoke_report,
    }
    said = {} if move == ReportMove.WITHDRAW else {"reason": "Because."}
    step = TRANSITIONS[state].get(move)
    for actor in (keeper, other, stranger):
        row = ElsewhereReport.objects.create(
            member=keeper,
            kind="elsewhere_talk",
            address="https://a.example.org/",
            address_key=f"{state}-{move}-{actor.pk}",
            title="Talk",
            happened_on=LONG_AGO,
            reported_at=NOW,
            state=state,
            decided_at=NOW,
            decided_by=other,
            reason="Because.",
        )
        hand = keeper if step and step.part == ReportPart.OWNER else other
        may = step is not None and actor == hand
        assert can_make(actor, row, move) is may
        if step is not None and may:
            assert verbs[move](report=row, actor=actor, now=NOW, **said).state == step.target
        else:
            with pytest.raises(DomainError):
                verbs[move](report=row, actor=actor, now=NOW, **said)


def test_who_leaves_takes_words_and_addresses_along(seller: Member, keeper: Member) -> None:
    services.confirm_report(report=report(seller), actor=keeper, now=NOW)
    report(seller, address="https://forum.example.org/2")
    assert services.forget_reports(member=seller, now=NOW) == 2
    rows = ElsewhereReport.objects.order_by("id").values_list("state", "address", "title", "note")
    assert list(rows) == [("confirmed", "", "", ""), ("withdrawn", "", "", "")]
    assert Contribution.objects.get().receiver_id == seller.pk
