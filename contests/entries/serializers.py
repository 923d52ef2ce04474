"""Shapes of entries in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contests.entries.choices import (
    APPEAL_MAX,
    DECLARATION_MAX,
    NOTE_MAX,
    CheckKind,
    Decision,
    Source,
)
from contests.entries.models import Check, Entry
from contests.entries.policies import names_are_out
from contests.entries.queries import link_address
from contests.entries.services import EntryText
from marketplace.accounts.choices import Language


class PublicContestEntryOut(serializers.Serializer[Entry]):
    """An entry as everybody reads it; `entrant` is empty until the results are out."""

    id = serializers.CharField(source="public_id")
    contest = serializers.CharField(source="contest.slug")
    title = serializers.CharField()
    language = serializers.CharField()
    words = serializers.IntegerField()
    digest = serializers.CharField()
    entrant = serializers.SerializerMethodField()

    def get_entrant(self, entry: Entry) -> str:
        """Return the writer's username once judging isn't blind any more."""
        return entry.entrant.username if names_are_out(entry.contest) else ""


class PublicContestEntryTextOut(PublicContestEntryOut):
    """With its frozen text."""

    text = serializers.CharField()


class EntryCheckOut(serializers.Serializer[Check]):
    """What the machine found, and what a person decided about it."""

    kind = serializers.CharField()
    outcome = serializers.CharField()
    evidence = serializers.DictField()
    decision = serializers.CharField()
    note = serializers.CharField()
    checked_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class ContestEntryOut(serializers.Serializer[Entry]):
    """An entry as its writer, or an administrator, sees it."""

    id = serializers.CharField(source="public_id")
    contest = serializers.CharField(source="contest.slug")
    state = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # the field named source
    article = serializers.CharField(source="article.public_id", default=None, allow_null=True)
    url = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField()
    declaration = serializers.CharField()
    link = serializers.SerializerMethodField()
    reason = serializers.CharField()
    appeal = serializers.CharField()
    words = serializers.IntegerField()
    digest = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()
    frozen_at = serializers.DateTimeField(allow_null=True)
    checked_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)

    def get_link(self, entry: Entry) -> str:
        """Return the entrant's own link to the contest."""
        return link_address(entry.link)


class ContestEntryPageOut(ContestEntryOut):
    """With its frozen text and its checks."""

    text = serializers.CharField()
    checks = serializers.SerializerMethodField()

    def get_checks(self, _entry: Entry) -> list[dict[str, Any]]:
        """Return what was found; texts like it, and notes, to administrators alone."""
        rows = list(EntryCheckOut(self.context["checks"], many=True).data)
        return rows if self.context["at_desk"] else [_as_entrants_see(row) for row in rows]


def _as_entrants_see(row: dict[str, Any]) -> dict[str, Any]:
    evidence = {name: value for name, value in row["evidence"].items() if name != "matches"}
    return {**row, "evidence": evidence, "note": ""}


class ContestEntryIn(serializers.Serializer[Any]):
    """What is entered: `article` is one's own article's id, `url` the address of a post."""

    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]  # so named
    article = serializers.CharField(max_length=12, allow_blank=True, default="")
    url = serializers.CharField(max_length=500, allow_blank=True, default="")
    title = serializers.CharField(max_length=200)
    language = serializers.ChoiceField(choices=Language.choices)
    declaration = serializers.CharField(max_length=DECLARATION_MAX)

    @property
    def text(self) -> EntryText:
        """What the verb takes."""
        return EntryText(**self.validated_data)


class WritingRulesOut(serializers.Serializer[Any]):
    """How long a text may be, in which languages (none: any), where it may stand."""

    min_words = serializers.IntegerField(min_value=1, max_value=20_000)
    max_words = serializers.IntegerField(min_value=1, max_value=20_000)
    languages = serializers.ListField(
        child=serializers.RegexField("^(?:ar|en|he|ur)$"), default=list
    )
    takes_articles = serializers.BooleanField(default=True)
    takes_outside = serializers.BooleanField(default=True)
    needs_editor = serializers.BooleanField(default=False)


class EntryAppealIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=APPEAL_MAX)


class EntryReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=NOTE_MAX)


class EntryFindingIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=CheckKind.choices)
    decision = serializers.ChoiceField(choices=Decision.choices)
    note = serializers.CharField(max_length=NOTE_MAX, allow_blank=True, default="")
