"""Odd days, years and texts are refused in words; what was saved elsewhere is never lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from config.testing import MakeMember
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.errors import TokenEndsWrong, VacationWrong, YearsWrong
from marketplace.accounts.forms import DetailsForm
from marketplace.accounts.models import ApiToken, Member
from marketplace.accounts.queries import profile_of
from marketplace.accounts.services import (
    EntryDraft,
    ProfileDetails,
    begin_leaving,
    create_token,
    erase_member,
    save_cv_entries,
    set_avatar,
    set_cover,
    set_vacation,
    stay,
    update_details,
)
from marketplace.core import clock
from marketplace.search.models import Entry
from marketplace.search.services import refresh_owner

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def picture() -> ContentFile[bytes]:
    """Return a small picture."""
    raw = BytesIO()
    Image.new("RGB", (40, 30), "red").save(raw, "PNG")
    return ContentFile(raw.getvalue(), name="x.png")


@pytest.mark.parametrize("last_day", [date.max, date(9999, 12, 30)])
def test_a_vacation_ends_within_the_calendar(last_day: date, seller: Member, now: datetime) -> None:
    with pytest.raises(VacationWrong):
        set_vacation(
            member=seller,
            first_day=last_day,
            last_day=last_day,
            words="",
            takes_orders=False,
            now=now,
        )


def test_the_year_nought_is_refused(seller: Member, now: datetime) -> None:
    line = EntryDraft(kind="experience", title="Shop", from_year=2020, until_year=0)
    with pytest.raises(YearsWrong):
        save_cv_entries(member=seller, entries=[line], now=now)


def test_a_token_ends_in_a_time_that_can_be_shown(seller: Member, as_member: Any) -> None:
    now = clock.now()
    for end in (now, now - DAY, datetime(9999, 12, 31, 23, tzinfo=UTC)):
        with pytest.raises(TokenEndsWrong):
            create_token(member=seller, name="a", scopes=["me:read"], expires_at=end, now=now)
    create_token(member=seller, name="a", scopes=["me:read"], expires_at=now + DAY, now=now)
    assert as_member(seller).get("/en/accounts/settings/tokens/").status_code == 200
    assert ApiToken.objects.count() == 1


def test_the_api_makes_a_token_of_every_scope(seller: Member) -> None:
    made = create_token(member=seller, name="all", scopes=SCOPES, now=clock.now())
    browser = Client(headers={"Authorization": f"Bearer {made.key}"})
    given = {"name": "copy", "scopes": sorted(SCOPES)}
    assert browser.post("/api/v1/tokens/", given, "application/json").status_code == 201


@pytest.mark.parametrize("query", ["category=%00", "language=%00", "category=a%25b", "category=x"])
def test_an_unknown_filter_finds_nothing(query: str, seller: Member) -> None:
    made = create_token(member=seller, name="a", scopes=["articles:read"], now=clock.now())
    browser = Client(headers={"Authorization": f"Bearer {made.key}"})
    answer = browser.get(f"/api/v1/articles/?{query}")
    assert (answer.status_code, answer.json()["results"]) == (200, [])


def test_desks_take_any_text_in_their_address(member_factory: MakeMember, as_member: Any) -> None:
    staff = as_member(member_factory("boss", roles=("admin", "moderator")))
    for address in ("moderation/?kind=%00", "audit/?until=9999-12-31", "audit/?since=0001-01-01"):
        assert staff.get(f"/en/desk/{address}").status_code == 200


def test_the_page_keeps_what_the_api_saved(seller: Member, as_member: Any) -> None:
    spoken = [(code, "fluent") for code in ("ar", "en", "fr", "de", "es", "it", "tr", "ur")]
    links = [(f"Link {number}", f"https://example.com/{number}") for number in range(6)]
    saved = ProfileDetails(city="", weekly_hours=None, spoken=spoken, links=links)
    update_details(member=seller, details=saved)
    browser = as_member(seller)
    initial = DetailsForm.initial_of(profile_of(seller))
    given = {name: value or "" for name, value in initial.items()}
    assert browser.post("/en/accounts/settings/details/", given).status_code == 302
    profile = profile_of(seller)
    assert (len(profile.spoken), len(profile.links)) == (8, 6)


def test_pictures_go_with_the_account(
    seller: Member, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    avatar = set_avatar(member=seller, picture=picture()).avatar
    cover = set_cover(member=seller, picture=picture()).cover
    assert str(avatar.name).endswith(".webp")
    begin_leaving(member=seller, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        erase_member(member=seller, now=now)
    storage = cover.storage
    assert not storage.exists(str(avatar.name))
    assert not storage.exists(str(cover.name))


def test_who_leaves_is_found_no_more_and_again_when_they_stay(
    seller: Member, now: datetime, run_outbox: Any
) -> None:
    profile = profile_of(seller)
    profile.headline = "Logos"
    profile.save()
    refresh_owner(owner_id=seller.pk, now=now)
    begin_leaving(member=seller, now=now)
    run_outbox(now)
    assert not Entry.objects.filter(owner_id=seller.pk).exists()
    stay(member=seller, now=now)
    run_outbox(now)
    assert Entry.objects.filter(owner_id=seller.pk).count() == 1
