"""What gigs leave behind: no word of who left, no file of what was thrown away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.contrib.admin.sites import AdminSite

from marketplace.accounts.models import Member
from marketplace.gigs import queries, services
from marketplace.gigs.admin import CategoryAdmin
from marketplace.gigs.models import Category, GigDay, public_storage
from marketplace.gigs.services import Visit
from marketplace.gigs.services.leaving import erase_gigs
from marketplace.gigs.tests.factories import make_draft, make_live
from marketplace.messaging.tests.world import picture

VISIT = Visit(
    address="192.0.2.1",
    user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    referrer="",
    host="testserver",
)


def test_erase_gigs_leaves_no_word_and_nothing_in_the_queue(seller: Member, now: datetime) -> None:
    gig = services.submit_gig(gig=make_draft(seller, now=now), actor=seller, now=now)
    assert (gig.state, "مقهى" in gig.keywords) == ("in_review", True)
    for _twice in range(2):
        erase_gigs(member=seller, now=now)
        gig.refresh_from_db()
        assert (gig.state, gig.title, gig.keywords) == ("draft", "-", "")
    assert queries.review_queue() == []


@pytest.mark.usefixtures("db")
def test_delete_gig_takes_the_pictures_along(
    seller: Member, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    gig = make_draft(seller, now=now)
    image = services.add_image(gig=gig, upload=picture(), alt="", actor=seller, now=now)
    names = (image.file, image.thumb)
    assert [public_storage().exists(name) for name in names] == [True, True]
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_gig(gig=gig, actor=seller, now=now)
    assert [public_storage().exists(name) for name in names] == [False, False]


def test_a_cache_that_is_away_stops_no_count(seller: Member, now: datetime, settings: Any) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "config.cache.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    gig = make_live(seller, now=now)
    services.count_gig_view(gig_id=gig.pk, visit=VISIT, now=now)
    services.count_gig_click(gig_id=gig.pk, visit=VISIT, now=now)
    day = GigDay.objects.get()
    assert (day.source, day.views, day.clicks) == ("direct", 1, 1)


@pytest.mark.usefixtures("db")
def test_a_category_hangs_under_one_of_the_top() -> None:
    admin = CategoryAdmin(Category, AdminSite())
    field: Any = admin.formfield_for_foreignkey(Category._meta.get_field("parent"), None)
    assert (field.required, set(field.queryset)) == (
        True,
        set(Category.objects.filter(parent=None)),
    )
