"""Lists of articles and commissions come in pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.articles.models import Article, Commission
from marketplace.core.ids import new_public_id

pytestmark = pytest.mark.django_db
MANY = 31
SignIn = Callable[[Member | None], Client]


def articles(author: Member, *, state: str, now: datetime) -> list[Article]:
    return Article.objects.bulk_create(
        Article(
            author=author,
            public_id=new_public_id(),
            title=f"Number {number:02}",
            language="en",
            state=state,
            submitted_at=now + timedelta(minutes=number),
            created_at=now,
            updated_at=now - timedelta(minutes=number),
        )
        for number in range(MANY)
    )


@pytest.mark.parametrize("path", ["/en/write/", "/en/desk/articles/"])
def test_articles_come_in_pages(
    path: str, seller: Member, editor: Member, as_member: SignIn, now: datetime
) -> None:
    is_desk = "desk" in path
    articles(seller, state="submitted" if is_desk else "draft", now=now)
    browser = as_member(editor if is_desk else seller)
    shown = [browser.get(path, {"page": page}).content.decode() for page in (1, 2)]
    assert [page.count("Number ") for page in shown] == [30, 1]
    assert "Number 30" in shown[1]
    assert 'rel="next"' in shown[0]


@pytest.mark.parametrize(
    ("who", "path"),
    [("seller", "/en/write/commissions/"), ("editor", "/en/desk/commissions/")],
)
def test_commissions_come_in_pages(
    who: str, path: str, seller: Member, editor: Member, as_member: SignIn, now: datetime
) -> None:
    for article in articles(seller, state="draft", now=now):
        Commission.objects.create(
            article=article,
            author=seller,
            editor=editor,
            title=article.title,
            amount=5_000,
            currency="USD",
            deliver_on=now.date() + timedelta(days=30),
            due_at=now + timedelta(days=400),
            request_key=new_public_id(),
            created_at=now,
        )
    browser = as_member({"seller": seller, "editor": editor}[who])
    shown = [browser.get(path, {"page": page}).content.decode() for page in (1, 2)]
    assert [page.count("Number ") for page in shown] == [30, 1]
    assert "Number 00" in shown[1]
