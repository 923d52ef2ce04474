"""Work from an order is private until its client agrees, and private again when they don't."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core.errors import NotFound
from marketplace.notifications.models import Notification
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in
from marketplace.portfolio import queries, services
from marketplace.portfolio.choices import SHOWN, TRANSITIONS, Consent, Hand
from marketplace.portfolio.errors import (
    ConsentMoved,
    OrderNotShowable,
    OrderShownAlready,
    WorkChanged,
)
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.services.consent import transition
from marketplace.portfolio.tests.world import SignIn, completed, draft, picture, work_from

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def item(client_member: Member, seller: Member, now: datetime) -> PortfolioItem:
    return work_from(completed(client_member, seller, now=now), now=now)


def answer(item: PortfolioItem, client: Member, consent: Consent, now: datetime) -> PortfolioItem:
    return services.answer_consent(item=item, actor=client, consent=consent, now=now)


@pytest.mark.parametrize("hand", list(Hand))
@pytest.mark.parametrize("to", list(Consent))
@pytest.mark.parametrize("source", list(Consent))
def test_the_whole_table_of_consents(source: Consent, to: Consent, hand: Hand) -> None:
    row = PortfolioItem(consent=source)
    if hand in TRANSITIONS[source].get(to, frozenset()):
        assert transition(row, to=to, hand=hand) == source
        assert row.consent == to
    else:
        with pytest.raises(ConsentMoved):
            transition(row, to=to, hand=hand)
        assert row.consent == source


@pytest.mark.parametrize(
    "steps",
    [
        [Consent.NAMED],
        [Consent.ANONYMOUS],
        [Consent.REFUSED],
        [Consent.NAMED, Consent.WITHDRAWN],
        [Consent.ANONYMOUS, Consent.NAMED],
        [Consent.REFUSED, Consent.ANONYMOUS],
    ],
)
def test_everybody_sees_what_the_client_decided(  # noqa: PLR0917  the whole cast
    steps: list[Consent],
    item: PortfolioItem,
    client_member: Member,
    seller: Member,
    stranger: Member,
    as_member: SignIn,
    now: datetime,
) -> None:
    image = services.add_picture(item=item, actor=seller, upload=picture(), alt="Sign", now=now)
    for step in steps:
        item = answer(item, client_member, step, now)
    is_open = steps[-1] in SHOWN
    address = item.get_absolute_url()
    photo = reverse("portfolio:image", args=[image.public_id])
    for who in (None, stranger):
        assert as_member(who).get(address).status_code == (200 if is_open else 404)
        assert as_member(who).get(photo).status_code == (200 if is_open else 404)
        shown = "A sign" in as_member(who).get(f"/en/u/{seller.username}/").content.decode()
        assert shown == is_open
    for who in (client_member, seller):
        assert as_member(who).get(address).status_code == 200
        assert as_member(who).get(photo).status_code == 200
    if is_open:
        text = as_member(None).get(f"/en{address}").content.decode()
        is_named = f"for {client_member.display_name}" in text
        assert is_named == (steps[-1] == Consent.NAMED)


def test_only_the_client_answers(
    item: PortfolioItem, seller: Member, stranger: Member, as_member: SignIn, now: datetime
) -> None:
    address = reverse("portfolio:consent", args=[item.public_id])
    for who in (seller, stranger):
        with pytest.raises(NotFound):
            answer(item, who, Consent.NAMED, now)
        assert as_member(who).get(address).status_code == 404
        assert as_member(who).post(address, {"consent": "named"}).status_code == 404


def test_a_yes_holds_for_what_was_seen(
    item: PortfolioItem, client_member: Member, seller: Member, now: datetime
) -> None:
    answer(item, client_member, Consent.NAMED, now)
    same = services.change_work(item=item, actor=seller, draft=draft(skills=["Signs"]), now=now)
    assert same.consent == Consent.NAMED
    changed = services.change_work(
        item=item, actor=seller, draft=draft(text="Painted for a famous client"), now=now + HOUR
    )
    assert (changed.consent, changed.consent_asked_at) == (Consent.PENDING, now + HOUR)
    answer(item, client_member, Consent.ANONYMOUS, now)
    image = services.add_picture(item=item, actor=seller, upload=picture(), alt="x", now=now)
    item.refresh_from_db()
    assert item.consent == Consent.PENDING
    answer(item, client_member, Consent.NAMED, now)
    services.remove_picture(item=item, actor=seller, image_id=image.public_id, now=now)
    item.refresh_from_db()
    assert item.consent == Consent.NAMED


def test_a_no_is_not_asked_away_by_changes(
    item: PortfolioItem, client_member: Member, seller: Member, now: datetime
) -> None:
    answer(item, client_member, Consent.REFUSED, now)
    changed = services.change_work(item=item, actor=seller, draft=draft(text="Other"), now=now)
    assert changed.consent == Consent.REFUSED


def test_both_hear(
    item: PortfolioItem, client_member: Member, seller: Member, now: datetime, run_outbox: object
) -> None:
    assert callable(run_outbox)
    answer(item, client_member, Consent.ANONYMOUS, now)
    run_outbox(now)
    told = Notification.objects.filter(kind__startswith="portfolio.")
    assert set(told.values_list("member_id", "kind")) == {
        (client_member.pk, "portfolio.asked"),
        (seller.pk, "portfolio.anonymous"),
    }


def test_only_own_completed_orders_and_each_once(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    running = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    done = completed(client_member, seller, now=now)
    for owner, order in ((seller, running), (stranger, done), (client_member, done)):
        with pytest.raises(OrderNotShowable):
            services.add_work(owner=owner, draft=draft(), order=order, now=now)
    assert queries.showable_orders(seller) == [done]
    work_from(done, now=now)
    assert queries.showable_orders(seller) == []
    with pytest.raises(OrderShownAlready):
        work_from(done, now=now)


def test_a_yes_is_for_the_page_that_was_open(
    item: PortfolioItem, client_member: Member, seller: Member, as_member: SignIn, now: datetime
) -> None:
    address = f"/en{reverse('portfolio:consent', args=[item.public_id])}"
    browser = as_member(client_member)
    page = browser.get(address).content.decode()
    seen = item.changed_at.isoformat()
    assert f'name="seen_at" value="{seen}"' in page
    services.change_work(item=item, actor=seller, draft=draft(text="A boast"), now=now + HOUR)
    answer = browser.post(address, {"consent": "named", "seen_at": seen}, follow=True)
    assert "was changed after you opened it" in answer.content.decode()
    item.refresh_from_db()
    assert item.consent == Consent.PENDING
    with pytest.raises(WorkChanged):
        services.answer_consent(
            item=item,
            actor=client_member,
            consent=Consent.ANONYMOUS,
            seen_at=now,
            now=now + 2 * HOUR,
        )
    browser.post(address, {"consent": "refused", "seen_at": seen})
    item.refresh_from_db()
    assert item.consent == Consent.REFUSED
    browser.post(address, {"consent": "named", "seen_at": item.changed_at.isoformat()})
    item.refresh_from_db()
    assert item.consent == Consent.NAMED


@pytest.mark.parametrize("seen", [None, "2026-11-23T09:00:00Z", "2020-01-01T00:00:00Z"])
def test_a_yes_over_the_api_may_say_what_was_seen(
    seen: str | None, item: PortfolioItem, client_member: Member, now: datetime
) -> None:
    scopes = frozenset({"portfolio:read", "portfolio:write"})
    key = create_token(member=client_member, name="t", scopes=scopes, now=now).key
    browser = Client(headers={"Authorization": f"Bearer {key}"})
    (asked,) = browser.get("/api/v1/portfolio/asked/").json()
    assert datetime.fromisoformat(asked["changed_at"]) == item.changed_at == now
    body = {"consent": "named"} | ({"seen_at": seen} if seen else {})
    path = f"/api/v1/portfolio/{item.public_id}/answer_consent/"
    sent = browser.post(path, body, "application/json")
    assert sent.status_code == (409 if seen and seen < "2026" else 200)
