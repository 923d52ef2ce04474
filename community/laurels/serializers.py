"""Elections as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from community.laurels.choices import (
    CONTEST_MAX,
    NONCE_LENGTH,
    PLACES_MAX,
    REASON_MAX,
    STATEMENT_MAX,
    YEAR_MAX,
    YEAR_MIN,
    CandidacyState,
    ElectionState,
    TieRule,
    VoidReason,
)
from community.laurels.models import Candidacy, Election, Laurel, Snapshot
from community.laurels.services.preparing import ElectionDraft


class ElectionOut(serializers.ModelSerializer[Election]):
    state = serializers.ChoiceField(choices=ElectionState.choices)

    class Meta:
        model = Election
        fields = (
            "public_id",
            "year",
            "state",
            "places",
            "counting_from",
            "vote_opens_at",
            "vote_closes_at",
            "metric_percent",
            "quorum_percent",
            "opened_at",
            "vote_opened_at",
            "counted_at",
            "electors",
            "voted",
            "quorum",
            "ended_at",
        )


class ElectionDeskOut(ElectionOut):
    """An election as its desk sees it, also before it is opened."""

    void_reason = serializers.ChoiceField(choices=VoidReason.choices, allow_blank=True)

    class Meta(ElectionOut.Meta):
        fields = (  # type: ignore[assignment]
            *ElectionOut.Meta.fields,
            "prepared_at",
            "due_at",
            "contest_id",
            "reason",
            "void_reason",
        )


class ElectionIn(serializers.Serializer[Any]):
    """The plan of an election."""

    year = serializers.IntegerField(min_value=YEAR_MIN, max_value=YEAR_MAX)
    places = serializers.IntegerField(min_value=1, max_value=PLACES_MAX)
    counting_from = serializers.DateField()
    vote_opens_at = serializers.DateTimeField()
    vote_closes_at = serializers.DateTimeField()

    @property
    def draft(self) -> ElectionDraft:
        """What was sent, for the verb."""
        return ElectionDraft(**self.validated_data)


class ElectionPrizesIn(serializers.Serializer[Any]):
    contest_id = serializers.CharField(
        max_length=CONTEST_MAX, allow_blank=True, help_text="A contest by vote; empty for none."
    )


class ElectionReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON_MAX)


class SnapshotOut(serializers.ModelSerializer[Snapshot]):
    class Meta:
        model = Snapshot
        fields = (
            "from_day",
            "to_day",
            "points_milli",
            "solutions",
            "valued_posts",
            "articles",
            "elsewhere",
            "people",
        )


class CandidacyOut(serializers.ModelSerializer[Candidacy]):
    candidate_username = serializers.CharField(source="candidate.username")
    nominator_username = serializers.CharField(source="nominator.username")
    snapshot = SnapshotOut()
    state = serializers.ChoiceField(choices=CandidacyState.choices)

    class Meta:
        model = Candidacy
        fields = (
            "public_id",
            "candidate_username",
            "nominator_username",
            "reason",
            "statement",
            "state",
            "nominated_at",
            "snapshot",
        )


class OwnCandidacyOut(serializers.ModelSerializer[Candidacy]):
    """What a candidate reads of their own candidacy."""

    election_id = serializers.CharField(source="election.public_id")
    year = serializers.IntegerField(source="election.year")
    snapshot = SnapshotOut()
    state = serializers.ChoiceField(choices=CandidacyState.choices)

    class Meta:
        model = Candidacy
        fields = (
            "public_id",
            "election_id",
            "year",
            "reason",
            "statement",
            "state",
            "nominated_at",
            "answered_at",
            "snapshot",
        )


class ElectionWholeOut(serializers.Serializer[Any]):
    election = ElectionOut()
    candidates = CandidacyOut(many=True)
    may_vote = serializers.BooleanField()
    has_voted = serializers.BooleanField()


class ElectionDeskWholeOut(serializers.Serializer[Any]):
    election = ElectionDeskOut()
    candidates = CandidacyOut(many=True)
    to_answer = serializers.IntegerField(help_text="How many were named and have yet to answer.")
    voted = serializers.IntegerField()


class NamingIn(serializers.Serializer[Any]):
    candidate = serializers.CharField(max_length=60, help_text="A username.")
    reason = serializers.CharField(max_length=REASON_MAX)


class StatementIn(serializers.Serializer[Any]):
    statement = serializers.CharField(max_length=STATEMENT_MAX)


class RankedBallotIn(serializers.Serializer[Any]):
    ranking = serializers.ListField(
        child=serializers.CharField(max_length=12),
        max_length=200,
        help_text="Public ids of candidacies, the first choice first.",
    )
    nonce = serializers.CharField(
        max_length=NONCE_LENGTH,
        help_text="32 random hexadecimal digits, made and kept by whoever votes. The same ranking "
        "with the same nonce again is the same ballot.",
    )


class ReceiptOut(serializers.Serializer[Any]):
    receipt = serializers.CharField(
        source="code",
        help_text="SHA-256 over three lines: the election’s public id, the ranking with commas, "
        "the nonce. It isn’t kept with your name: keep it.",
    )
    nonce = serializers.CharField()
    ranking = serializers.ListField(child=serializers.CharField())


class LaurelOut(serializers.ModelSerializer[Laurel]):
    username = serializers.CharField(source="candidacy.candidate.username")
    candidacy_id = serializers.CharField(source="candidacy.public_id")

    class Meta:
        model = Laurel
        fields = ("place", "username", "candidacy_id")


class CountLineOut(serializers.Serializer[Any]):
    candidacy_id = serializers.CharField(source="candidacy.public_id")
    votes = serializers.CharField(help_text="An exact fraction.")
    gained = serializers.CharField()
    fell = serializers.BooleanField()
    won = serializers.BooleanField()


class CountRoundOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    lines = CountLineOut(many=True)
    exhausted = serializers.CharField()
    to_nobody = serializers.CharField()
    tie = serializers.ChoiceField(choices=TieRule.choices, allow_blank=True)


class CountPlaceOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    laurel = LaurelOut()
    rounds = CountRoundOut(many=True)


class ElectionResultOut(serializers.Serializer[Any]):
    record_weight = serializers.CharField(source="weight")
    places = CountPlaceOut(many=True)


class CountedBallotOut(serializers.Serializer[Any]):
    receipt = serializers.CharField()
    ranking = serializers.ListField(child=serializers.CharField())


class CountedCandidateOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    username = serializers.CharField()
    points_milli = serializers.IntegerField()
    solutions = serializers.IntegerField()
    order = serializers.IntegerField()


class BallotFileOut(serializers.Serializer[Any]):
    """All that is needed to count again."""

    election = serializers.CharField()
    year = serializers.IntegerField()
    places = serializers.IntegerField()
    record_percent = serializers.IntegerField()
    seed = serializers.CharField()
    candidates = CountedCandidateOut(many=True)
    ballots = CountedBallotOut(many=True)
