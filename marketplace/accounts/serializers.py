"""Shapes of accounts in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import SCOPES, Digits, EntryKind, Language, SpokenLevel
from marketplace.accounts.models import ApiToken, Profile
from marketplace.accounts.services import NewToken


class MeOut(serializers.Serializer[Profile]):
    """The member that the token belongs to."""

    id = serializers.CharField(source="member.public_id")
    username = serializers.CharField(source="member.username")
    email = serializers.EmailField(source="member.email")
    display_name = serializers.CharField(source="member.display_name")
    headline = serializers.CharField()
    bio = serializers.CharField(source="bio_source")
    skills = serializers.ListField(child=serializers.CharField())
    country = serializers.CharField(source="member.country")
    timezone = serializers.CharField(source="member.timezone")
    language = serializers.ChoiceField(source="member.language", choices=Language.choices)
    digits = serializers.ChoiceField(source="member.digits", choices=Digits.choices)
    is_taking_work = serializers.BooleanField()
    city = serializers.CharField()
    weekly_hours = serializers.IntegerField(allow_null=True)
    spoken = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    links = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    vacation_from_at = serializers.DateTimeField(allow_null=True)
    vacation_until_at = serializers.DateTimeField(allow_null=True)
    joined_at = serializers.DateTimeField(source="member.date_joined")


class ProfileIn(serializers.Serializer[dict[str, Any]]):
    """What others read of a member; what is left out stays as it is."""

    display_name = serializers.CharField(max_length=60)
    headline = serializers.CharField(max_length=120, allow_blank=True)
    bio = serializers.CharField(max_length=4000, allow_blank=True)
    skills = serializers.ListField(child=serializers.CharField(max_length=40), max_length=50)
    country = serializers.CharField(max_length=2)
    timezone = serializers.CharField(max_length=40)


class PreferencesIn(serializers.Serializer[dict[str, Any]]):
    """The language of mails, the digits of pages."""

    language = serializers.ChoiceField(choices=Language.choices)
    digits = serializers.ChoiceField(choices=Digits.choices)


class TakingWorkIn(serializers.Serializer[dict[str, Any]]):
    """Open for new work, or not."""

    is_taking_work = serializers.BooleanField()


class SpokenIn(serializers.Serializer[dict[str, Any]]):
    """A language and how well it is spoken."""

    code = serializers.CharField(max_length=2)
    level = serializers.ChoiceField(choices=SpokenLevel.choices)


class LinkIn(serializers.Serializer[dict[str, Any]]):
    """A link on the member's page."""

    label = serializers.CharField(max_length=40)  # type: ignore[assignment]  # called label
    address = serializers.URLField(max_length=300)


class DetailsIn(serializers.Serializer[dict[str, Any]]):
    """What stands beside the bio; all of it at once."""

    city = serializers.CharField(max_length=60, allow_blank=True)
    weekly_hours = serializers.IntegerField(min_value=1, max_value=80, allow_null=True)
    spoken = SpokenIn(many=True)
    links = LinkIn(many=True)


class CvEntryIn(serializers.Serializer[dict[str, Any]]):
    """A line of the CV; without `until_year` it goes on."""

    kind = serializers.ChoiceField(choices=EntryKind.choices)
    title = serializers.CharField(max_length=120)
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    from_year = serializers.IntegerField()
    until_year = serializers.IntegerField(allow_null=True, default=None)
    words = serializers.CharField(max_length=600, allow_blank=True, default="")


class CvIn(serializers.Serializer[dict[str, Any]]):
    """The whole CV, in its order."""

    entries = CvEntryIn(many=True)


class CvOut(serializers.Serializer[dict[str, Any]]):
    """The whole CV, in its order."""

    entries = CvEntryIn(many=True)


class VacationIn(serializers.Serializer[dict[str, Any]]):
    """Both days belong to the vacation."""

    first_day = serializers.DateField()
    last_day = serializers.DateField()
    words = serializers.CharField(max_length=300, allow_blank=True, default="")
    takes_orders = serializers.BooleanField(default=False)


class TokenOut(serializers.Serializer[ApiToken]):
    """A token without its key."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    prefix = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class TokenIn(serializers.Serializer[dict[str, Any]]):
    """A token to be made: within the scopes of the token that asks."""

    name = serializers.CharField(max_length=60)
    scopes = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=len(SCOPES)
    )
    expires_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class NewTokenOut(serializers.Serializer[NewToken]):
    """A token with its key, this once."""

    token = TokenOut()
    key = serializers.CharField()
