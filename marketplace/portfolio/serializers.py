"""Shapes of portfolios in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.portfolio.choices import LINKS_MAX, Consent


class WorkLinkIn(serializers.Serializer[Any]):
    """A link beside a work."""

    label = serializers.CharField(max_length=40)  # type: ignore[assignment]  # called label
    address = serializers.URLField(max_length=300)


class WorkIn(serializers.Serializer[Any]):
    """A work as its owner describes it; the whole of it at once."""

    title = serializers.CharField(max_length=120)
    text = serializers.CharField(max_length=4000, allow_blank=True, default="")
    language = serializers.ChoiceField(choices=Language.choices)
    category = serializers.ChoiceField(choices=CATEGORY_CHOICES)
    skills = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=10, default=list
    )
    links = WorkLinkIn(many=True, default=list, max_length=LINKS_MAX)  # type: ignore[call-arg]  # of the list


class NewWorkIn(WorkIn):
    """A new work; `order` is one of one's own completed orders, whose client is asked first."""

    order = serializers.CharField(max_length=12, allow_blank=True, default="")


class PictureOut(serializers.Serializer[Any]):
    """A picture of a work."""

    id = serializers.CharField(source="public_id")
    alt = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class WorkOut(serializers.Serializer[Any]):
    """One's own work with its consent."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    text = serializers.CharField(source="source")
    language = serializers.CharField()
    category = serializers.CharField()
    skills = serializers.ListField(child=serializers.CharField())
    links = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    order = serializers.CharField(source="order.public_id", default="")
    consent = serializers.CharField()
    is_shown = serializers.BooleanField()
    position = serializers.IntegerField()
    pictures = PictureOut(source="images", many=True)


class WorkPictureIn(serializers.Serializer[Any]):
    """A picture to be drawn anew."""

    picture = serializers.FileField()
    alt = serializers.CharField(max_length=200)


class MoveIn(serializers.Serializer[Any]):
    """One step up, or down."""

    is_up = serializers.BooleanField()


class ConsentIn(serializers.Serializer[Any]):
    """The client's answer."""

    consent = serializers.ChoiceField(
        choices=[
            (one.value, one.label)
            for one in (Consent.NAMED, Consent.ANONYMOUS, Consent.REFUSED, Consent.WITHDRAWN)
        ]
    )
    seen_at = serializers.DateTimeField(
        required=False, default=None, help_text="`changed_at` of the work as it was seen."
    )


class AskedOut(serializers.Serializer[Any]):
    """A work that comes from one's order, as it will be shown."""

    id = serializers.CharField(source="public_id")
    owner = serializers.CharField(source="owner.username")
    order = serializers.CharField(source="order.public_id")
    title = serializers.CharField()
    html = serializers.CharField()
    consent = serializers.CharField()
    changed_at = serializers.DateTimeField()
    asked_at = serializers.DateTimeField(source="consent_asked_at")
    answered_at = serializers.DateTimeField(source="consent_answered_at", allow_null=True)
