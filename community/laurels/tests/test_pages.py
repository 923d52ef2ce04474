"""Pages: whose they are, what stays typed, that receipts lead to ballots, counts of queries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.gurus.models import Membership
from community.gurus.tests import world as club
from community.laurels.models import Ballot, Candidacy, Election
from community.laurels.services import closing, nominating, preparing
from community.laurels.tests import world
from community.laurels.tests.world import DAY
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.messaging.services import block_member

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch, now: datetime) -> Callable[[float], None]:
    """Return a function that sets the clock so many days after the present of these tests."""
    monkeypatch.setattr(clock, "now", lambda: now)

    def later(days: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: now + days * DAY)

    return later


def later(now: datetime) -> dict[str, datetime]:
    """Return dates of a vote that opens after all others here."""
    return {"vote_opens_at": now + 100 * DAY, "vote_closes_at": now + 110 * DAY}


def program(member: Member) -> Client:
    """Return what asks the API with the member's token."""
    made = create_token(member=member, name="t", scopes=sorted(SCOPES), now=clock.now())
    return Client(headers={"Authorization": f"Bearer {made.key}"})


def statements(client: Client, address: str) -> int:
    """Return how many statements a page takes once everything is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_lists_take_the_same_for_one_row_and_for_three(
    manager: Member,
    gurus: list[Membership],
    as_member: AsMember,
    now: datetime,
    settings: Any,
) -> None:
    settings.WAZZIFNI = {
        **settings.WAZZIFNI,
        "guru_founders_max": 50,
        "laurel_quorum_percent": 1,
        "laurel_per_nominator": 9,
    }
    election = world.opened(manager, now=now, year=2040, **later(now))
    world.accepted(election, gurus[0].member, gurus[1].member, now=now)
    world.confirmed(manager, gurus, now=now, year=2020, running=1, places=1)
    lists = (
        (None, "/en/gurus/year/"),
        (gurus[0].member, "/en/gurus/year/2040/"),
        (None, "/en/gurus/year/2020/"),
        (None, "/en/gurus/"),
        (manager, "/en/desk/laurels/"),
        (manager, f"/en/desk/laurels/{election.public_id}/"),
        (gurus[0].member, "/en/gurus/year/2040/nominate/"),
    )
    browsers = [(as_member(who), address) for who, address in lists]
    before = {address: statements(browser, address) for browser, address in browsers}
    for _number in range(2):
        other = club.guru(manager, now=now)
        world.accepted(election, gurus[0].member, other.member, now=now)
    for year in (2021, 2022):
        # Others, as whoever came first rests for a year.
        fresh = [club.guru(manager, now=now) for _number in range(3)]
        world.confirmed(manager, fresh, now=now, year=year)
    after = {address: statements(browser, address) for browser, address in browsers}
    assert after == before


def test_others_see_a_teaser_while_it_runs_and_all_of_it_once_confirmed(
    manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime
) -> None:
    drafted = world.drafted(manager, now=now, year=2041, **later(now))
    assert as_member(gurus[0].member).get("/en/gurus/year/2041/").status_code == 404
    assert as_member(manager).get("/en/gurus/year/2041/").status_code == 200
    preparing.open_election(election=drafted, actor=manager, now=now)
    world.accepted(drafted, gurus[0].member, gurus[1].member, now=now)
    name = gurus[1].member.display_name
    for who, is_shown in ((None, False), (club.member(), False), (gurus[2].member, True)):
        page = as_member(who).get("/en/gurus/year/2041/")
        assert page.status_code == 200
        assert (f">{name}<" in page.content.decode()) == is_shown
    done = world.confirmed(manager, gurus, now=now)
    shown = as_member(None).get(f"/en/gurus/year/{done.year}/").content.decode()
    assert gurus[0].member.display_name in shown
    assert "Round 1" in shown


def test_a_count_is_the_clubs_until_it_is_confirmed(
    manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime
) -> None:
    done = world.counted(manager, gurus, now=now)
    for page in ("ballots.csv", "ballots.json", "check/"):
        address = f"/en/gurus/year/{done.year}/{page}"
        assert as_member(None).get(address).status_code == 404
        assert as_member(gurus[0].member).get(address).status_code == 200
    preparing.confirm_result(election=done, actor=manager, now=now)
    csv = as_member(None).get(f"/en/gurus/year/{done.year}/ballots.csv").content.decode()
    receipts = [line.split(",")[0] for line in csv.splitlines()[1:]]
    assert receipts == sorted(receipts)
    assert len(receipts) == 3
    found = as_member(None).get(f"/en/gurus/year/{done.year}/check/?receipt={receipts[0]}")
    assert "This ballot was counted" in found.content.decode()
    lost = as_member(None).get(f"/en/gurus/year/{done.year}/check/?receipt={'0' * 64}")
    assert "No ballot with this receipt" in lost.content.decode()


def test_a_vote_by_page_shows_its_receipt_once_and_keeps_what_was_typed(
    manager: Member,
    gurus: list[Membership],
    as_member: AsMember,
    now: datetime,
    today: Callable[[float], None],
) -> None:
    box = world.voting_on(manager, gurus, now=now)
    today(11)
    address = f"/en/gurus/year/{box.year}/vote/"
    browser = as_member(gurus[2].member)
    assert as_member(club.member()).get(address).status_code == 404
    form = browser.get(address).content.decode()
    nonce = re.search(r'name="nonce" value="([0-9a-f]{32})"', form)
    assert nonce is not None
    one, two = world.ids(box)
    twice = browser.post(address, {"nonce": nonce[1], f"rank_{one}": "1", f"rank_{two}": "1"})
    assert twice.status_code == 422
    assert twice.content.decode().count(" selected") >= 2
    cast = browser.post(address, {"nonce": nonce[1], f"rank_{two}": "1", f"rank_{one}": "2"})
    assert cast.status_code == 200
    assert "no-store" in cast.headers["Cache-Control"]
    ballot = Ballot.objects.get()
    assert ballot.ranking == [two, one]
    assert ballot.receipt in cast.content.decode()
    assert ballot.receipt not in browser.get(address).content.decode()


def test_what_was_typed_stays_when_a_nomination_is_refused(
    manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    address = f"/en/gurus/year/{election.year}/nominate/"
    sent = {"candidate": "@nobody", "reason": "Always there."}
    answer = as_member(gurus[0].member).post(address, sent)
    assert answer.status_code == 422
    assert "Always there." in answer.content.decode()
    assert Candidacy.objects.count() == 0


@pytest.mark.parametrize("who", ["oneself", "blocked"])
def test_the_words_stay_when_this_candidate_is_refused(
    who: str, manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    by, other = gurus[0].member, gurus[1].member
    block_member(member=other, other=by, now=now)
    name = by.username if who == "oneself" else other.username
    address = f"/en/gurus/year/{election.year}/nominate/"
    answer = as_member(by).post(address, {"candidate": name, "reason": "Always there."})
    assert answer.status_code == 422
    assert "Always there." in answer.content.decode()
    assert Candidacy.objects.count() == 0


def test_who_nominates_reads_who_will_read_it(
    manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    made = world.named(election, gurus[0].member, gurus[1].member, now=now)
    form = as_member(gurus[0].member).get(f"/en/gurus/year/{election.year}/nominate/")
    assert "so does everybody, if the candidate accepts" in form.content.decode()
    answer = as_member(gurus[1].member).get(f"/en/gurus/year/candidacies/{made.public_id}/")
    assert "Once the result is confirmed, everybody reads them." in answer.content.decode()


def test_nobody_is_led_to_a_nomination_that_is_refused(
    manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    page = f"/en/gurus/year/{election.year}/"
    way = f'href="{page}nominate/'
    one = as_member(gurus[0].member)
    assert way in one.get(page).content.decode()
    assert way not in as_member(manager).get(page).content.decode()
    form = one.get(f"{page}nominate/").content.decode()
    offered = [each for each in gurus if f"?who={each.member.username}" in form]
    assert offered == gurus[1:]


def test_one_ballot_is_counted_in_good_english(
    manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "laurel_quorum_percent": 1}
    box = world.voting_on(manager, gurus, now=now)
    world.cast(box, gurus[0].member, world.ids(box)[:1])
    closing.move_due_elections(now=box.vote_closes_at, limit=1)
    page = as_member(gurus[0].member).get(f"/en/gurus/year/{box.year}/").content.decode()
    assert "Ballots cast: 1." in page


def test_a_count_does_not_vanish_behind_another_election_of_its_year(
    manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime
) -> None:
    done = world.counted(manager, gurus, now=now)
    preparing.cancel_election(election=done, actor=manager, reason="A slip.", now=now)
    world.opened(manager, now=now, **later(now))
    page, was = f"/en/gurus/year/{done.year}/", f"?was={done.public_id}"
    one, other = as_member(gurus[0].member), as_member(club.member())
    assert f"{page}{was}" in one.get(page).content.decode()
    assert f"{page}{was}" not in other.get(page).content.decode()
    kept = one.get(f"{page}{was}").content.decode()
    assert "Round 1" in kept
    assert f"{page}ballots.csv{was}" in kept
    assert len(one.get(f"{page}ballots.json{was}").json()["ballots"]) == 3
    assert other.get(f"{page}ballots.json{was}").status_code == 404
    assert f'value="{done.public_id}"' in one.get(f"{page}check/{was}").content.decode()
    assert one.get(f"{page}?was=%00").status_code == 404


def test_a_no_changes_nothing_that_the_club_sees(
    manager: Member, gurus: list[Membership], as_member: AsMember, now: datetime
) -> None:
    election = world.opened(manager, now=now)
    made = world.named(election, gurus[0].member, gurus[1].member, now=now)
    nominator = as_member(gurus[0].member)

    def facts() -> str:
        page = nominator.get(f"/en/gurus/year/{election.year}/").content.decode()
        return page[page.index('id="facts"') :]

    before = facts()
    nominating.decline_candidacy(candidacy=made, actor=gurus[1].member, now=now)
    assert facts() == before


def test_days_beyond_the_calendar_are_refused_and_stay(
    manager: Member, as_member: AsMember
) -> None:
    sent = {
        "year": "2026",
        "places": "1",
        "counting_from": "2026-01-01",
        "vote_opens_on": "2026-12-05",
        "vote_closes_on": "9999-12-31",
    }
    answer = as_member(manager).post("/en/desk/laurels/prepare/", sent)
    assert answer.status_code == 422
    assert 'value="9999-12-31"' in answer.content.decode()
    assert Election.objects.count() == 0


def test_the_desk_prepares_opens_and_confirms(
    manager: Member,
    gurus: list[Membership],
    as_member: AsMember,
    now: datetime,
    today: Callable[[float], None],
) -> None:
    desk = as_member(manager)
    plan = {
        "year": "2026",
        "places": "٢",
        "counting_from": "2026-01-01",
        "vote_opens_on": "2026-12-05",
        "vote_closes_on": "2026-12-01",
    }
    refused = desk.post("/en/desk/laurels/prepare/", plan)
    assert refused.status_code == 422
    made = desk.post("/en/desk/laurels/prepare/", {**plan, "vote_closes_on": "2026-12-12"})
    assert made.status_code == 302
    election = Election.objects.get()
    page = f"/en/desk/laurels/{election.public_id}/"
    desk.post(f"{page}open/")
    world.accepted(election, gurus[0].member, gurus[1].member, now=now)
    closing.move_due_elections(now=election.vote_opens_at, limit=1)
    box = world.fresh(election)
    for one in gurus:
        world.cast(box, one.member, world.ids(box))
    today(30)
    closing.move_due_elections(now=now + 30 * DAY, limit=1)
    assert "Round 1" in desk.get(page).content.decode()
    desk.post(f"{page}confirm/")
    assert world.fresh(election).state == "confirmed"


def test_the_api_names_accepts_votes_and_counts_again(
    manager: Member,
    gurus: list[Membership],
    now: datetime,
    today: Callable[[float], None],
) -> None:
    today(0)
    election = world.opened(manager, now=now)
    first, second = (program(one.member) for one in gurus[:2])
    base = f"/api/v1/laurels/elections/{election.public_id}/"
    sent = {"candidate": gurus[1].member.username, "reason": "Kind."}
    named = first.post(f"{base}nominate/", json.dumps(sent), content_type="application/json")
    assert named.status_code == 201, named.content
    own = second.get("/api/v1/laurels/candidacies/").json()[0]["public_id"]
    said = json.dumps({"statement": "Gladly."})
    second.post(f"/api/v1/laurels/candidacies/{own}/accept/", said, content_type="application/json")
    closing.move_due_elections(now=election.vote_opens_at, limit=1)
    today(11)
    ballot = json.dumps({"ranking": [own], "nonce": "ab" * 16})
    for one in (first, second):
        nonce = "ab" if one is first else "cd"
        cast = one.post(
            f"{base}vote/", ballot.replace("ab", nonce), content_type="application/json"
        )
        assert cast.status_code == 200, cast.content
    assert first.get(f"{base}result/").status_code == 404
    closing.move_due_elections(now=election.vote_closes_at, limit=1)
    assert first.get(f"{base}result/").json()["places"][0]["laurel"]["candidacy_id"] == own
    found = first.get(f"{base}ballots/").json()["ballots"]
    assert cast.json()["receipt"] in {one["receipt"] for one in found}


@pytest.mark.parametrize(
    ("years", "said", "unsaid"),
    [
        (0, "At most 3 from one guru.", "rests this time"),
        (1, "first in the year before rests", "years before"),
        (3, "first in one of the 3 years before rests", "the year before"),
    ],
)
def test_the_form_says_how_long_who_came_first_rests(
    years: int,
    said: str,
    unsaid: str,
    *,
    manager: Member,
    gurus: list[Membership],
    as_member: AsMember,
    now: datetime,
    settings: Any,
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "laurel_rest_years": years}
    election = world.opened(manager, now=now)
    page = as_member(gurus[0].member).get(f"/en/gurus/year/{election.year}/nominate/")
    text = page.content.decode()
    assert (said in text, unsaid in text) == (True, False)


def test_pages_show_the_share_that_is_used(
    manager: Member, as_member: AsMember, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "laurel_metric_percent": 97}
    for who, address in ((None, "/en/gurus/year/"), (manager, "/en/desk/laurels/prepare/")):
        text = as_member(who).get(address).content.decode()
        assert ("90%" in text, "97%" in text) == (True, False)
