"""Shapes of accounts in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Digits, Language
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
    scopes = serializers.ListField(child=serializers.CharField(max_length=40), max_length=50)
    expires_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class NewTokenOut(serializers.Serializer[NewToken]):
    """A token with its key, this once."""

    token = TokenOut()
    key = serializers.CharField()
