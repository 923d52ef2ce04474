"""Nobody learns of the other side's review before its time, by any door.

The strongest form: whatever the other side did, a member is answered byte for byte the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from config.testing import MakeMember
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core.models import OutboxEvent
from marketplace.core.outbox import deliver_due
from marketplace.gigs.models import Gig
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.orders.models import Order
from marketplace.reviews.queries import reviews_of_order
from marketplace.reviews.services import close_due_rounds, edit_review, remind_due, write_review
from marketplace.reviews.tests.world import CANARY, DAY, completed, live_gig, words

# What differs between any two answers: tokens of forms and the keys that make pressing twice safe.
CHANGING = re.compile(rb'name="(?:csrfmiddlewaretoken|client_key)"[^>]*value="[^"]+"|"csrf[^,}]*')


def doors(order: Order, gig: Gig) -> list[str]:
    """Return every address at which a review might show."""
    about = f"?member={order.seller.username}"
    translation.activate("ar")
    return [
        f"/en{reverse('orders:detail', args=[order.public_id])}",
        f"/en{reverse('reviews:write', args=[order.public_id])}",
        f"/en{gig.get_absolute_url()}",
        f"/en{reverse('reviews:of_gig', args=[gig.pk])}",
        f"/en{reverse('accounts:profile', args=[order.seller.username])}",
        f"/en{reverse('reviews:of_member', args=[order.seller.username])}",
        f"/en{reverse('reviews:of_member', args=[order.client.username])}?by=seller",
        f"/en{reverse('reviews:mine')}",
        f"/en{reverse('reviews:levels')}",
        f"/en{reverse('reviews:my_level')}",
        f"/en{reverse('orders:list')}?tab=completed",
        f"/en{reverse('notifications:list')}",
        f"/en{reverse('gigs:browse')}",
        f"/en{reverse('home')}",
        reverse("api:reviews"),
        reverse("api:reviews") + f"?gig={gig.public_id}",
        reverse("api:reviews") + about,
        reverse("api:review_summary") + f"?gig={gig.public_id}",
        reverse("api:review_summary") + about,
        reverse("api:reviews_written"),
        reverse("api:my_level"),
        reverse("api:order", args=[order.public_id]),
        reverse("api:gigs") + f"?q={gig.title.split()[0]}",
    ]


def answers(
    member: Member | None, key: str, order: Order, gig: Gig
) -> list[tuple[str, int, bytes]]:
    """Ask at every door as this member; return what was answered."""
    browser = Client()
    if member is not None:
        browser.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = []
    for address in doors(order, gig):
        headers = {"authorization": f"Bearer {key}"} if "/api/" in address else {}
        response = browser.get(address, headers=headers)
        found.append((address, response.status_code, CHANGING.sub(b"", response.content)))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["seller", "staff", "anonymous"])
def test_answers_are_the_same_whether_the_other_has_written_or_not(
    who: str,
    client_member: Member,
    seller: Member,
    member_factory: MakeMember,
    settings: object,
    time_machine: object,
) -> None:
    moment = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
    time_machine.move_to(moment, tick=False)  # type: ignore[attr-defined]
    settings.STAFF_SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    roles = ("moderator", "support", "admin", "editor") if who == "staff" else ()
    reader = seller if who == "seller" else member_factory(who, roles=roles, language="en")
    key = create_token(member=reader, name="t", scopes=SCOPES, now=moment).key
    gig = live_gig(seller, moment - DAY)
    order = completed(client_member, seller, now=moment - DAY, gig_id=gig.pk)
    deliver_due(now=moment)
    member = None if who == "anonymous" else reader

    # The first look marks what there was to read as read.
    answers(member, key, order, gig)
    before = answers(member, key, order, gig)
    write_review(order=order, actor=client_member, written=words(1, CANARY), now=moment)
    deliver_due(now=moment)
    remind_due(now=moment, limit=10)
    after = answers(member, key, order, gig)

    assert [row[:2] for row in before] == [row[:2] for row in after]
    differing = [row[0] for row, again in zip(before, after, strict=True) if row[2] != again[2]]
    assert differing == []
    assert CANARY.encode() not in b"".join(row[2] for row in after)


@pytest.mark.django_db
def test_no_message_and_no_event_tells_of_a_sealed_review(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    deliver_due(now=now)
    told = Notification.objects.filter(member=seller).count()
    write_review(order=order, actor=client_member, written=words(1, CANARY), now=now)
    deliver_due(now=now)
    assert Notification.objects.filter(member=seller).count() == told
    assert CANARY not in str(list(Notification.objects.values()))
    assert CANARY not in str(list(OutgoingMail.objects.values()))
    assert CANARY not in str(list(OutboxEvent.objects.values()))


@pytest.mark.django_db
def test_the_admin_doesnt_know_reviews(
    client_member: Member, seller: Member, as_member: Callable[..., Client], now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    write_review(order=order, actor=client_member, written=words(1, CANARY), now=now)
    boss = Member.objects.create_superuser("boss", "boss@example.com", "x" * 20)
    answer = as_member(boss).get("/en/admin/reviews/review/")
    assert answer.status_code in (302, 404)


class Walk(TestCase):
    """Random steps of both sides and of the sweeps: the seal holds after each."""

    @settings(max_examples=10)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["client", "seller", "sweep", "remind"]),
                st.integers(min_value=0, max_value=400),
            ),
            min_size=1,
            max_size=7,
        )
    )
    def test_the_seal_holds_at_every_step(self, steps: list[tuple[str, int]]) -> None:
        now = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
        people = {
            name: Member.objects.create_user(name, f"{name}@example.com", language="en")
            for name in ("client", "seller")
        }
        order = completed(people["client"], people["seller"], now=now)
        due_at, moment = now + 14 * DAY, now
        written: dict[str, datetime] = {}
        for who, hours in steps:
            moment += timedelta(hours=hours)
            if who == "sweep":
                close_due_rounds(now=moment, limit=10)
            elif who == "remind":
                remind_due(now=moment, limit=10)
            elif moment < due_at and len(written) < 2:
                verb = edit_review if who in written else write_review
                verb(order=order, actor=people[who], written=words(3, CANARY), now=moment)
                written[who] = moment
            is_revealed = moment >= due_at or len(written) == 2
            for name, other in (("client", "seller"), ("seller", "client")):
                seen = reviews_of_order(order, people[name], now=moment)
                theirs = seen.theirs if seen else None
                assert (theirs is not None) == (is_revealed and other in written)
