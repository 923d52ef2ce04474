"""Coming by a link: who counts, where it leads, what is kept and what isn't."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from config.testing import PASSWORD, MakeMember
from marketplace.accounts.models import Member
from marketplace.core import clock
from referrals.links import services
from referrals.links.adapters.visitors import ANSWER, VISITOR
from referrals.links.choices import LinkKind, VisitKind
from referrals.links.errors import (
    LinkStays,
    PathOutside,
    TooManyLinks,
    WordChosen,
    WordInvalid,
    WordTaken,
)
from referrals.links.models import KnownVisitor, Link, Visit
from referrals.links.queries import links_of

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (Linux; Android 14; Pixel) Chrome/130 Mobile Safari/537.36"


@pytest.fixture
def link(seller: Member, now: datetime) -> Link:
    """Return a member's own link."""
    return services.own_link(member=seller, now=now)


def come(client: Client, link: Link, query: str = "", **headers: str) -> Any:
    """Follow a link as a phone does."""
    said = {"HTTP_USER_AGENT": BROWSER, "HTTP_ACCEPT_LANGUAGE": "ar-SA", **headers}
    return client.get(f"{link.get_absolute_url()}{query}", **said)  # type: ignore[arg-type]


def kinds() -> list[str]:
    """Return as what the visits were counted, in their order."""
    return list(Visit.objects.order_by("id").values_list("kind", flat=True))


def test_a_person_is_counted_once_in_half_an_hour(link: Link) -> None:
    visitor = Client()
    first = come(visitor, link)
    come(visitor, link)
    Visit.objects.update(at=clock.now() - timedelta(minutes=31))
    come(visitor, link)
    assert (first.status_code, first["Location"]) == (302, "/")
    assert kinds() == [VisitKind.PERSON, VisitKind.AGAIN, VisitKind.PERSON]
    assert len(set(Visit.objects.values_list("visitor", flat=True))) == 1


def test_programs_and_the_owner_are_set_apart(
    link: Link, seller: Member, as_member: Callable[..., Client]
) -> None:
    come(Client(), link, HTTP_USER_AGENT="WhatsApp/2.23")
    come(Client(), link, HTTP_USER_AGENT="")
    come(Client(), link, HTTP_SEC_PURPOSE="prefetch;prerender")
    come(as_member(seller), link)
    assert kinds() == [*[VisitKind.PROGRAM] * 3, VisitKind.OWN]


def test_the_owner_is_known_by_the_device_when_signed_out(
    link: Link, seller: Member, now: datetime
) -> None:
    device = Client()
    number = come(device, link).cookies[VISITOR].value
    services.know_visitor(visitor=number, member=seller, now=now)
    come(device, link)
    assert kinds() == [VisitKind.PERSON, VisitKind.OWN]


def test_programs_get_no_number(link: Link) -> None:
    answer = come(Client(), link, HTTP_USER_AGENT="curl/8")
    assert VISITOR not in answer.cookies


def test_the_target_is_in_the_readers_language(link: Link) -> None:
    there = come(Client(), link, "?to=/gigs/", HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9")
    assert there["Location"] == "/en/gigs/"


@pytest.mark.parametrize(
    "target",
    [
        *("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"),
        *("/%0d%0aSet-Cookie:x", "\\\\evil", "gigs", "/ok\r\nX: y", "http:/evil.example"),
    ],
)
def test_no_link_leads_off_the_platform(link: Link, target: str) -> None:
    answer = Client().get(link.get_absolute_url(), {"to": target}, HTTP_USER_AGENT=BROWSER)
    where = answer["Location"]
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))
    assert "evil.example/" not in where or where.startswith("/%")


def test_an_unknown_code_is_404() -> None:
    assert Client().get("/r/nobodyhere").status_code == 404


