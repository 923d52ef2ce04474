"""The guru club as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from typing_extensions import override

from community.gurus.choices import (
    APPLICATION_MAX,
    KNOWN_FOR_MAX,
    NOTE_MAX,
    REASON_MAX,
    REMARK_MAX,
    SECTIONS,
    TITLE_MAX,
    Choice,
    Measure,
    MembershipState,
    NominationState,
    PrivilegeKind,
    QuarterState,
)
from community.gurus.models import (
    CharterVersion,
    ClubCase,
    Grant,
    Membership,
    Nomination,
    Privilege,
    Remark,
)
from community.gurus.services.giving import PrivilegeDraft


class GuruOut(serializers.ModelSerializer[Membership]):
    username = serializers.CharField(source="member.username")
    name = serializers.CharField(source="member.display_name")
    is_evangelist = serializers.BooleanField()

    class Meta:
        model = Membership
        fields = ("username", "name", "known_for", "joined_at", "ended_at", "is_evangelist")


class ClubOut(serializers.Serializer[Any]):
    gurus = GuruOut(many=True)
    alumni = GuruOut(many=True)
    charter_version = serializers.IntegerField()


class CharterOut(serializers.ModelSerializer[CharterVersion]):
    texts = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField()),
        help_text="By language, then by part: conditions, duties, rights, privileges.",
    )

    class Meta:
        model = CharterVersion
        fields = ("number", "texts", "note", "published_at", "sign_by")


class CharterIn(serializers.Serializer[Any]):
    texts = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField(allow_blank=True)),
        help_text=f"By language, then by part: {', '.join(SECTIONS)}.",
    )
    note = serializers.CharField(max_length=NOTE_MAX, allow_blank=True, default="")
    sign_by = serializers.DateTimeField()
    seen_number = serializers.IntegerField(help_text="The version that was in force when written.")


class TallyOut(serializers.Serializer[Any]):
    outcome = serializers.CharField()
    electors = serializers.IntegerField()
    votes_for = serializers.IntegerField()
    votes_against = serializers.IntegerField()
    votes_abstain = serializers.IntegerField()
    quorum = serializers.IntegerField()
    majority_percent = serializers.IntegerField()
    counted_at = serializers.DateTimeField(allow_null=True)


class NominationOut(serializers.ModelSerializer[Nomination]):
    candidate_username = serializers.CharField(source="candidate.username")
    nominator_username = serializers.CharField(source="nominator.username")
    supporter_username = serializers.CharField(source="supporter.username", default=None)
    tally = TallyOut(source="*")

    class Meta:
        model = Nomination
        fields = (
            "public_id",
            "candidate_username",
            "nominator_username",
            "supporter_username",
            "is_founding",
            "reason",
            "state",
            "due_at",
            "made_at",
            "application",
            "known_for",
            "decision",
            "ended_at",
            "tally",
        )

    @override
    def to_representation(self, instance: Nomination) -> dict[str, Any]:
        """Tell the club of a no what its pages say: it came to nothing, as when time runs out."""
        found: dict[str, Any] = super().to_representation(instance)
        if instance.state == NominationState.DECLINED:
            found["state"] = NominationState.LAPSED.value
        return found


class ClubRemarkOut(serializers.ModelSerializer[Remark]):
    author_username = serializers.CharField(source="author.username")

    class Meta:
        model = Remark
        fields = ("author_username", "text", "at")


class ExhibitOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()


class NominationWholeOut(serializers.Serializer[Any]):
    nomination = NominationOut()
    evidence = ExhibitOut(many=True)
    remarks = ClubRemarkOut(many=True)
    own_choice = serializers.ChoiceField(choices=Choice.choices, allow_blank=True)
    own_reason = serializers.CharField(allow_blank=True)


class ClubInvitationOut(serializers.ModelSerializer[Nomination]):
    """What a candidate reads of their own nomination."""

    state = serializers.ChoiceField(choices=NominationState.choices)

    class Meta:
        model = Nomination
        fields = ("public_id", "reason", "state", "due_at", "application", "known_for", "decision")


class NominateIn(serializers.Serializer[Any]):
    candidate = serializers.CharField(max_length=60, help_text="A username.")
    reason = serializers.CharField(max_length=REASON_MAX)
    evidence = serializers.ListField(child=serializers.CharField(max_length=500), max_length=20)


class FounderIn(serializers.Serializer[Any]):
    candidate = serializers.CharField(max_length=60, help_text="A username.")
    reason = serializers.CharField(max_length=REASON_MAX)


class ClubRemarkIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=REMARK_MAX)
    token = serializers.CharField(
        max_length=40, help_text="Made by whoever asks: the same one again gives the same remark."
    )


class ClubVoteIn(serializers.Serializer[Any]):
    choice = serializers.ChoiceField(choices=Choice.choices)
    reason = serializers.CharField(max_length=REASON_MAX, allow_blank=True, default="")


class ApplyIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=APPLICATION_MAX)
    known_for = serializers.CharField(max_length=KNOWN_FOR_MAX, allow_blank=True, default="")


class SignIn(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="The version of the charter that is signed.")


class ClubReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON_MAX, allow_blank=True, default="")


class KnownForIn(serializers.Serializer[Any]):
    known_for = serializers.CharField(max_length=KNOWN_FOR_MAX, allow_blank=True)


class GuruBreakIn(serializers.Serializer[Any]):
    ends_on = serializers.DateField()
    note = serializers.CharField(max_length=NOTE_MAX, allow_blank=True, default="")


class DutyLineOut(serializers.Serializer[Any]):
    measure = serializers.ChoiceField(choices=Measure.choices)
    has = serializers.IntegerField()
    needs = serializers.IntegerField()
    missing = serializers.IntegerField()


class MeterOut(serializers.Serializer[Any]):
    starts_on = serializers.DateField(source="quarter.starts_on")
    ends_on = serializers.DateField(source="quarter.last_on")
    result = serializers.ChoiceField(choices=QuarterState.choices)
    lines = DutyLineOut(many=True)


class MembershipOut(serializers.ModelSerializer[Membership]):
    username = serializers.CharField(source="member.username")
    state = serializers.ChoiceField(choices=MembershipState.choices)

    class Meta:
        model = Membership
        fields = (
            "public_id",
            "username",
            "state",
            "known_for",
            "joined_at",
            "term_ends_at",
            "terms",
            "signed_version",
            "ended_at",
            "reason",
            "appeal",
            "appeal_by",
            "answer",
        )


class OwnMembershipOut(serializers.Serializer[Any]):
    membership = MembershipOut()
    now = MeterOut(allow_null=True)
    quarters = MeterOut(many=True)


class DutyMeterOut(serializers.Serializer[Any]):
    username = serializers.CharField()
    meter = MeterOut()


class DutyIn(serializers.Serializer[Any]):
    measure = serializers.ChoiceField(choices=Measure.choices)
    owed = serializers.IntegerField(min_value=0, max_value=500)


class DutyOut(serializers.Serializer[Any]):
    measure = serializers.ChoiceField(choices=Measure.choices)
    owed = serializers.IntegerField(source="required")


class ClubCaseOut(serializers.ModelSerializer[ClubCase]):
    membership_id = serializers.CharField(source="membership.public_id")
    username = serializers.CharField(source="membership.member.username")

    class Meta:
        model = ClubCase
        fields = (
            "public_id",
            "membership_id",
            "username",
            "kind",
            "state",
            "quarter",
            "opened_at",
            "decided_at",
            "reason",
        )


class PrivilegeIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=PrivilegeKind.choices)
    title = serializers.CharField(max_length=TITLE_MAX)
    about = serializers.CharField(max_length=REASON_MAX, allow_blank=True, default="")
    capacity = serializers.IntegerField(min_value=1, allow_null=True, default=None)
    days = serializers.IntegerField(min_value=1, max_value=3_650, allow_null=True, default=None)
    answer_by = serializers.DateTimeField(allow_null=True, default=None)

    @property
    def draft(self) -> PrivilegeDraft:
        """What was sent, for the verb."""
        return PrivilegeDraft(**self.validated_data)


class PrivilegeOut(serializers.ModelSerializer[Privilege]):
    taken = serializers.IntegerField(default=0)
    stock = serializers.IntegerField(default=0)
    used = serializers.IntegerField(default=0)

    class Meta:
        model = Privilege
        fields = (
            "public_id",
            "kind",
            "title",
            "about",
            "capacity",
            "days",
            "answer_by",
            "made_at",
            "closed_at",
            "taken",
            "stock",
            "used",
        )


class ClubCodesIn(serializers.Serializer[Any]):
    codes = serializers.ListField(child=serializers.CharField(max_length=200), max_length=2_000)


class AddedOut(serializers.Serializer[Any]):
    added = serializers.IntegerField()


class GrantIn(serializers.Serializer[Any]):
    membership = serializers.CharField(max_length=12, help_text="A membership’s public id.")


class GrantOut(serializers.ModelSerializer[Grant]):
    privilege_id = serializers.CharField(source="privilege.public_id")
    kind = serializers.CharField(source="privilege.kind")
    title = serializers.CharField(source="privilege.title")

    class Meta:
        model = Grant
        fields = (
            "public_id",
            "privilege_id",
            "kind",
            "title",
            "state",
            "granted_at",
            "due_at",
            "expires_at",
            "shown_at",
            "ended_at",
            "reason",
        )


class ClubCodeOut(serializers.Serializer[Any]):
    code = serializers.CharField()


class EvangelistOut(serializers.Serializer[Any]):
    reason = serializers.CharField()
    named_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    end_reason = serializers.CharField()
