"""Shapes of links in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from referrals.links.choices import LABEL_MAX, PATH_MAX, WORD_MAX, LinkKind, TouchRule


class LinkFiguresOut(serializers.Serializer[Any]):
    visits = serializers.IntegerField(help_text="Comings by persons who aren't the owner")
    people = serializers.IntegerField(help_text="Different ones of them, added up by day (UTC)")
    signups = serializers.IntegerField()
    briefs = serializers.IntegerField()
    orders = serializers.IntegerField()
    entries = serializers.IntegerField()


class LinkOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    word = serializers.CharField(allow_null=True)
    kind = serializers.ChoiceField(choices=LinkKind.choices)
    ref = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    path = serializers.CharField()
    address = serializers.CharField(help_text="The whole address that is passed on")
    created_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    figures = LinkFiguresOut()


class NewLinkIn(serializers.Serializer[Any]):
    path = serializers.CharField(max_length=PATH_MAX, help_text="A page of this platform")
    label = serializers.CharField(  # type: ignore[assignment]
        max_length=LABEL_MAX, required=False, default=""
    )


class WordIn(serializers.Serializer[Any]):
    word = serializers.CharField(max_length=WORD_MAX)


class ReferralOut(serializers.Serializer[Any]):
    """Somebody who came by a link of the member's."""

    username = serializers.CharField(source="member.username")
    display_name = serializers.CharField(source="member.display_name")
    code = serializers.CharField(source="link.code")
    rule = serializers.ChoiceField(choices=TouchRule.choices)
    at = serializers.DateTimeField()
