"""Hiring as pages: the brief is kept, strangers see nothing, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.core.money import Money
from marketplace.hiring import services
from marketplace.hiring.models import Brief, Offer
from marketplace.hiring.services import Terms

TEXT = "نفتح محمصة في أبها بعد شهرين ونريد شعارًا."
SignIn = Callable[[Member | None], Client]


@pytest.fixture
def article(seller: Member, now: datetime) -> Article:
    return Article.objects.create(
        author=seller,
        title="لماذا رفضت",
        slug="لماذا-رفضت",
        category="design",
        state="published",
        created_at=now,
        updated_at=now,
        published_at=now,
    )


@pytest.fixture
def brief(client_member: Member, seller: Member, article: Article, now: datetime) -> Brief:
    return services.send_brief(
        client=client_member, writer=seller, text=TEXT, title="x", article=article, now=now
    )


@pytest.fixture
def offer(brief: Brief, seller: Member) -> Offer:
    from marketplace.core import clock  # noqa: PLC0415  pages read the real clock

    terms = Terms(
        title="هوية",
        scope="شعار",
        price=Money(30_000, "USD"),
        delivery_days=5,
        revisions=1,
        valid_days=7,
    )
    return services.send_offer(brief=brief, actor=seller, terms=terms, now=clock.now())


def offer_fields(**given: Any) -> dict[str, Any]:
    return {
        "title": "هوية محمصة",
        "scope": "شعار وأكياس",
        "price": "٣٠٠",
        "delivery_days": "٨",
        "revisions": "2",
        "questions": "من زبونك؟\n\nأين المحل؟",
        "valid_days": "7",
        **given,
    }


def test_a_visitors_brief_waits_for_the_sign_up(
    article: Article, client_member: Member, as_member: SignIn
) -> None:
    visitor = as_member(None)
    address = reverse("hiring:from_article", args=[article.pk])
    assert visitor.get(address).status_code == 200
    sent = visitor.post(address, {"text": TEXT, "budget": "٣٠٠"})
    assert sent["Location"] == f"{reverse('account_signup')}?next=%2Fhire%2Fresume%2F"

    visitor.force_login(
        client_member, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    back = visitor.get(reverse("hiring:resume"))
    assert back["Location"] == address
    page = visitor.get(address).content.decode()
    assert TEXT in page
    assert "٣٠٠" in page
    assert Brief.objects.count() == 0

    visitor.post(address, {"text": TEXT, "budget": "٣٠٠"})
    brief = Brief.objects.get()
    assert (brief.client, brief.text, brief.budget_amount) == (client_member, TEXT, 30_000)
    article.refresh_from_db()
    assert article.hire_clicks_count == 2


def test_a_brief_that_is_too_short_is_shown_again(
    article: Article, client_member: Member, as_member: SignIn
) -> None:
    address = reverse("hiring:from_article", args=[article.pk])
    page = as_member(client_member).post(address, {"text": "شعار", "budget": "abc"})
    assert page.status_code == 422
    assert "شعار" in page.content.decode()


def test_the_kept_draft_of_a_brief_goes_when_it_is_sent(
    article: Article, client_member: Member, as_member: SignIn
) -> None:
    address = reverse("hiring:from_article", args=[article.pk])
    client = as_member(client_member)

    sent = client.post(address, {"text": TEXT, "budget": ""})

    assert f'data-drop-draft="{address}"' in client.get(sent["Location"]).content.decode()


def test_htmx_gets_the_form_alone(article: Article, as_member: SignIn) -> None:
    address = reverse("hiring:from_article", args=[article.pk])
    page = as_member(None).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "<textarea" in page


def test_the_writer_answers_with_an_offer(
    brief: Brief, seller: Member, client_member: Member, as_member: SignIn
) -> None:
    address = reverse("hiring:make_offer", args=[brief.public_id])
    writer = as_member(seller)
    assert writer.get(address).status_code == 200
    low = writer.post(address, offer_fields(price="1"))
    assert low.status_code == 422
    assert "شعار وأكياس" in low.content.decode()
    assert writer.post(address, offer_fields()).status_code == 302
    offer = Offer.objects.get()
    assert (offer.price_amount, offer.questions) == (30_000, ["من زبونك؟", "أين المحل؟"])
    assert as_member(client_member).get(address).status_code == 404


def test_accepting_leads_the_client_to_pay_once(
    offer: Offer, client_member: Member, as_member: SignIn
) -> None:
    address = reverse("hiring:accept_offer", args=[offer.public_id])
    browser = as_member(client_member)
    first = browser.post(address)
    offer.refresh_from_db()
    assert first["Location"] == reverse("orders:checkout", args=[offer.order_id])
    second = browser.post(address)
    assert second.status_code in {302, 409}
    assert Offer.objects.get().order_id == offer.order_id


@pytest.mark.parametrize(
    "name", ["counter_offer", "accept_offer", "decline_offer", "withdraw_offer"]
)
def test_offers_are_nobody_elses(
    offer: Offer, stranger: Member, as_member: SignIn, name: str
) -> None:
    address = reverse(f"hiring:{name}", args=[offer.public_id])
    assert as_member(stranger).post(address, offer_fields()).status_code == 404
    assert as_member(None).post(address, offer_fields()).status_code == 302
    offer.refresh_from_db()
    assert offer.state == "pending"


@pytest.mark.parametrize("name", ["make_offer", "decline_brief", "withdraw_brief"])
def test_briefs_are_nobody_elses(
    brief: Brief, stranger: Member, as_member: SignIn, name: str
) -> None:
    address = reverse(f"hiring:{name}", args=[brief.public_id])
    assert as_member(stranger).post(address, offer_fields()).status_code == 404
    brief.refresh_from_db()
    assert brief.state == "sent"


def test_the_funnel_is_the_authors_and_the_editors(
    article: Article,
    brief: Brief,
    seller: Member,
    editor: Member,
    stranger: Member,
    as_member: SignIn,
) -> None:
    assert brief.article == article
    own = reverse("hiring:funnel", args=[article.public_id])
    assert as_member(seller).get(own).status_code == 200
    assert as_member(stranger).get(own).status_code == 404
    desk = reverse("hiring:desk_funnel")
    assert article.title in as_member(editor).get(desk).content.decode()
    assert as_member(stranger).get(desk).status_code == 404


def test_the_list_of_briefs_asks_as_much_for_one_as_for_three(
    article: Article,
    seller: Member,
    member_factory: Callable[..., Member],
    as_member: SignIn,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    browser = as_member(seller)

    def send() -> None:
        services.send_brief(
            client=member_factory(), writer=seller, text=TEXT, title="x", article=article, now=now
        )

    send()
    browser.get(reverse("hiring:briefs"))
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as counted:
        browser.get(reverse("hiring:briefs"))
    send()
    send()
    with django_assert_num_queries(len(counted)):
        browser.get(reverse("hiring:briefs"))
