"""Entering, changing, withdrawing: what is refused, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.utils import translation

from config.testing import MakeMember
from contests.calls import services as calls
from contests.calls.errors import DraftOnly
from contests.calls.queries import complaints_of
from contests.entries import errors, services
from contests.entries.choices import TRANSITIONS, EntryMove, EntryState, Part
from contests.entries.models import Entry, Look, WritingRules
from contests.entries.policies import refusal_of
from contests.entries.services import RulesDraft
from contests.entries.tests.world import (
    ARABIC,
    DAY,
    POST,
    article_of,
    close,
    draft_contest,
    entered,
    entry_text,
    open_contest,
    published,
)
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.fetch import AddressInvalid, AddressNotPublic
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db


def test_an_entry_is_made_with_its_link_and_told(
    admin: Member, seller: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now)
    assert (entry.state, entry.link.member, entry.link.contest) == ("submitted", seller, contest)
    assert Look.objects.get(entry=entry).due_at == now
    assert contest.followers.filter(member=seller).exists()
    assert OutboxEvent.objects.filter(name="EntrySubmitted").count() == 1
    assert AuditRecord.objects.filter(action="entry_submitted", subject=entry.reference).exists()
    deliver_due(now=now)
    assert Notification.objects.filter(member=seller, kind="entries.submitted").count() == 1


def test_sent_twice_it_is_one_entry(admin: Member, seller: Member, now: datetime) -> None:
    contest = open_contest(admin, now=now)
    article = article_of(seller, ARABIC, now=now)
    text = entry_text(article)
    first = services.enter_contest(contest=contest, member=seller, text=text, now=now)
    again = services.enter_contest(contest=contest, member=seller, text=text, now=now)
    assert first == again
    other = entry_text(article, title="Another title")
    with pytest.raises(errors.EnteredAlready):
        services.enter_contest(contest=contest, member=seller, text=other, now=now)
    assert OutboxEvent.objects.filter(name="EntrySubmitted").count() == 1


def test_only_while_the_contest_is_open(admin: Member, seller: Member, now: datetime) -> None:
    draft = draft_contest(admin, now=now)
    contest = open_contest(admin, now=now)
    article = article_of(seller, ARABIC, now=now)
    text = entry_text(article)
    closing = contest.closes_at
    assert closing is not None
    for one, moment in ((draft, now), (contest, closing)):
        with pytest.raises(errors.NotOpenForEntries):
            services.enter_contest(contest=one, member=seller, text=text, now=moment)
    closed, after = close(contest)
    with pytest.raises(errors.NotOpenForEntries):
        services.enter_contest(contest=closed, member=seller, text=text, now=after)
    assert Entry.objects.count() == 0


def test_who_may_not_enter_reads_why(
    admin: Member, editor: Member, member_factory: MakeMember, now: datetime
) -> None:
    contest = open_contest(admin, now=now)
    unconfirmed = member_factory("new", verified=False)
    for member, word in ((editor, "works"), (unconfirmed, "Confirm")):
        with translation.override("en"), pytest.raises(errors.NotEligible) as refusal:
            services.enter_contest(contest=contest, member=member, text=entry_text(), now=now)
        assert word in str(refusal.value.params["reasons"])


def test_where_a_text_may_stand(
    admin: Member, seller: Member, client_member: Member, editor: Member, now: datetime
) -> None:
    rules = RulesDraft(min_words=1, max_words=9, takes_outside=False, needs_editor=True)
    contest = open_contest(admin, now=now, rules=rules)
    draft = article_of(seller, ARABIC, now=now)
    out = published(seller, editor, ARABIC * 3, now=now)
    theirs = published(client_member, editor, ARABIC * 3, now=now)
    tries: list[tuple[object, type[DomainError]]] = [
        (entry_text(), errors.SourceNotTaken),
        (entry_text(draft), errors.ArticleNotPublished),
        (entry_text(theirs), NotFound),
    ]
    for text, refusal in tries:
        with pytest.raises(refusal):
            services.enter_contest(contest=contest, member=seller, text=text, now=now)  # type: ignore[arg-type]
    made = services.enter_contest(contest=contest, member=seller, text=entry_text(out), now=now)
    assert made.article == out


def test_languages_and_addresses(
    admin: Member, seller: Member, client_member: Member, now: datetime
) -> None:
    rules = RulesDraft(min_words=1, max_words=9, languages=["ar"])
    contest = open_contest(admin, now=now, rules=rules)
    tries: list[tuple[dict[str, Any], type[DomainError]]] = [
        ({"language": "en"}, errors.LanguageNotTaken),
        ({"url": "ftp://blog.example/"}, AddressInvalid),
        ({"url": "http://127.0.0.1/"}, AddressNotPublic),
    ]
    for changes, refusal in tries:
        text = entry_text(**changes)
        with pytest.raises(refusal) as raised:
            services.enter_contest(contest=contest, member=seller, text=text, now=now)
        assert raised.value.field == next(iter(changes))
    services.enter_contest(contest=contest, member=seller, text=entry_text(), now=now)
    with pytest.raises(errors.TextTakenAlready):
        services.enter_contest(contest=contest, member=client_member, text=entry_text(), now=now)


def test_changing_begins_a_new_look(admin: Member, seller: Member, now: datetime) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now)
    Look.objects.update(due_at=None, text="seen", seen_at=now)
    changed = services.change_entry(
        entry=entry, actor=seller, text=entry_text(url=POST, title="Else"), now=now + DAY
    )
    look = Look.objects.get(entry=entry)
    assert (changed.source, changed.url, changed.article, changed.changed_at) == (
        "outside",
        POST,
        None,
        now + DAY,
    )
    assert (look.due_at, look.text, look.seen_at) == (now + DAY, "", None)


def test_withdrawn_and_entered_again(
    admin: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now)
    with pytest.raises(NotFound):
        services.withdraw_entry(entry=entry, actor=stranger, now=now)
    services.withdraw_entry(entry=entry, actor=seller, now=now)
    with pytest.raises(errors.EntryStateRefuses):
        services.withdraw_entry(entry=entry, actor=seller, now=now)
    again = entered(contest, seller, now=now)
    assert again.pk != entry.pk
    assert sorted(Entry.objects.values_list("state", flat=True)) == ["submitted", "withdrawn"]


# -- the table ---------------------------------------------------------------------------------


@pytest.mark.parametrize("state", EntryState.values)
@pytest.mark.parametrize("part", list(Part))
def test_nothing_happens_that_the_table_doesnt_say(
    admin: Member, seller: Member, now: datetime, state: str, part: Part
) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now)
    Entry.objects.filter(pk=entry.pk).update(state=state, checked_at=now)
    entry.refresh_from_db()
    steps = TRANSITIONS[EntryState(state)]
    for move in EntryMove:
        refusal = refusal_of(entry, move, part, now=now)
        allowed = move in steps and part in steps[move].parts
        if not allowed:
            expected = errors.NotYourMove if move in steps else errors.EntryStateRefuses
            assert isinstance(refusal, expected), (state, part, move)
        elif move in (EntryMove.CHANGE, EntryMove.WITHDRAW):
            assert refusal is None, (state, part, move)
    close(contest)
    entry.refresh_from_db()
    for move in steps:
        if part in steps[move].parts and move != EntryMove.CHANGE:
            assert refusal_of(entry, move, part, now=now) is None, (state, part, move)


# -- the rules' step -----------------------------------------------------------------------------


def test_a_draft_without_rules_isnt_ready(admin: Member, now: datetime) -> None:
    contest = draft_contest(admin, now=now)
    assert [item.step for item in complaints_of(contest, now=now) if item.step == "writing"] == []
    WritingRules.objects.all().delete()
    found = [item for item in complaints_of(contest, now=now) if item.step == "writing"]
    assert [item.code for item in found] == ["no_writing_rules"]


def test_rules_are_kept_for_drafts_by_administrators(
    admin: Member, seller: Member, now: datetime
) -> None:
    contest = draft_contest(admin, now=now)
    good = RulesDraft(min_words=10, max_words=20, languages=["ur", "ar"])
    with pytest.raises(NotFound):
        services.set_writing_rules(contest=contest, actor=seller, rules=good, now=now)
    made = services.set_writing_rules(contest=contest, actor=admin, rules=good, now=now)
    assert (made.min_words, made.max_words, made.languages) == (10, 20, ["ar", "ur"])
    bad = [
        (RulesDraft(min_words=20, max_words=10), errors.WordsOutOfOrder),
        (
            RulesDraft(min_words=1, max_words=2, takes_articles=False, takes_outside=False),
            errors.RulesIncomplete,
        ),
    ]
    for rules, refusal in bad:
        with pytest.raises(refusal):
            services.set_writing_rules(contest=contest, actor=admin, rules=rules, now=now)
    calls.announce_contest(contest=contest, actor=admin, now=now)
    with pytest.raises(DraftOnly):
        services.set_writing_rules(contest=contest, actor=admin, rules=good, now=now)
