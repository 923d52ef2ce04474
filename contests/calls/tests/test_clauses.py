"""What terms say about a country: its own section, in each language, and no other country's."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations
from typing import Any

import pytest

from contests.calls import queries
from contests.calls.choices import TERMS_MAX
from contests.calls.errors import DraftOnly
from contests.calls.models import Contest
from contests.calls.queries.clauses import (
    WITH_CLAUSES,
    country_clauses,
    heading_of,
    with_clauses,
)
from contests.calls.services import Words, put_in_clauses, set_country, set_words
from contests.calls.tests.world import announced, draft, fresh
from marketplace.accounts.models import Member
from marketplace.core.errors import Invalid, NotFound

pytestmark = pytest.mark.django_db
LANGUAGES = ("ar", "en", "he", "ur")
# Who gives the permit and who takes complaints, in each country's own words.
AUTHORITIES = {
    "SA": ("Ministry of Commerce", "Zakat, Tax and Customs Authority", "younger than 18"),
    "AE": ("economic department of each emirate", "Federal Tax Authority", "isn't of age"),
    "EG": ("Consumer Protection Agency", "Egyptian Tax Authority", "younger than 21"),
}


def country(contest: Contest, admin: Member, code: str, now: datetime) -> None:
    set_country(
        contest=contest,
        actor=admin,
        country=code,
        licence_number="7",
        licence_authority="Who gives it",
        delivery_days=7,
        now=now,
    )


def warns(contest: Contest) -> bool:
    found = queries.rule_complaints(fresh(contest))
    return "clauses" in {one.code for one in found if one.is_warning}


def test_each_country_has_words_of_its_own_in_four_languages() -> None:
    for code in WITH_CLAUSES:
        english = country_clauses(code, "en")
        assert [words in english for words in AUTHORITIES[code]] == [True] * 3
        shape = [line[:2] for line in english.splitlines()]
        for language in LANGUAGES:
            section = country_clauses(code, language)
            assert [line[:2] for line in section.splitlines()] == shape, (code, language)
    for language in LANGUAGES:
        for one, other in combinations(WITH_CLAUSES, 2):
            first, second = (set(country_clauses(c, language).splitlines()) for c in (one, other))
            assert first & second == set(), (one, other, language)
    assert country_clauses("JO", "en") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_countrys_section_makes_room_and_the_rest_stays(language: str) -> None:
    terms = "## How\n\nWrite it.\n\n## Rights\nYours."
    for code in (*WITH_CLAUSES, "SA", ""):
        made = with_clauses(terms, code, language)
        again = with_clauses(made.replace("\n", "\r\n"), code, language)
        assert made == again
        assert made.startswith("## How\n\nWrite it.\n\n## Rights\nYours.")
        held = [one for one in WITH_CLAUSES if heading_of(one, language) in made]
        assert held == [code] * bool(code)
        terms = f"{made}\n\n## Last\nWords." if code == "AE" else made
    assert terms == "## How\n\nWrite it.\n\n## Rights\nYours.\n\n## Last\nWords."


def test_a_draft_gets_the_clauses_and_is_warned_without(
    admin: Member, stranger: Member, now: datetime
) -> None:
    contest = draft(admin, now=now)
    assert not warns(contest)
    country(contest, admin, "EG", now)
    assert warns(contest)
    with pytest.raises(NotFound):
        put_in_clauses(contest=contest, actor=stranger, now=now)
    put_in_clauses(contest=contest, actor=admin, now=now)
    assert not warns(contest)
    texts = {text.language: text for text in contest.texts.all()}
    assert texts["en"].terms.endswith(country_clauses("EG", "en"))
    assert "<h2" in texts["ar"].terms_html
    assert heading_of("EG", "ar").removeprefix("## ") in texts["ar"].terms_html
    country(contest, admin, "SA", now)
    assert warns(contest)
    put_in_clauses(contest=contest, actor=admin, now=now)
    assert "Egypt" not in contest.texts.get(language="en").terms
    country(contest, admin, "", now)
    assert warns(contest)
    put_in_clauses(contest=contest, actor=admin, now=now)
    assert contest.texts.get(language="en").terms == "## How\n\nWrite it, and hand it in."


def test_announced_terms_and_terms_without_room_stay(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    country(contest, admin, "SA", now)
    full = Words(language="en", title="Full", summary="In short", terms="x" * TERMS_MAX)
    set_words(contest=contest, actor=admin, words=full, now=now)
    with pytest.raises(Invalid):
        put_in_clauses(contest=contest, actor=admin, now=now)
    with pytest.raises(DraftOnly):
        put_in_clauses(contest=announced(admin, now=now, slug="out"), actor=admin, now=now)


def test_the_desk_reads_the_clauses_and_puts_them_in(
    admin: Member, as_member: Any, now: datetime
) -> None:
    contest = draft(admin, now=now)
    country(contest, admin, "AE", now)
    step = f"/en/desk/contests/{contest.public_id}/country/"
    browser = as_member(admin)
    shown = browser.get(step).content.decode()
    assert "Rules in the United Arab Emirates" in shown
    assert "A lawyer of that country has to check this." in shown
    assert "fit yet" in shown
    assert browser.post(f"{step}clauses/").status_code == 302
    assert "They stand in the terms" in browser.get(step).content.decode()
    book = browser.get("/en/desk/contests/rules/eg/").content.decode()
    assert "Egyptian Tax Authority" in book
    assert "A lawyer" not in browser.get("/en/desk/contests/rules/jo/").content.decode()
