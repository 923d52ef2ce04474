"""Pages of reviews, levels and disputes."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from marketplace.disputes.choices import DisputeState
from marketplace.disputes.models import Dispute
from marketplace.reviews.models import Review, ReviewRound


def reviews_pages(world: World) -> list[Address]:
    """Pages of reviews and levels."""
    salma = world.who("salma")
    hidden = Review.objects.filter(hidden_at__isnull=False)[0]
    answered = Review.objects.exclude(answer="").order_by("id")[0]
    other = Review.objects.filter(subject=salma, answer="", hidden_at=None)[0]
    open_round = ReviewRound.objects.filter(closed_at=None, order__client__username="dana")[0]
    write = reverse("reviews:write", args=[open_round.order.public_id])
    return [
        ("", "/levels/"),
        ("", reverse("reviews:of_member", args=[salma.username])),
        ("", reverse("reviews:detail", args=[answered.public_id])),
        ("salma", "/levels/mine/"),
        ("salma", reverse("reviews:answer", args=[other.public_id])),
        ("dana", write),
        ("omar", "/reviews/"),
        ("omar", "/levels/mine/"),
        ("noor", "/desk/reviews/"),
        ("noor", "/desk/reviews/log/"),
        ("noor", reverse("reviews:desk_review", args=[hidden.public_id])),
    ]


def disputes_pages() -> list[Address]:
    """Pages of disputes: one in each state, their forms, the desk."""
    found = {
        state: Dispute.objects.filter(state=state).order_by("id")[0]
        for state in (
            DisputeState.AWAITING_ANSWER,
            DisputeState.WITH_SUPPORT,
            DisputeState.DECIDED,
            DisputeState.APPEALED,
            DisputeState.SETTLED,
        )
    }
    new, running = found[DisputeState.AWAITING_ANSWER], found[DisputeState.WITH_SUPPORT]
    offer = running.proposals.get(part="other")
    pages = [(one.opener.username, one.get_absolute_url()) for one in found.values()]
    disputed = reverse("orders:detail", args=[new.order.public_id])
    return [
        *pages,
        (new.other.username, reverse("disputes:answer", args=[new.public_id])),
        (new.other.username, disputed),
        (running.opener.username, reverse("disputes:propose", args=[running.public_id])),
        (
            running.opener.username,
            reverse("disputes:accept_proposal", args=[running.public_id, offer.public_id]),
        ),
        (running.opener.username, "/disputes/"),
        ("maya", "/desk/disputes/"),
        ("maya", reverse("disputes:desk_dispute", args=[running.public_id])),
        ("maya", reverse("disputes:desk_dispute", args=[found[DisputeState.APPEALED].public_id])),
    ]


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    return [*reviews_pages(world), *disputes_pages()]
