"""The public page of a member."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from marketplace.accounts import queries
from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel, register_profile_panel
from marketplace.accounts.services import set_taking_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def panels() -> Iterator[None]:
    """Keep the panels of the platform as they were."""
    kept = dict(queries._panels)
    queries._panels.clear()
    yield
    queries._panels.clear()
    queries._panels.update(kept)


@pytest.mark.parametrize("language", ["", "/en", "/he", "/ur"])
def test_everybody_sees_a_member(seller: Member, language: str) -> None:
    page = Client().get(f"{language}/u/{seller.username}/")
    assert page.status_code == 200
    assert "Salma" in page.content.decode()
    assert seller.email not in page.content.decode()


def test_the_owner_gets_a_way_to_edit(
    seller: Member, stranger: Member, as_member: Callable[..., Client]
) -> None:
    path = f"/en/u/{seller.username}/"
    assert "Edit your profile" in as_member(seller).get(path).content.decode()
    assert "Edit your profile" not in as_member(stranger).get(path).content.decode()


def test_a_closed_account_has_no_page(seller: Member) -> None:
    seller.is_active = False
    seller.save()
    assert Client().get(f"/en/u/{seller.username}/").status_code == 404
    assert Client().get("/en/u/nobody/").status_code == 404


def test_the_address_is_written_in_one_way(seller: Member) -> None:
    answer = Client().get(f"/en/u/{seller.username.upper()}/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/u/salma/")


def test_who_takes_no_work_says_so(seller: Member) -> None:
    set_taking_work(member=seller, is_taking_work=False)
    text = Client().get("/en/u/salma/").content.decode()
    assert "Takes no work" in text
    assert "Hire me" not in text


@pytest.mark.usefixtures("panels")
def test_panels_stand_in_their_order_and_empty_ones_are_left_out(
    seller: Member, stranger: Member
) -> None:
    seen: list[tuple[str, str | None]] = []

    def loader(name: str, *, is_shown: bool = True) -> queries.LoadPanel:
        def load(*, member: Member, viewer: Member | None) -> Panel | None:
            seen.append((member.username, viewer.username if viewer else None))
            return Panel(name, {}) if is_shown else None

        return load

    register_profile_panel("articles", loader("articles"), position=60)
    register_profile_panel("gigs", loader("gigs"), position=10)
    register_profile_panel("nothing", loader("nothing", is_shown=False), position=1)
    shown = queries.profile_panels(member=seller, viewer=stranger)
    assert [panel.template for panel in shown] == ["gigs", "articles"]
    assert set(seen) == {("salma", "stranger")}