def test_what_the_address_says_is_kept(link: Link) -> None:
    come(Client(), link, "?m=whatsapp&utm_source=card&utm_campaign=spring")
    visit = Visit.objects.get()
    assert (visit.medium, visit.utm_source, visit.utm_campaign) == ("whatsapp", "card", "spring")
    assert (visit.country, visit.device) == ("SA", "phone")


def test_odd_query_values_break_nothing(link: Link) -> None:
    answer = come(Client(), link, "?m=%F0%9F%98%80&utm_source=" + "x" * 500)
    assert answer.status_code == 302
    assert len(Visit.objects.get().utm_source) == 40


class TestConsent:
    def test_nothing_is_kept_before_a_yes(self, link: Link) -> None:
        visitor = Client()
        asked = come(visitor, link, HTTP_ACCEPT_LANGUAGE="de-DE")
        assert asked.status_code == 200
        assert (VISITOR in asked.cookies, kinds()) == (False, [])

    def test_a_yes_counts_from_that_moment(self, link: Link) -> None:
        visitor = Client()
        said = {"HTTP_USER_AGENT": BROWSER, "HTTP_ACCEPT_LANGUAGE": "de-DE"}
        answer = visitor.post(link.get_absolute_url(), {"answer": "yes"}, **said)  # type: ignore[arg-type]
        assert (answer.status_code, kinds()) == (302, [VisitKind.PERSON])
        assert answer.cookies[ANSWER].value == "yes"
        assert come(visitor, link, HTTP_ACCEPT_LANGUAGE="de-DE").status_code == 302

    def test_a_no_is_asked_once(self, link: Link) -> None:
        visitor = Client()
        said = {"HTTP_USER_AGENT": BROWSER, "HTTP_ACCEPT_LANGUAGE": "fr-FR"}
        visitor.post(link.get_absolute_url(), {"answer": "no"}, **said)  # type: ignore[arg-type]
        again = come(visitor, link, HTTP_ACCEPT_LANGUAGE="fr-FR")
        assert (again.status_code, kinds(), VISITOR in again.cookies) == (302, [], False)

    def test_a_browser_that_says_no_is_heard(self, link: Link) -> None:
        answer = come(Client(), link, HTTP_SEC_GPC="1")
        assert (answer.status_code, kinds()) == (302, [])

    def test_the_proxy_names_the_country(self, link: Link, settings: Any) -> None:
        settings.VISITOR_COUNTRY_HEADER = "CF-IPCountry"
        assert come(Client(), link, HTTP_CF_IPCOUNTRY="NL").status_code == 200
        assert come(Client(), link, HTTP_CF_IPCOUNTRY="EG").status_code == 302

    def test_an_unknown_country_follows_the_rule(self, link: Link, settings: Any) -> None:
        assert come(Client(), link, HTTP_ACCEPT_LANGUAGE="en").status_code == 302
        settings.WAZZIFNI = {"consent_when_unknown": 1}
        assert come(Client(), link, HTTP_ACCEPT_LANGUAGE="en").status_code == 200


