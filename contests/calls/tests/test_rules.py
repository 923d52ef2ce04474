"""Who may enter, and each condition of each country's rule book: refused, then met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import pytest

from config.testing import MakeMember
from contests.calls import queries
from contests.calls.choices import ContestKind
from contests.calls.models import Contest
from contests.calls.queries import RULE_BOOKS, Ineligible, Rules
from contests.calls.queries import eligibility as eligibility_module
from contests.calls.services import (
    PrizeDraft,
    add_prize,
    reset_rule_book,
    reset_template,
    set_country,
    set_dates,
    set_rule_book,
    set_template,
    vouch,
)
from contests.calls.tests.world import DAY, SECOND, announced, dates, draft, fresh
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound

pytestmark = pytest.mark.django_db

# settings of the contest, fields of the member, roles, confirmed: codes against.
ENTRANTS: Final[list[tuple[dict[str, Any], dict[str, Any], set[str]]]] = [
    ({}, {}, set()),
    ({"countries": ["SA", "AE"]}, {"country": "AE"}, set()),
    ({"countries": ["SA"]}, {"country": "AE"}, {"country"}),
    ({"countries": ["SA"]}, {"country": ""}, {"country"}),
    ({}, {"verified": False}, {"email"}),
    ({"needs_verified_email": False}, {"verified": False}, set()),
    ({"min_account_days": 7}, {"age": 7 * DAY}, set()),
    ({"min_account_days": 7}, {"age": 7 * DAY - SECOND}, {"account_age"}),
    ({}, {"roles": ("judge",)}, {"staff"}),
    ({}, {"roles": ("admin",)}, {"staff"}),
    (
        {"countries": ["SA"], "min_account_days": 1},
        {"country": "EG", "age": SECOND, "verified": False, "roles": ("support",)},
        {"country", "email", "account_age", "staff"},
    ),
]


@pytest.mark.parametrize(("rules", "who", "codes"), ENTRANTS)
def test_who_may_enter(
    rules: dict[str, Any],
    who: dict[str, Any],
    codes: set[str],
    admin: Member,
    member_factory: MakeMember,
    now: datetime,
) -> None:
    contest = announced(admin, now=now)
    for name, value in rules.items():
        setattr(contest, name, value)
    given = dict(who)
    joined = now - given.pop("age", 365 * DAY)
    member = member_factory("entrant", date_joined=joined, **given)
    found = queries.reasons_against(contest, member, now=now)
    assert {reason.code for reason in found} == codes
    assert all(reason.text for reason in found)


def test_whoever_set_it_up_never_enters(admin: Member, now: datetime) -> None:
    contest = announced(admin, now=now)
    admin.role_grants.all().delete()
    again = Member.objects.get(pk=admin.pk)
    assert [one.code for one in queries.reasons_against(contest, again, now=now)] == ["staff"]


def test_other_apps_add_their_reasons(
    admin: Member, stranger: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eligibility_module, "_EXCLUSIONS", {})

    def judges(*, contest: Contest, member: Member) -> Ineligible | None:  # noqa: ARG001
        return Ineligible("judge", "You judge it.") if member.username == "stranger" else None

    queries.register_exclusion("judges", judges)
    contest = announced(admin, now=now)
    found = queries.reasons_against(contest, stranger, now=now)
    assert [(one.code, one.text) for one in found] == [("judge", "You judge it.")]


Change = Callable[[Contest, Member, datetime], object]


def _country(country: str, *, licence: str = "", days: int = 7) -> Change:
    def change(contest: Contest, admin: Member, now: datetime) -> object:
        return set_country(
            contest=contest,
            actor=admin,
            country=country,
            licence_number=licence,
            licence_authority=licence and "The chamber",
            delivery_days=days,
            now=now,
        )

    return change


def codes_of(contest: Contest) -> set[str]:
    return {one.code for one in queries.rule_complaints(fresh(contest)) if not one.is_warning}


@pytest.mark.parametrize("country", sorted(RULE_BOOKS))
@pytest.mark.parametrize("kind", ["follow", "writing"])
def test_every_condition_of_every_country_is_refused_and_met(
    country: str, kind: str, admin: Member, now: datetime
) -> None:
    book = RULE_BOOKS[country]
    contest = draft(admin, now=now, kind=kind)
    goods = PrizeDraft(first_rank=1, last_rank=1, kind="goods", names={"en": "A book"})
    add_prize(contest=contest, actor=admin, prize=goods, now=now)
    opens = now + 2 * DAY
    closes = opens + book.longest_days * DAY

    def plan(closes_at: datetime) -> None:
        late = closes_at + 30 * DAY
        given = dates(now, closes_at=closes_at, judged_by=late, results_by=late)
        set_dates(contest=contest, actor=admin, dates=given, now=now)

    plan(closes + SECOND)
    _country(country, days=book.delivery_days + 1)(contest, admin, now)
    vouch(contest=contest, actor=admin, codes=[], now=now)
    asks_licence = book.needs_licence and (kind == "follow" or not book.draws_only)
    licence = {"licence"} if asks_licence else set()
    vouches = {f"vouch_{code}" for code in book.vouches}
    assert codes_of(contest) == {"too_long", "delivery", *licence, *vouches}
    plan(closes)
    assert codes_of(contest) == {"delivery", *licence, *vouches}
    _country(country, days=book.delivery_days)(contest, admin, now)
    assert codes_of(contest) == {*licence, *vouches}
    _country(country, days=book.delivery_days, licence="SA-20417")(contest, admin, now)
    assert codes_of(contest) == vouches
    for place in range(1, len(book.vouches) + 1):
        vouch(contest=contest, actor=admin, codes=book.vouches[:place], now=now)
        assert codes_of(contest) == {f"vouch_{code}" for code in book.vouches[place:]}


def test_a_number_without_who_gave_it_is_no_licence(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now, kind=ContestKind.FOLLOW)
    set_country(
        contest=contest,
        actor=admin,
        country="SA",
        licence_number="1",
        licence_authority=" ",
        delivery_days=7,
        now=now,
    )
    assert "licence" in codes_of(contest)


def test_another_country_makes_what_was_vouched_for_void(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    assert fresh(contest).vouched == ["no_purchase", "relatives_excluded"]
    _country("SA")(contest, admin, now)
    assert fresh(contest).vouched == []
    vouch(contest=contest, actor=admin, codes=["supervised"], now=now)
    _country("SA", days=3)(contest, admin, now)
    assert fresh(contest).vouched == ["supervised"]


def test_a_country_without_a_book_follows_the_common_one(admin: Member, now: datetime) -> None:
    assert queries.rule_book_of("JO") == RULE_BOOKS[""]
    strict = Rules(needs_licence=True, longest_days=10, draws_only=False)
    set_rule_book(actor=admin, country="", rules=strict, now=now)
    assert queries.rule_book_of("JO") == strict
    assert queries.rule_book_of("SA") == RULE_BOOKS["SA"]
    set_rule_book(actor=admin, country="JO", rules=Rules(), now=now)
    assert queries.rule_book_of("JO") == Rules()
    for country in ("", "JO"):
        reset_rule_book(actor=admin, country=country, now=now)
    assert queries.rule_book_of("JO") == RULE_BOOKS[""]


def test_templates_change_and_come_back(admin: Member, stranger: Member, now: datetime) -> None:
    for kind in ContestKind.values:
        for language in ("ar", "en", "he", "ur"):
            assert len(queries.terms_template(kind, language)) > 400
    given: dict[str, Any] = {"kind": "writing", "language": "en", "now": now}
    set_template(actor=admin, text="Ours.", **given)
    assert queries.terms_template("writing", "en") == "Ours."
    with pytest.raises(NotFound):
        reset_template(actor=stranger, **given)
    reset_template(actor=admin, **given)
    assert queries.terms_template("writing", "en").startswith("## How to enter")
