"""Growth as JSON. Sums in minor units of one currency, days in UTC, both included."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from referrals.growth.choices import ChannelSort
from referrals.links.choices import LinkKind


class GrowthIn(serializers.Serializer[Any]):
    since = serializers.DateField(
        required=False, help_text="First day; twelve weeks ago if left out"
    )
    until = serializers.DateField(required=False, help_text="Last day; today if left out")
    currency = serializers.CharField(required=False, max_length=3, default="")
    sort = serializers.ChoiceField(choices=ChannelSort.choices, default=ChannelSort.PAYBACK)


class CohortsIn(serializers.Serializer[Any]):
    currency = serializers.CharField(required=False, max_length=3, default="")
    kind = serializers.ChoiceField(choices=LinkKind.choices, required=False)


class TotalsOut(serializers.Serializer[Any]):
    visits = serializers.IntegerField()
    people = serializers.IntegerField(help_text="Different ones, added up by link and day")
    signups = serializers.IntegerField()
    briefs = serializers.IntegerField()
    entries = serializers.IntegerField()
    orders = serializers.IntegerField(help_text="Paid ones")
    first_orders = serializers.IntegerField(help_text="Of clients who had never paid one before")
    volume = serializers.IntegerField(help_text="Of completed orders, after refunds")
    fees = serializers.IntegerField(help_text="Revenue: fees kept after refunds")
    refunds = serializers.IntegerField()
    cost = serializers.IntegerField(help_text="By the books")
    margin = serializers.IntegerField()
    payback = serializers.IntegerField(
        allow_null=True, help_text="Days from the first spending until fees cover it"
    )


class ChannelOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    ref = serializers.CharField(allow_null=True)
    name = serializers.CharField(source="name.text")
    url = serializers.CharField(source="name.url")
    totals = TotalsOut()


class GrowthOut(serializers.Serializer[Any]):
    since = serializers.DateField(source="period.since")
    until = serializers.DateField(source="period.last")
    currency = serializers.CharField()
    currencies = serializers.ListField(child=serializers.CharField())
    channels = ChannelOut(source="rows", many=True)
    total = TotalsOut()
    before = TotalsOut()


class ThingsOut(serializers.Serializer[Any]):
    since = serializers.DateField()
    until = serializers.DateField()
    currency = serializers.CharField()
    channels = ChannelOut(many=True)


class CohortOut(serializers.Serializer[Any]):
    month = serializers.DateField()
    people = serializers.IntegerField()
    orders = serializers.IntegerField()
    fees = serializers.ListField(
        child=serializers.IntegerField(), help_text="So far, at the end of each month since"
    )


class CohortsOut(serializers.Serializer[Any]):
    currency = serializers.CharField()
    cohorts = CohortOut(many=True)
