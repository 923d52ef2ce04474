"""Shapes of analytics in the API. Amounts are minor units, shares basis points, days UTC."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.core.validators import MaxValueValidator, MinValueValidator
from rest_framework import serializers

from marketplace.insights.choices import FIRST_YEAR, LAST_YEAR

WITHIN: Final = [
    MinValueValidator(date(FIRST_YEAR, 1, 1)),
    MaxValueValidator(date(LAST_YEAR, 12, 31)),
]


class PeriodIn(serializers.Serializer[Any]):
    """Which days, both included, and which currency."""

    since = serializers.DateField(required=False, validators=WITHIN)
    until = serializers.DateField(required=False, validators=WITHIN)
    currency = serializers.CharField(max_length=3, required=False, default="")


class FiguresOut(serializers.Serializer[Any]):
    """What a period or a service came to."""

    views = serializers.IntegerField()
    clicks = serializers.IntegerField()
    orders = serializers.IntegerField()
    completed = serializers.IntegerField()
    conversion_bp = serializers.IntegerField()
    income = serializers.IntegerField()
    refunded = serializers.IntegerField()


class GigFiguresOut(FiguresOut):
    """One service's figures; `gig` is null for orders without one."""

    gig = serializers.IntegerField(allow_null=True)
    title = serializers.CharField(allow_blank=True)


class VisitsOut(serializers.Serializer[Any]):
    """Views and clicks from one place."""

    source = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    views = serializers.IntegerField()
    clicks = serializers.IntegerField()


class IncomeOut(serializers.Serializer[Any]):
    """Orders and income from one source."""

    source = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    orders = serializers.IntegerField()
    income = serializers.IntegerField()


class InsightsOut(serializers.Serializer[Any]):
    """A freelancer's numbers of a period, and those of the one before."""

    since = serializers.DateField()
    until = serializers.DateField()
    currency = serializers.CharField()
    now = FiguresOut()
    before = FiguresOut()
    gigs = GigFiguresOut(many=True)
    visits = VisitsOut(many=True)
    income = IncomeOut(many=True)
