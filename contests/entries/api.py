"""Entries in the API. Scopes entries:read and entries:write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.calls.choices import ContestKind
from contests.calls.models import Contest
from contests.calls.queries import get_contest_at_desk, get_public_contest
from contests.entries import policies, queries, services
from contests.entries.choices import Part
from contests.entries.models import Entry
from contests.entries.serializers import (
    ContestEntryIn,
    ContestEntryOut,
    ContestEntryPageOut,
    EntryAppealIn,
    EntryFindingIn,
    EntryReasonIn,
    PublicContestEntryOut,
    PublicContestEntryTextOut,
    WritingRulesOut,
)
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.errors import NotFound
from marketplace.core.ratelimit import spend

SCOPES = HasScope.of("entries:read", "entries:write")


# As on the pages: each of these lets a page elsewhere be read.
RATE = "60 per hour"


def _spend(member: Member) -> None:
    spend(rate=RATE, name="entries.enter", who=member.public_id)


def _fresh(public_id: str, member: Member) -> dict[str, Any]:
    entry = queries.find_entry(public_id)
    at_desk = policies.part_of(member, entry) == Part.ADMIN
    context = {"checks": queries.checks_of(entry), "at_desk": at_desk}
    return ContestEntryPageOut(entry, context=context).data


class ContestEntries(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_entries_list", responses=PublicContestEntryOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """List the accepted entries of a closed contest."""
        contest = get_public_contest(slug, viewer=member_of(request))
        if not policies.is_closed(contest):
            raise NotFound
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.public_rows(contest), request, view=self) or []
        return pages.get_paginated_response(PublicContestEntryOut(rows, many=True).data)  # type: ignore[arg-type]  # many

    @extend_schema(
        operation_id="contest_entries_enter",
        request=ContestEntryIn,
        responses={201: ContestEntryPageOut},
    )
    @idempotent(required=False)
    def post(self, request: Request, slug: str) -> Response:
        """Enter a writing contest."""
        form = ContestEntryIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        _spend(member)
        contest = get_public_contest(slug, viewer=member)
        made = services.enter_contest(
            contest=contest, member=member, text=form.text, now=clock.now()
        )
        return Response(_fresh(made.public_id, member), status=201)


class Rules(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_writing_rules", responses=WritingRulesOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show the rules for texts of a writing contest, to administrators."""
        contest = _contest_at_desk(member_of(request), public_id)
        return Response(WritingRulesOut(queries.rules_of(contest)).data)

    @extend_schema(
        operation_id="contest_set_writing_rules", request=WritingRulesOut, responses=WritingRulesOut
    )
    def put(self, request: Request, public_id: str) -> Response:
        """Write the rules of a draft."""
        member = member_of(request)
        contest = _contest_at_desk(member, public_id)
        form = WritingRulesOut(data=request.data)
        form.is_valid(raise_exception=True)
        rules = services.RulesDraft(**form.validated_data)
        made = services.set_writing_rules(
            contest=contest, actor=member, rules=rules, now=clock.now()
        )
        return Response(WritingRulesOut(made).data)


def _contest_at_desk(member: Member, public_id: str) -> Contest:
    enter_desk(member, Role.ADMIN)
    contest = get_contest_at_desk(public_id, actor=member)
    if contest.kind != ContestKind.WRITING:
        raise NotFound
    return contest


class EntryList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="entries_list", responses=ContestEntryOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's entries, the newest first."""
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.entries_of(member_of(request)), request, view=self)
        return pages.get_paginated_response(ContestEntryOut(rows or [], many=True).data)  # type: ignore[arg-type]  # many


class EntryDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="entries_get", responses=ContestEntryPageOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show an entry: one's own with its checks, at the desk too; others' as they are judged."""
        member = member_of(request)
        entry = queries.find_entry(public_id)
        if not policies.may_read(entry, member):
            raise NotFound
        if policies.part_of(member, entry) is None:
            return Response(PublicContestEntryTextOut(entry).data)
        return Response(_fresh(public_id, member))

    @extend_schema(
        operation_id="entries_change", request=ContestEntryIn, responses=ContestEntryPageOut
    )
    def put(self, request: Request, public_id: str) -> Response:
        """Change one's entry, until closing."""
        form = ContestEntryIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        entry = queries.get_own_entry(public_id, member=member)
        _spend(member)
        services.change_entry(entry=entry, actor=member, text=form.text, now=clock.now())
        return Response(_fresh(public_id, member))


def _own(member: Member, public_id: str) -> Entry:
    return queries.get_own_entry(public_id, member=member)


def _own_page(member: Member, public_id: str) -> Entry:
    entry = _own(member, public_id)
    _spend(member)
    return entry


def _at_desk(member: Member, public_id: str) -> Entry:
    enter_desk(member, Role.ADMIN)
    return queries.find_entry(public_id)


def verb_view(
    name: str,
    verb: Callable[..., object],
    door: Callable[[Member, str], Entry],
    form: type[Any] | None,
    says: str,
) -> type[APIView]:
    """Return the view of a verb: POST does it and answers with the entry."""

    class Verb(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"entries_{name}",
            request=form,
            responses=ContestEntryPageOut,
            description=says,
        )
        @idempotent(required=False)
        def post(self, request: Request, public_id: str) -> Response:
            member = member_of(request)
            entry = door(member, public_id)
            given: dict[str, Any] = {}
            if form is not None:
                sent = form(data=request.data)
                sent.is_valid(raise_exception=True)
                given = dict(sent.validated_data)
            verb(entry=entry, actor=member, now=clock.now(), **given)
            return Response(_fresh(public_id, member))

    Verb.__name__ = f"Entry{name.title().replace('_', '')}"
    return Verb


_VERBS: list[
    tuple[str, Callable[..., object], Callable[[Member, str], Entry], type[Any] | None, str]
] = [
    ("withdraw", services.withdraw_entry, _own, None, "Take one's entry back."),
    ("look_again", services.look_again, _own_page, None, "Have the page read once more."),
    ("appeal", services.appeal_refusal, _own, EntryAppealIn, "Ask, once, to look again."),
    ("finding", services.decide_finding, _at_desk, EntryFindingIn, "Decide about a finding."),
    ("accept", services.accept_entry, _at_desk, None, "Accept for judging."),
    ("refuse", services.refuse_entry, _at_desk, EntryReasonIn, "Don't accept it."),
    ("reconsider", services.reconsider_entry, _at_desk, None, "Take a refusal back."),
    ("uphold", services.answer_appeal, _at_desk, EntryReasonIn, "Let a refusal stand."),
    ("disqualify", services.disqualify_entry, _at_desk, EntryReasonIn, "Take it out."),
]

ONE = "entries/<public_id:public_id>/"
urlpatterns = [
    path("contests/<slug:slug>/entries/", ContestEntries.as_view(), name="contest_entries"),
    path(
        "contests/<public_id:public_id>/writing_rules/",
        Rules.as_view(),
        name="contest_writing_rules",
    ),
    path("entries/", EntryList.as_view(), name="entries"),
    path(ONE, EntryDetail.as_view(), name="entry"),
    *[
        path(
            f"{ONE}{name}/", verb_view(name, verb, door, form, says).as_view(), name=f"entry_{name}"
        )
        for name, verb, door, form, says in _VERBS
    ],
]
