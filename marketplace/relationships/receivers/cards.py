"""Retainers and introductions as cards inside conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.messaging.queries import Card, register_card, register_subject
from marketplace.relationships.queries import introductions_in, retainers_in


def retainer_address(ref: str) -> str:
    """Return where a retainer is found."""
    return reverse("relationships:retainer", args=[ref])


def introduction_address(ref: str) -> str:
    """Return where an introduction is found."""
    return reverse("relationships:introduction", args=[ref])


def load_retainers(refs: Sequence[str], viewer: Member) -> Mapping[str, Card]:
    """Return the cards of retainers between the reader and somebody, in one query."""
    return {
        ref: Card("marketplace/relationships/_retainer_card.html", {"retainer": retainer})
        for ref, retainer in retainers_in(list(refs), viewer).items()
    }


def load_introductions(refs: Sequence[str], viewer: Member) -> Mapping[str, Card]:
    """Return the cards of introductions that the reader is part of, in one query."""
    return {
        ref: Card(
            "marketplace/relationships/_introduction_card.html",
            {"introduction": introduction, "is_client": introduction.client_id == viewer.pk},
        )
        for ref, introduction in introductions_in(refs, viewer).items()
    }


register_subject("retainer", label=_("Open the retainer"), address=retainer_address)
register_subject("introduction", label=_("Open the introduction"), address=introduction_address)
register_card("retainer", load_retainers)
register_card("introduction", load_introductions)
