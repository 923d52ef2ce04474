"""Hiding: only words, only for a stated reason, said in place, logged, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord
from marketplace.core.outbox import deliver_due
from marketplace.gigs.models import Gig
from marketplace.notifications.models import Notification
from marketplace.reviews import errors
from marketplace.reviews.choices import HideReason
from marketplace.reviews.models import Review, ReviewAct
from marketplace.reviews.queries import get_review, reviews_of_gig, show, shown, summarise
from marketplace.reviews.services import (
    hide_reported,
    hide_review,
    restore_review,
    show_reported,
    write_review,
)
from marketplace.reviews.tests.world import CANARY, completed, live_gig, reviewed, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def gig(seller: Member, now: datetime) -> Gig:
    return live_gig(seller, now)


@pytest.fixture
def bad(client_member: Member, seller: Member, gig: Gig, now: datetime) -> Review:
    order = completed(client_member, seller, now=now, gig_id=gig.pk)
    found = write_review(order=order, actor=client_member, written=words(1, CANARY), now=now)
    write_review(order=order, actor=seller, written=words(5), now=now)
    deliver_due(now=now)
    found.refresh_from_db()
    return found


def test_hiding_takes_the_words_and_leaves_the_stars(
    bad: Review, gig: Gig, moderator: Member, now: datetime
) -> None:
    hide_review(review=bad, actor=moderator, reason=HideReason.INSULT, note=" Names. ", now=now)
    deliver_due(now=now)

    shown = show(get_review(bad.public_id, now=now))
    assert (shown.text, shown.is_hidden, shown.is_counted) == ("", True, True)
    assert (shown.hide_reason, shown.stars[0][2]) == (HideReason.INSULT, 1)
    gig.refresh_from_db()
    assert (gig.rating_sum, gig.rating_count) == (100, 1)
    summary = summarise(reviews_of_gig(gig.pk, now=now), "client")
    assert (summary.rating, summary.count, summary.hidden) == ("1.0", 1, 1)
    act = ReviewAct.objects.get()
    assert (act.by, act.note, act.reason) == (moderator, "Names.", "insult")
    assert AuditRecord.objects.get(action="review_hide").reason == "Names."
    told = Notification.objects.filter(kind="reviews.hidden").values_list("member_id", flat=True)
    assert set(told) == {bad.author_id, bad.subject_id}


def test_what_isnt_genuine_counts_no_more_until_it_is_shown_again(
    bad: Review, gig: Gig, moderator: Member, now: datetime
) -> None:
    hide_review(review=bad, actor=moderator, reason=HideReason.NOT_GENUINE, note="Bought.", now=now)
    deliver_due(now=now)
    gig.refresh_from_db()
    assert (gig.rating_sum, gig.rating_count) == (0, 0)
    restore_review(review=bad, actor=moderator, note="It was real.", now=now)
    deliver_due(now=now)
    gig.refresh_from_db()
    assert (gig.rating_sum, gig.rating_count) == (100, 1)
    assert [act.kind for act in bad.acts.order_by("id")] == ["hide", "restore"]


def test_who_may_not_hide(
    bad: Review, moderator: Member, support: Member, member_factory: MakeMember, now: datetime
) -> None:
    given = {"reason": HideReason.INSULT, "note": "x", "now": now}
    with pytest.raises(NotFound):
        hide_review(review=bad, actor=support, **given)  # type: ignore[arg-type]
    with pytest.raises(errors.NoteMissing):
        hide_review(review=bad, actor=moderator, **{**given, "note": " "})  # type: ignore[arg-type]
    with pytest.raises(errors.NotHidden):
        restore_review(review=bad, actor=moderator, note="x", now=now)
    hide_review(review=bad, actor=moderator, **given)  # type: ignore[arg-type]
    with pytest.raises(errors.AlreadyHidden):
        hide_review(review=bad, actor=moderator, **given)  # type: ignore[arg-type]
    judge = member_factory("judge", roles=("moderator",), language="en")
    own = reviewed(completed(judge, bad.subject, now=now), now=now)
    with pytest.raises(errors.PartyToReview):
        hide_review(review=own, actor=judge, **given)  # type: ignore[arg-type]


def test_a_sealed_review_isnt_there_for_moderators(
    client_member: Member, seller: Member, moderator: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    sealed = write_review(order=order, actor=client_member, written=words(1), now=now)
    with pytest.raises(NotFound):
        hide_review(review=sealed, actor=moderator, reason=HideReason.INSULT, note="x", now=now)


def test_the_desk_hides_and_shows_again_and_keeps_a_log(
    bad: Review, moderator: Member, as_member: Callable[..., Client]
) -> None:
    browser = as_member(moderator)
    page = f"/en/desk/reviews/{bad.public_id}/"
    assert CANARY in browser.get("/en/desk/reviews/").content.decode()
    empty = browser.post(f"{page}hide/", {"reason": "insult", "note": ""})
    assert (empty.status_code, CANARY in empty.content.decode()) == (422, True)
    done = browser.post(f"{page}hide/", {"reason": "private", "note": "A phone number."})
    assert done.status_code == 302
    public = Client().get(f"/en/reviews/{bad.public_id}/").content.decode()
    assert CANARY not in public
    assert "Private details of a person" in public
    assert "A phone number." in browser.get("/en/desk/reviews/log/").content.decode()
    assert browser.get("/en/desk/reviews/?hidden=1").content.decode().count(bad.public_id) == 1
    browser.post(f"{page}restore/", {"note": "It was his own."})
    assert CANARY in Client().get(f"/en/reviews/{bad.public_id}/").content.decode()


def test_the_gig_says_that_none_are_hidden(bad: Review, gig: Gig) -> None:
    page = Client().get(f"/en{_path(gig)}").content.decode()
    assert "All reviews are here: none are hidden." in page
    assert '"ratingValue": "1.0", "reviewCount": 1' in page
    assert CANARY in page
    listed = Client().get(f"/en/reviews/gig/{gig.pk}/").content.decode()
    assert (CANARY in listed, bad.public_id in listed) == (True, True)


def _path(gig: Gig) -> str:
    return reverse("gigs:detail", args=[gig.pk, gig.slug]).removeprefix("/en")


def test_a_reported_review_is_hidden_and_an_appeal_shows_it_again(
    bad: Review, moderator: Member, now: datetime
) -> None:
    memo = hide_reported(bad.public_id, actor=moderator, reason="Rule 3", now=now)
    assert (memo, hide_reported(bad.public_id, actor=moderator, reason="x", now=now)) == (
        "rules",
        None,
    )
    assert not show_reported(bad.public_id, memo="insult", reason="x", now=now)
    assert show_reported(bad.public_id, memo="rules", reason="Granted.", now=now)
    acts = bad.acts.order_by("id")
    assert [(act.kind, act.by, act.note) for act in acts] == [
        ("hide", moderator, "Rule 3"),
        ("restore", None, "Granted."),
    ]


def test_a_review_shows_where_it_is_reported(bad: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "_report_links", [lambda ref: f"/report/review/{ref}/"])
    page = Client().get(f"/en/reviews/{bad.public_id}/").content.decode()
    assert f"/report/review/{bad.public_id}/" in page


def test_a_report_is_decided_with_as_many_words_as_its_desk_takes(
    bad: Review, member_factory: MakeMember, now: datetime
) -> None:
    moderator = member_factory("mod", roles=("moderator",))
    long = "why " * 400
    memo = hide_reported(bad.public_id, actor=moderator, reason=long, now=now)
    assert memo is not None
    assert show_reported(bad.public_id, memo=memo, reason=long, now=now)
    assert [act.note for act in ReviewAct.objects.all()] == [long[:500].strip()] * 2
    assert AuditRecord.objects.filter(action="review_hide", reason=long.strip()).exists()
