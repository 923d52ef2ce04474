"""Pages: whose they are, what they say, and how many statements they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from community.reputation import services
from community.reputation.choices import Cause, Kind
from community.reputation.models import ElsewhereReport, PointRule
from community.reputation.tests.test_elsewhere import draft
from community.reputation.tests.test_recording import like
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core import clock

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]
DESK = "/en/desk/points/"
PRICE = {"points": "٣٫٥", "note": "Likes say more.", "version": "1"}


def given(receiver: Member, giver: Member | None, count: int) -> None:
    """Give so many contributions, spread over days, and count them."""
    now = clock.now()
    for number in range(count):
        like(
            receiver,
            giver,
            f"{receiver.pk}:{number}",
            area="design" if number else "",
            kind=Kind.SOLUTION if number else Kind.LIKE,
            occurred_at=now - timedelta(days=number),
            now=now,
        )
    services.count_everything_touched(now=now)


def statements(client: Client, address: str, count: Callable[..., object]) -> int:
    """Return how many statements a page takes once everything is warm."""
    client.get(address)
    with count() as found:  # type: ignore[attr-defined]
        assert client.get(address).status_code == 200
    return len(found)


def captured() -> object:
    """Return what counts statements."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    return CaptureQueriesContext(connection)


@pytest.mark.parametrize(
    "address",
    ["/en/leaderboards/", "/en/leaderboards/?period=week&day=2020-01-06", "/en/u/salma/points/"],
)
def test_a_page_takes_as_many_statements_for_three_rows_as_for_one(
    address: str, seller: Member, client_member: Member, stranger: Member, as_member: AsMember
) -> None:
    given(seller, client_member, 1)
    reader = as_member(stranger)
    before = statements(reader, address, captured)
    given(seller, client_member, 4)
    given(client_member, seller, 3)
    assert statements(reader, address, captured) == before


def test_desk_and_own_list_take_as_many_statements_for_three_rows_as_for_one(
    seller: Member, keeper: Member, as_member: AsMember
) -> None:
    pages = [(as_member(seller), "/en/elsewhere/"), (as_member(keeper), "/en/desk/elsewhere/")]
    now, found = clock.now(), []
    for number in range(3):
        one = draft(address=f"https://forum.example.org/{number}")
        services.report_elsewhere(member=seller, draft=one, now=now)
        found.append([statements(*page, captured) for page in pages])
    assert found[0] == found[2]


def test_the_board_pins_the_readers_own_line(
    seller: Member, client_member: Member, as_member: AsMember, client: Client
) -> None:
    given(seller, client_member, 3)
    given(client_member, seller, 1)
    page = as_member(client_member).get("/en/leaderboards/").content.decode()
    assert "Your place here" in page
    board = page[page.index("Your place here") :]
    assert 0 < board.index("Salma</bdi>") < board.index("Omar</bdi>")
    assert "Your place here" not in client.get("/en/leaderboards/").content.decode()


@pytest.mark.parametrize(
    "query",
    ["?period=nonsense", "?day=0000-00-00", "?day=9999-12-31", "?page=0", "?page=99&kind=x",
     "?area=%00", "?kind=like&area=design", "?period=all&day=1999-01-01"],
)  # fmt: skip
def test_a_board_that_isnt_understood_is_the_nearest_one(query: str, client: Client) -> None:
    assert client.get(f"/en/leaderboards/{query}").status_code == 200


def test_lines_name_reasons_and_counter_rows(
    seller: Member,
    keeper: Member,
    member_factory: MakeMember,
    as_member: AsMember,
    client: Client,
) -> None:
    newcomer = member_factory("newcomer", date_joined=clock.now())
    given(seller, newcomer, 1)
    services.reverse_contribution(
        key=f"{seller.pk}:0", note="A ring.", by_id=None, now=clock.now(), cause=Cause.CASE
    )
    own = as_member(seller).get("/en/u/salma/points/").content.decode()
    public = client.get("/en/u/salma/points/").content.decode()
    for page in (own, public):
        assert "the giver’s account is new" in page
        assert "worth 2 × weight 10%" in page
        assert "the line it turns over" in page
    # Why a line was reversed is said to the member, and to those who keep the record.
    kept = as_member(keeper).get("/en/u/salma/points/").content.decode()
    for reason in ("A ring.", "Decided in a case"):
        assert [reason in page for page in (own, kept, public)] == [True, True, False]
    assert ("by Newcomer" in own, "by Newcomer" in public) == (True, False)


def test_the_profile_shows_what_was_contributed(
    seller: Member, client_member: Member, client: Client
) -> None:
    address = f"/en/u/{seller.username}/"
    assert "In the community" not in client.get(address).content.decode()
    given(seller, client_member, 2)
    page = client.get(f"{address}?again").content.decode()
    assert "/en/u/salma/points/" in page


def test_a_report_goes_from_form_to_record(
    seller: Member, keeper: Member, as_member: AsMember, run_outbox: Callable[..., int]
) -> None:
    mine = as_member(seller)
    sent = {
        "kind": "elsewhere_talk",
        "address": "nonsense",
        "title": "A talk",
        "happened_on": "2026-01-05",
    }
    refused = mine.post("/en/elsewhere/report/", sent)
    assert (refused.status_code, "nonsense" in refused.content.decode()) == (422, True)
    done = mine.post("/en/elsewhere/report/", {**sent, "address": "https://t.example.org/1"})
    assert done.status_code == 302
    report = ElsewhereReport.objects.get()
    desk = as_member(keeper)
    address = f"/en/desk/elsewhere/{report.public_id}/"
    assert desk.post(f"{address}decline/", {"reason": ""}).status_code == 422
    assert desk.post(f"{address}confirm/", {"reason": "Good."}).status_code == 302
    run_outbox(clock.now())
    page = mine.get("/en/elsewhere/").content.decode()
    assert ("Good." in page, "Confirmed" in page) == (True, True)
    notices = mine.get("/en/notifications/").content.decode()
    assert ("Confirmed: " in notices, "A talk" in notices) == (True, True)


def test_a_price_is_looked_at_and_put_in_force(keeper: Member, as_member: AsMember) -> None:
    desk = as_member(keeper)
    assert desk.get(DESK).status_code == 200
    seen = desk.post(f"{DESK}like/preview/", PRICE)
    assert (seen.status_code, "at this price" in seen.content.decode()) == (200, True)
    assert PointRule.objects.filter(kind="like").count() == 1
    assert desk.post(f"{DESK}like/change/", PRICE).status_code == 302
    assert desk.post(f"{DESK}like/change/", PRICE).status_code == 422
    assert desk.post(f"{DESK}like/change/", {**PRICE, "points": "many"}).status_code == 422
    assert PointRule.objects.filter(kind="like").latest("version").points_milli == 3_500


@pytest.mark.parametrize("who", ["visitor", "member", "moderator"])
def test_the_desk_is_closed_to_others(
    who: str, client: Client, member_factory: MakeMember, as_member: AsMember
) -> None:
    roles = ("moderator", "admin") if who == "moderator" else ()
    reader = client if who == "visitor" else as_member(member_factory(roles=roles))
    found = [reader.get(one).status_code for one in (DESK, f"{DESK}like/", "/en/desk/elsewhere/")]
    assert found == [302 if who == "visitor" else 404] * 3