class TestMaking:
    def test_a_word_stands_for_the_code_for_ever(self, seller: Member, now: datetime) -> None:
        link = services.choose_word(member=seller, word=" Salma ", now=now)
        assert come(Client(), link).status_code == 302
        assert Client().get(f"/r/{link.code}", HTTP_USER_AGENT=BROWSER).status_code == 302
        assert link.get_absolute_url() == "/r/salma"
        with pytest.raises(WordChosen):
            services.choose_word(member=seller, word="another", now=now)

    def test_a_word_is_one_members(
        self, seller: Member, client_member: Member, now: datetime
    ) -> None:
        services.choose_word(member=seller, word="salma", now=now)
        with pytest.raises(WordTaken):
            services.choose_word(member=client_member, word="salma", now=now)

    @pytest.mark.parametrize("word", ["", "ab", "سلمى", "1abc", "a b c", "-abc", "abc-", "x" * 25])
    def test_odd_words_are_refused(self, seller: Member, now: datetime, word: str) -> None:
        with pytest.raises(WordInvalid):
            services.choose_word(member=seller, word=word, now=now)

    def test_the_same_name_gives_the_same_link(self, seller: Member, now: datetime) -> None:
        one = services.add_link(member=seller, path="/gigs/", label="card", now=now)
        two = services.add_link(member=seller, path="/en/articles/", label="card", now=now)
        assert (one.pk, two.path) == (two.pk, "/articles/")

    def test_links_are_limited(self, seller: Member, now: datetime, settings: Any) -> None:
        settings.WAZZIFNI = {"links_per_member": 1}
        services.add_link(member=seller, path="/gigs/", label="one", now=now)
        with pytest.raises(TooManyLinks):
            services.add_link(member=seller, path="/gigs/", label="two", now=now)

    def test_a_page_elsewhere_is_refused(self, seller: Member, now: datetime) -> None:
        with pytest.raises(PathOutside):
            services.add_link(member=seller, path="https://evil.example/", label="", now=now)

    def test_a_closed_link_leads_on_but_counts_nobody(self, seller: Member, now: datetime) -> None:
        link = services.add_link(member=seller, path="/gigs/", label="card", now=now)
        services.close_link(link=link, now=now)
        assert (come(Client(), link)["Location"], kinds()) == ("/gigs/", [])


def test_signing_in_tells_whose_device_it_is(link: Link, member_factory: MakeMember) -> None:
    friend = member_factory("friend")
    device = Client()
    number = come(device, link).cookies[VISITOR].value
    device.post("/accounts/login/", {"login": "friend", "password": PASSWORD})
    assert KnownVisitor.objects.filter(member=friend, visitor=number).exists()


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("?utm_source=%00bio&utm_medium=a%00&utm_campaign=%00", {}),
        ("", {"HTTP_REFERER": "http://[broken"}),
        ("?m=%00&to=%00", {"HTTP_REFERER": "//[::1"}),
    ],
)
def test_what_no_database_takes_or_no_address_is_left_out(
    link: Link, query: str, headers: dict[str, str]
) -> None:
    assert come(Client(), link, query, **headers).status_code == 302
    visit = Visit.objects.get()
    assert (visit.kind, visit.source, visit.utm_campaign) == (VisitKind.PERSON, "", "")


def test_a_link_that_was_closed_is_opened_again_within_the_limit(
    seller: Member, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {"links_per_member": 2}
    own = services.own_link(member=seller, now=now)
    first = services.add_link(member=seller, path="/gigs/", label="first", now=now)
    services.close_link(link=first, now=now)
    services.add_link(member=seller, path="/gigs/", label="second", now=now)
    with pytest.raises(TooManyLinks):
        services.add_link(member=seller, path="/gigs/", label="first", now=now)
    assert Link.objects.filter(owner=seller, closed_at=None).count() == 2
    # What is open goes on leading elsewhere, also at the limit.
    moved = services.add_link(member=seller, path="/articles/", label="second", now=now)
    assert (moved.path, own.closed_at) == ("/articles/", None)


def test_only_links_that_a_member_made_are_closed(seller: Member, now: datetime) -> None:
    for link in (
        services.own_link(member=seller, now=now),
        services.link_for(kind=LinkKind.ARTICLE, ref="7", owner=seller, now=now),
    ):
        with pytest.raises(LinkStays):
            services.close_link(link=link, now=now)
        link.refresh_from_db()
        assert link.closed_at is None


def test_the_newest_link_stands_first_and_closed_ones_last(seller: Member, now: datetime) -> None:
    names = ["one", "two", "three", "four"]
    made = [services.add_link(member=seller, path="/", label=name, now=now) for name in names]
    services.close_link(link=made[0], now=now)
    services.close_link(link=made[2], now=now)
    assert [link.label for link in links_of(seller)] == ["four", "two", "three", "one"]
