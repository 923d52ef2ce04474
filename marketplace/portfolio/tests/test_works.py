"""Works, their order, their pictures; the record and the CV."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.accounts.services import (
    EntryDraft,
    ProfileDetails,
    create_token,
    save_cv_entries,
    update_details,
)
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.pdf import why_unavailable
from marketplace.messaging.services import open_conversation, send_message
from marketplace.orders.choices import OrderState
from marketplace.orders.services import deliver_order, settle_order
from marketplace.orders.tests.world import order_in
from marketplace.portfolio import queries, services
from marketplace.portfolio.errors import (
    CantMove,
    LinkNotShown,
    PortfolioFull,
    TooManyPictures,
    WorkNeedsTitle,
)
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.tests.world import SignIn, completed, draft, picture

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def add(owner: Member, now: datetime, title: str = "A sign") -> PortfolioItem:
    return services.add_work(owner=owner, draft=draft(title=title), now=now)


def test_works_stand_in_the_owners_order(seller: Member, stranger: Member, now: datetime) -> None:
    first, second, third = (add(seller, now, title) for title in ("one", "two", "three"))
    services.move_work(item=third, actor=seller, is_up=True)
    services.move_work(item=first, actor=seller, is_up=False)
    assert [card.title for card in queries.work_cards(seller)] == ["three", "one", "two"]
    with pytest.raises(CantMove):
        services.move_work(item=third, actor=seller, is_up=True)
    with pytest.raises(CantMove):
        services.move_work(item=second, actor=seller, is_up=False)
    with pytest.raises(NotFound):
        services.move_work(item=second, actor=stranger, is_up=True)


def test_limits(seller: Member, now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"portfolio_items_max": 1, "portfolio_images_max": 1}
    item = add(seller, now)
    with pytest.raises(PortfolioFull):
        add(seller, now)
    services.add_picture(item=item, actor=seller, upload=picture(), alt="x", now=now)
    with pytest.raises(TooManyPictures):
        services.add_picture(item=item, actor=seller, upload=picture(), alt="x", now=now)
    assert rules().portfolio_items_max == 1


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://127.0.0.1/", "https://user@x.example/", "ftp://a.b"]
)
def test_links_lead_to_public_websites(address: str, seller: Member, now: datetime) -> None:
    with pytest.raises(LinkNotShown):
        services.add_work(owner=seller, draft=draft(links=[("x", address)]), now=now)
    with pytest.raises(WorkNeedsTitle):
        services.add_work(owner=seller, draft=draft(title=" "), now=now)


def test_pictures_go_with_their_work(
    seller: Member, stranger: Member, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    item = add(seller, now)
    image = services.add_picture(item=item, actor=seller, upload=picture(), alt="x", now=now)
    assert storages["private"].exists(str(image.file.name))
    with pytest.raises(NotFound):
        services.remove_work(item=item, actor=stranger, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_work(item=item, actor=seller, now=now)
    assert not storages["private"].exists(str(image.file.name))


def test_the_editors_pages(seller: Member, stranger: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    fields = {"title": "A sign", "text": "", "language": "en", "category": "design", "skills": ""}
    assert browser.post("/en/portfolio/new/", {**fields, "title": ""}).status_code == 422
    assert browser.post("/en/portfolio/new/", fields).status_code == 302
    item = PortfolioItem.objects.get()
    edit = reverse("portfolio:edit", args=[item.public_id])
    assert browser.post(edit, {**fields, "title": "A better sign"}).status_code == 302
    added = browser.post(f"{edit}pictures/", {"picture": picture(), "alt": "A sign"})
    assert (added.status_code, item.images.count()) == (302, 1)
    assert browser.post(f"{edit}pictures/", {"alt": "A sign"}).status_code == 422
    assert as_member(stranger).get(edit).status_code == 404
    assert as_member(stranger).post(f"{edit}remove/").status_code == 404
    assert "A better sign" in browser.get("/en/portfolio/").content.decode()


def test_lists_ask_as_much_for_one_as_for_three(
    seller: Member, as_member: SignIn, now: datetime, django_assert_num_queries: Any
) -> None:
    add(seller, now)
    browser = as_member(seller)
    browser.get("/en/portfolio/")
    with django_assert_num_queries(4):
        browser.get("/en/portfolio/")
    for title in ("two", "three"):
        add(seller, now, title)
    with django_assert_num_queries(4):
        assert browser.get("/en/portfolio/").content.decode().count("Move up") == 3
    with django_assert_num_queries(1):
        assert len(queries.work_cards(seller)) == 3


def test_the_record_counts_deliveries_and_answers(
    seller: Member, client_member: Member, stranger: Member, now: datetime
) -> None:
    assert queries.record_of(seller, now=now).is_empty
    completed(client_member, seller, now=now - 30 * DAY)
    completed(client_member, seller, now=now - 20 * DAY)
    late = order_in(OrderState.IN_PROGRESS, stranger, seller, now=now - 19 * DAY)
    settle_order(order=late, now=now - DAY)
    deliver_order(order=late, actor=seller, note="Here", now=now - DAY)
    for hours in (1, 3, 8):
        talk = open_conversation(
            members=[seller, stranger],
            subject_kind="test",
            subject_ref=str(hours),
            title="Hello",
            now=now - DAY,
        )
        for author, moment in ((stranger, now - DAY), (seller, now - DAY + hours * HOUR)):
            send_message(conversation=talk.public_id, author=author, body="Hi", now=moment)
    record = queries.record_of(seller, now=now)
    assert (record.completed, record.clients, record.delivered) == (2, 1, 3)
    assert (record.on_time_bp, record.answers, record.answer_time) == (6_666, 3, 3 * HOUR)
    assert queries.record_of(stranger, now=now).answers == 0


def test_the_cv_is_for_everybody_and_says_it_all(
    seller: Member, as_member: SignIn, now: datetime
) -> None:
    entry = EntryDraft(kind="education", title="Fine Arts", from_year=2010, until_year=2014)
    save_cv_entries(member=seller, entries=[entry], now=now)
    details = ProfileDetails(
        city="Abha",
        spoken=[("ar", "native"), ("en", "fluent")],
        links=[("Site", "https://example.com/")],
        weekly_hours=20,
    )
    update_details(member=seller, details=details)
    add(seller, now)
    for lang, word in (("", "العربية"), ("/en", "Arabic"), ("/he", "ערבית"), ("/ur", "عربی")):
        page = as_member(None).get(f"{lang}/u/salma/cv/")
        text = page.content.decode()
        assert page.status_code == 200
        for part in ("Fine Arts", "2014", "Abha", "A sign", word):
            assert part in text
        assert "style=" not in text
    assert as_member(None).get("/u/SALMA/cv/")["Location"] == "/u/salma/cv/"
    profile = as_member(None).get("/en/u/salma/").content.decode()
    assert "https://wa.me/" in profile
    assert 'rel="nofollow ugc me noopener"' in profile


@pytest.mark.skipif(bool(why_unavailable()), reason=f"no PDF here: {why_unavailable()}")
@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", {"الخبرة", "اليوم", "نبذة"}), ("/en", {"Experience", "today", "About"})],
)
def test_the_cv_as_pdf_can_be_searched(
    prefix: str, words: set[str], seller: Member, as_member: SignIn, now: datetime
) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    line = EntryDraft(kind="experience", title="رسامة لوحات", place="Studio Athar", from_year=2017)
    save_cv_entries(member=seller, entries=[line], now=now)
    seller.profile.bio_html = '<p dir="auto">أرسم الهويات.</p>'
    seller.profile.save()
    add(seller, now)
    answer = as_member(None).get(f"{prefix}/u/salma/cv/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="salma-cv.pdf"'
    pages = PdfReader(io.BytesIO(answer.content)).pages
    found = set(re.split(r"[\s:.]+", " ".join(page.extract_text() for page in pages)))
    assert words | {"رسامة", "لوحات", "Studio", "Athar", "2017", "الهويات", "sign"} <= found
    assert (
        f"{prefix}/u/salma/cv/pdf/" in as_member(None).get(f"{prefix}/u/salma/cv/").content.decode()
    )


def test_the_file_of_a_cv_has_one_address(seller: Member, as_member: SignIn) -> None:
    assert as_member(None).get("/u/SALMA/cv/pdf/")["Location"] == f"/u/{seller.username}/cv/pdf/"
    assert as_member(None).get("/u/nobody/cv/pdf/").status_code == 404


def test_a_work_over_the_api_has_as_many_links_as_its_form(seller: Member, now: datetime) -> None:
    key = create_token(member=seller, name="t", scopes=frozenset({"portfolio:write"}), now=now).key
    browser = Client(headers={"Authorization": f"Bearer {key}"})
    link = {"label": "Site", "address": "https://example.com/"}
    work = {"title": "A sign", "language": "en", "category": "design"}
    path = "/api/v1/portfolio/"
    for links, status in (([link] * 2, 201), ([link] * 3, 422)):
        sent = browser.post(path, work | {"links": links}, "application/json")
        assert sent.status_code == status
