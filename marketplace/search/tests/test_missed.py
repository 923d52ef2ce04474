"""What people looked for in vain: counted without who they are, told once several did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.search.models import MissedSearch
from marketplace.search.queries import Filters, missed_searches
from marketplace.search.services import forget_missed
from marketplace.search.services.missed import wanted_text

pytestmark = pytest.mark.django_db
Add = Callable[..., int]
DAY = timedelta(days=1)


def ask(text: str, *, browser: str = "Firefox/1", path: str = "/en/gigs/", **more: str) -> None:
    visitor = Client(headers={"User-Agent": browser})
    assert visitor.get(path, {"q": text, **more}).status_code == 200


def told(now: datetime, *, days: int = 2) -> list[tuple[str, int]]:
    return missed_searches(since=now - DAY, until=now + days * DAY, limit=10)


def make(text: str, *seals: str, on: datetime) -> None:
    MissedSearch.objects.bulk_create(
        MissedSearch(text=text, seal=seal, on=on.date()) for seal in seals
    )


@pytest.mark.parametrize("path", ["/en/gigs/", "/en/search/", "/en/search/?kind=article"])
def test_what_three_visitors_look_for_in_vain_is_told(path: str) -> None:
    for browser in ("Firefox/1", "Firefox/1", "Firefox/2", "Safari/3"):
        kind = {"kind": "article"} if "kind" in path else {}
        ask("  خطّاط   جدران! ", browser=browser, path=path.partition("?")[0], **kind)
    assert set(MissedSearch.objects.values_list("text", flat=True)) == {"خطاط جدران"}
    assert MissedSearch.objects.count() == 3
    moment = datetime.fromisoformat(f"{MissedSearch.objects.all()[0].on}T12:00:00+00:00")
    assert told(moment) == [("خطاط جدران", 3)]


def test_the_same_visitor_on_many_days_is_one(now: datetime) -> None:
    for days in range(3):
        make("parrots", "a", on=now - days * DAY)
    make("parrots", "b", on=now)
    assert told(now - 2 * DAY, days=5) == []
    make("parrots", "c", on=now)
    assert told(now - 2 * DAY, days=5) == [("parrots", 3)]


def test_what_is_found_or_narrowed_or_asked_by_programs_is_not_counted(list_thing: Add) -> None:
    list_thing("Parrot logo")
    ask("parrot")
    ask("macaw", language="he")
    ask("macaw", browser="Googlebot/2.1 (+http://www.google.com/bot.html)")
    ask("macaw", page="1", days="3")
    assert MissedSearch.objects.count() == 0


@pytest.mark.parametrize(
    "text",
    ["ab", "omar@example.com", "055 123 4567", "٠٥٥١٢٣٤٥٦٧", "www.mine.example", "x" * 90],
)
def test_what_may_be_somebodys_is_not_kept(text: str) -> None:
    assert wanted_text(Filters(q=text)) == ""
    ask(text)
    assert MissedSearch.objects.count() == 0


def test_seals_tie_nothing_together(as_member: Any, stranger: Member) -> None:
    browser = as_member(stranger)
    for text in ("macaw", "parrot", "macaw"):
        browser.get("/en/gigs/", {"q": text}, headers={"User-Agent": "Firefox/1"})
    rows = list(MissedSearch.objects.values_list("text", "seal"))
    assert sorted(text for text, _seal in rows) == ["macaw", "parrot"]
    assert len({seal for _text, seal in rows}) == 2
    assert str(stranger.pk) not in {seal for _text, seal in rows}


def test_one_visitor_adds_only_so_much_a_day(settings: Any) -> None:
    settings.WAZZIFNI = {"missed_searches_a_day": 2}
    for text in ("macaw", "parrot", "toucan"):
        ask(text, browser="Firefox/77")
    assert set(MissedSearch.objects.values_list("text", flat=True)) == {"macaw", "parrot"}


def test_they_are_forgotten_after_a_time(now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"missed_search_days": 10}
    make("old", "a", on=now - 11 * DAY)
    make("young", "a", on=now - 10 * DAY)
    assert forget_missed(now=now, limit=100) == 1
    assert list(MissedSearch.objects.values_list("text", flat=True)) == ["young"]


def test_the_desk_shows_them_and_gives_them_as_csv(
    as_member: Any, finance: Member, stranger: Member, now: datetime
) -> None:
    make("=parrots", "a", "b", "c", on=now)
    make("macaws", "a", "b", on=now)
    days = f"?since={now.date()}&until={now.date()}"
    desk = as_member(finance)
    for path in ("/en/desk/insights/", "/en/desk/insights/searches/"):
        page = desk.get(f"{path}{days}").content.decode()
        assert ("=parrots" in page, "macaws" in page) == (True, False)
    table = desk.get(f"/en/desk/insights/searches/csv/{days}").content.decode("utf-8-sig")
    assert table.splitlines()[0] == "From,Until,Looked for,People"
    assert table.splitlines()[1].endswith(",'=parrots,3")
    assert as_member(stranger).get("/en/desk/insights/searches/").status_code == 404
