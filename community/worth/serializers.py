"""Shapes of worth in the API. Sums in minor units of the programme's currency."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from community.worth.choices import (
    HOURS_MAX,
    MINUTES,
    NOTE_MAX,
    REASON_MAX,
    TOKEN_MAX,
    CostKind,
    Lens,
    Scope,
    Step,
)
from community.worth.services.costing import CostDraft
from community.worth.services.pricing import PriceDraft

AMOUNT_MAX = 10**10


class PeriodIn(serializers.Serializer[Any]):
    """Which months, by any day of the first and of the last; nothing: the last twelve."""

    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)


class WorthIn(PeriodIn):
    """Also: whose contributions, and how long a line is."""

    scope = serializers.ChoiceField(choices=Scope.choices, default=Scope.CLUB)
    step = serializers.ChoiceField(choices=Step.choices, default=Step.MONTH)


class WorthRangeOut(serializers.Serializer[Any]):
    low = serializers.IntegerField()
    value = serializers.IntegerField()
    high = serializers.IntegerField()


class LensesOut(serializers.Serializer[Any]):
    """All three, always."""

    classic = WorthRangeOut()
    conservative = WorthRangeOut()
    reach = WorthRangeOut()


class LensTicketsOut(serializers.Serializer[Any]):
    classic = serializers.FloatField()
    conservative = serializers.FloatField()
    reach = serializers.FloatField()


class LensSumsOut(serializers.Serializer[Any]):
    classic = serializers.IntegerField(allow_null=True)
    conservative = serializers.IntegerField(allow_null=True)
    reach = serializers.IntegerField(allow_null=True)


class WorthCountsOut(serializers.Serializer[Any]):
    solutions = serializers.IntegerField()
    likes = serializers.IntegerField()
    share_milli = serializers.IntegerField()
    weight_milli = serializers.IntegerField()
    reach_milli = serializers.IntegerField()
    paid_solutions = serializers.IntegerField()
    paid_likes = serializers.IntegerField()
    waiting = serializers.IntegerField()


class WorthLineOut(serializers.Serializer[Any]):
    """A month, quarter or year by its first day; none for all of it."""

    month = serializers.DateField(allow_null=True)
    price = serializers.IntegerField(allow_null=True)
    counts = WorthCountsOut()
    tickets = LensTicketsOut()
    ranges = LensesOut()


class WorthDeskLineOut(WorthLineOut):
    cost = serializers.IntegerField()
    nets = LensesOut()


class OwnWorthOut(serializers.Serializer[Any]):
    """A member's three lenses, month by month."""

    currency = serializers.CharField()
    months = WorthLineOut(many=True, source="lines")
    total = WorthLineOut()


class WorthMemberOut(serializers.Serializer[Any]):
    member = serializers.CharField(source="member.username")
    counts = WorthCountsOut()
    tickets = LensTicketsOut()
    ranges = LensesOut()


class EvangelistWorthOut(serializers.Serializer[Any]):
    """Against the other gurus, in hundredths: 450 is four and a half times as much."""

    member = serializers.CharField(source="member.username")
    ranges = LensesOut()
    of_mean = LensSumsOut()
    of_median = LensSumsOut()


class ClubWorthOut(serializers.Serializer[Any]):
    gurus = serializers.IntegerField()
    mean = LensSumsOut()
    median = LensSumsOut()
    evangelists = EvangelistWorthOut(many=True)


class CostApartOut(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=CostKind.choices)
    month = serializers.DateField()
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    name = serializers.CharField(source="label")


class WorthOut(serializers.Serializer[Any]):
    """A period: lines, costs, who gave most, evangelists."""

    currency = serializers.CharField()
    lines = WorthDeskLineOut(many=True, source="steps")
    total = WorthDeskLineOut()
    ticket_cost = LensSumsOut()
    costs_apart = CostApartOut(many=True, source="costs.apart")
    top = WorthMemberOut(many=True)
    club = ClubWorthOut()


class TicketPriceOut(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    month = serializers.DateField()
    amount = serializers.IntegerField(source="amount_minor")
    currency = serializers.CharField()
    reason = serializers.CharField()
    made_at = serializers.DateTimeField()


class TicketPriceIn(serializers.Serializer[Any]):
    """`seen_version` is the version that was read; 0 where there was none."""

    month = serializers.DateField()
    amount = serializers.IntegerField(min_value=1, max_value=AMOUNT_MAX)
    reason = serializers.CharField(max_length=REASON_MAX)
    seen_version = serializers.IntegerField(min_value=0)

    @property
    def draft(self) -> PriceDraft:
        """What was sent, for the verb."""
        return PriceDraft(**self.validated_data)


class RepricedOut(serializers.Serializer[Any]):
    lens = serializers.ChoiceField(choices=Lens.choices)
    before = WorthRangeOut()
    after = WorthRangeOut()


class PreviewIn(serializers.Serializer[Any]):
    amount = serializers.IntegerField(min_value=1, max_value=AMOUNT_MAX)
    scope = serializers.ChoiceField(choices=Scope.choices, default=Scope.CLUB)


class ProgrammeCostOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    kind = serializers.ChoiceField(choices=CostKind.choices)
    month = serializers.DateField()
    amount = serializers.IntegerField(source="amount_minor")
    currency = serializers.CharField()
    minutes = serializers.IntegerField(allow_null=True)
    rate = serializers.IntegerField(source="rate_minor", allow_null=True)
    note = serializers.CharField()
    corrects = serializers.CharField(source="corrects.public_id", default=None, allow_null=True)
    made_at = serializers.DateTimeField()


class ProgrammeCostIn(serializers.Serializer[Any]):
    """A sum; of staff minutes and the cost of an hour."""

    kind = serializers.ChoiceField(choices=CostKind.choices)
    month = serializers.DateField()
    amount = serializers.IntegerField(min_value=0, max_value=AMOUNT_MAX, default=0)
    minutes = serializers.IntegerField(
        min_value=0, max_value=HOURS_MAX * MINUTES, default=None, allow_null=True
    )
    rate = serializers.IntegerField(
        min_value=0, max_value=AMOUNT_MAX, default=None, allow_null=True
    )
    note = serializers.CharField(max_length=NOTE_MAX)
    token = serializers.CharField(max_length=TOKEN_MAX, default="", allow_blank=True)

    @property
    def draft(self) -> CostDraft:
        """What was sent, for the verb."""
        return CostDraft(**self.validated_data)


class CorrectionIn(serializers.Serializer[Any]):
    """The right sum, or of staff the right minutes; 0 takes the line away."""

    right = serializers.IntegerField(min_value=0, max_value=AMOUNT_MAX)
    reason = serializers.CharField(max_length=NOTE_MAX)


class LicenceCostIn(serializers.Serializer[Any]):
    amount = serializers.IntegerField(min_value=0, max_value=AMOUNT_MAX)


class LicenceCostOut(serializers.Serializer[Any]):
    privilege = serializers.CharField(source="privilege.public_id")
    amount = serializers.IntegerField(source="amount_minor")
    currency = serializers.CharField()
    made_at = serializers.DateTimeField()
