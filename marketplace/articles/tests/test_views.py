"""Each page meets its author, an editor, a stranger and a visitor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from marketplace.accounts.models import Member
from marketplace.articles import services
from marketplace.articles.models import Article
from marketplace.search.choices import Kind
from marketplace.search.services import refresh

LONG = "كلمة طيبة " * 90
SignIn = Callable[[Member | None], Client]


@pytest.fixture
def draft(seller: Member, now: datetime) -> Article:
    article = services.start_article(author=seller, now=now)
    return services.save_draft(
        article=article,
        actor=seller,
        title="عنوان سري",
        summary="",
        source=LONG,
        language="ar",
        category="design",
        revision=article.revision,
        now=now,
    )


@pytest.fixture
def published(draft: Article, seller: Member, editor: Member, now: datetime) -> Article:
    services.submit_article(article=draft, actor=seller, now=now)
    return services.publish_article(article=draft, actor=editor, now=now)


def fields(article: Article, **given: Any) -> dict[str, Any]:
    return {
        "title": article.title,
        "summary": article.summary,
        "source": article.source,
        "language": article.language,
        "category": article.category,
        "revision": article.revision,
        **given,
    }


def test_a_published_article_is_for_everybody(published: Article, as_member: SignIn) -> None:
    page = as_member(None).get(published.get_absolute_url())
    assert page.status_code == 200
    assert "عنوان سري" in page.content.decode()
    published.refresh_from_db()
    assert published.views_count == 1


def test_a_reader_counts_once_and_the_author_never(
    published: Article, seller: Member, as_member: SignIn
) -> None:
    visitor = as_member(None)
    for _ in range(3):
        visitor.get(published.get_absolute_url())
    as_member(seller).get(published.get_absolute_url())
    published.refresh_from_db()
    assert published.views_count == 1


def test_an_old_slug_leads_to_the_canonical_address(published: Article, as_member: SignIn) -> None:
    page = as_member(None).get(f"/articles/{published.pk}-old/")
    assert (page.status_code, page["Location"]) == (301, published.get_absolute_url())


def test_a_draft_is_nobodys_to_see(draft: Article, stranger: Member, as_member: SignIn) -> None:
    for who in (None, stranger):
        assert as_member(who).get(f"/articles/{draft.pk}-x/").status_code == 404
    assert as_member(stranger).get(f"/write/{draft.public_id}/").status_code == 404
    assert as_member(None).get(f"/write/{draft.public_id}/").status_code == 302


@pytest.mark.parametrize("name", ["autosave", "submit", "take_back", "set_hiring", "add_image"])
def test_strangers_cannot_touch_a_draft(
    draft: Article, stranger: Member, as_member: SignIn, name: str
) -> None:
    address = reverse(f"articles:{name}", args=[draft.public_id])
    assert as_member(stranger).post(address, fields(draft)).status_code == 404


def test_autosave_answers_with_the_next_revision(
    draft: Article, seller: Member, as_member: SignIn
) -> None:
    browser = as_member(seller)
    address = reverse("articles:autosave", args=[draft.public_id])
    first = browser.post(address, fields(draft, title="أحدث"))
    assert first.json() == {"revision": draft.revision + 1}
    behind = browser.post(address, fields(draft, title="أقدم"))
    assert (behind.status_code, behind.json()["code"]) == (409, "draft_changed_elsewhere")


def test_a_refused_submission_loses_nothing(
    draft: Article, seller: Member, as_member: SignIn
) -> None:
    address = reverse("articles:submit", args=[draft.public_id])
    page = as_member(seller).post(address, fields(draft, source="قصير جدا"))
    assert page.status_code == 422
    assert "قصير جدا" in page.content.decode()


def test_preview_shows_what_will_be_published(seller: Member, as_member: SignIn) -> None:
    page = as_member(seller).post(
        reverse("articles:preview"), {"source": "**مهم** <script>alert(1)</script>"}
    )
    text = page.content.decode()
    assert "<strong>مهم</strong>" in text
    assert "<script" not in text


def test_a_picture_is_reencoded(draft: Article, seller: Member, as_member: SignIn) -> None:
    raw = BytesIO()
    Image.new("RGB", (40, 30), "red").save(raw, "PNG")
    upload = SimpleUploadedFile("x.png", raw.getvalue(), "image/png")
    address = reverse("articles:add_image", args=[draft.public_id])
    as_member(seller).post(address, {"image": upload, "alt": "مربع أحمر"})
    stored = draft.images.get()
    assert str(stored.image.name).endswith(".webp")
    assert stored.image.read() != raw.getvalue()


def test_the_desk_is_for_editors(
    draft: Article, seller: Member, editor: Member, stranger: Member, as_member: SignIn
) -> None:
    browser = as_member(editor)
    assert browser.get("/desk/articles/").status_code == 200
    assert browser.get(f"/desk/articles/{draft.public_id}/").status_code == 404
    for who, status in ((stranger, 404), (seller, 404), (None, 302)):
        assert as_member(who).get("/desk/articles/").status_code == status


def test_an_editor_asks_for_changes_then_publishes(
    draft: Article, seller: Member, editor: Member, as_member: SignIn, now: datetime
) -> None:
    services.submit_article(article=draft, actor=seller, now=now)
    browser = as_member(editor)
    base = f"/desk/articles/{draft.public_id}/"
    assert browser.post(base + "request-changes/", {"reason": ""}).status_code == 422
    assert browser.post(base + "request-changes/", {"reason": "أوضح"}).status_code == 302
    draft.refresh_from_db()
    services.submit_article(article=draft, actor=seller, now=now)
    assert browser.post(base + "publish/").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "published"


def test_the_list_asks_as_much_for_one_as_for_three(
    seller: Member,
    editor: Member,
    as_member: SignIn,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    visitor = as_member(None)

    def publish_one(number: int) -> None:
        article = services.start_article(author=seller, now=now)
        saved = services.save_draft(
            article=article,
            actor=seller,
            title=f"مقال {number}",
            summary="",
            source=LONG,
            language="ar",
            category="design",
            revision=1,
            now=now,
        )
        services.submit_article(article=saved, actor=seller, now=now)
        services.publish_article(article=saved, actor=editor, now=now)

    publish_one(1)
    visitor.get("/articles/")
    with django_assert_num_queries(2):
        assert "مقال 1" in visitor.get("/articles/").content.decode()
    publish_one(2)
    publish_one(3)
    with django_assert_num_queries(2):
        assert "مقال 3" in visitor.get("/articles/").content.decode()


def test_readers_keep_an_article_from_its_page(
    published: Article, stranger: Member, seller: Member, as_member: SignIn, now: datetime
) -> None:
    refresh(kind=Kind.ARTICLE, refs=[published.pk], now=now)
    address, add, remove = published.get_absolute_url(), "/favourites/add/", "/favourites/remove/"
    given = {"kind": "article", "ref": published.pk, "place": "heart-framed", "next": address}
    browser = as_member(stranger)
    assert f'action="{add}"' in browser.get(address).content.decode()
    answer = browser.post(add, given, headers={"HX-Request": "true"}).content.decode()
    assert (f'action="{remove}"' in answer, 'class="heart heart-framed"' in answer) == (True, True)
    assert f'action="{remove}"' in browser.get(address).content.decode()
    assert browser.post(remove, given)["Location"] == address
    assert f'action="{add}"' not in as_member(seller).get(address).content.decode()
    assert 'class="heart heart-framed" href=' in as_member(None).get(address).content.decode()
