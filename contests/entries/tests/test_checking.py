"""Freezing, checking and accepting: once each, however often they are begun or killed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from config.testing import MakeMember
from contests.calls.models import Contest
from contests.calls.services import cancel_contest
from contests.entries import services
from contests.entries.models import Check, CheckRun, Entry, Sketch
from contests.entries.queries import similar as similar_texts
from contests.entries.queries.plain import BLANK, digest_of
from contests.entries.services import RulesDraft, checking, freezing
from contests.entries.tests.world import (
    ARABIC,
    DAY,
    ENGLISH,
    HOUR,
    SECOND,
    check,
    close,
    entered,
    entry_text,
    open_contest,
    published,
    text_of,
)
from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db
WIDE = RulesDraft(min_words=1, max_words=5_000)


def findings(entry: Entry) -> dict[str, str]:
    return dict(Check.objects.filter(entry=entry).values_list("kind", "outcome"))


def similar(entry: Entry) -> dict[str, Any]:
    evidence: dict[str, Any] = Check.objects.get(entry=entry, kind="similarity").evidence
    return evidence


def rows() -> list[Any]:
    """Return what a run writes, without the order in which it came."""
    entries = Entry.objects.order_by("id").values_list(
        "id", "state", "text", "words", "digest", "frozen_note"
    )
    checks = Check.objects.order_by("entry", "kind").values_list(
        "entry", "kind", "outcome", "evidence"
    )
    sketches = Sketch.objects.order_by("entry", "article").values_list(
        "entry", "article", "digest", "signature"
    )
    return [list(entries), list(checks), list(sketches)]


def test_an_entry_without_findings_is_accepted_by_the_timer(
    admin: Member, seller: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now, source=ARABIC * 2)
    closed, moment = close(contest)
    run = check(closed, moment)
    entry.refresh_from_db()
    assert (entry.state, entry.frozen_at, entry.decided_by) == ("accepted", moment, None)
    assert entry.digest == digest_of(entry.text)
    assert set(findings(entry).values()) == {"pass"}
    assert (run.total, run.done, run.share) == (1, 1, 100)
    assert AuditRecord.objects.get(action="entry_accept").actor == ""
    deliver_due(now=moment + DAY)
    assert Notification.objects.filter(member=seller, kind="entries.accepted").count() == 1
    assert Notification.objects.filter(member=admin, kind="entries.checked").count() == 1


def test_the_name_and_the_addresses_go(admin: Member, seller: Member, now: datetime) -> None:
    contest = open_contest(admin, now=now)
    source = f"# كتبته Salma\n\n{ARABIC}\n\nsalma [here](https://salma.example/) @salma_writes"
    entry = entered(contest, seller, now=now, source=source)
    check(*close(contest))
    entry.refresh_from_db()
    assert "salma" not in entry.text.lower()
    assert entry.text.count(BLANK) == 3
    assert "example" not in entry.text


def test_what_was_written_after_closing_doesnt_count(
    admin: Member, seller: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now, source=ARABIC)
    services.look_due(now=now, limit=10)
    closed, moment = close(contest)
    Article.objects.update(source=ENGLISH, updated_at=moment + HOUR)
    check(closed, moment + 2 * HOUR)
    entry.refresh_from_db()
    assert (entry.text, entry.frozen_note) == (ARABIC.strip(), "seen")


def test_withdrawn_entries_are_left_alone(admin: Member, seller: Member, now: datetime) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now)
    services.withdraw_entry(entry=entry, actor=seller, now=now)
    run = check(*close(contest))
    entry.refresh_from_db()
    assert (entry.frozen_at, entry.state, run.total) == (None, "withdrawn", 0)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [(9, "fault"), (19, "doubt"), (20, "pass"), (40, "pass"), (42, "doubt"), (43, "fault")],
)
def test_length(admin: Member, seller: Member, now: datetime, words: int, outcome: str) -> None:
    contest = open_contest(admin, now=now, rules=RulesDraft(min_words=20, max_words=40))
    entry = entered(contest, seller, now=now, source=" ".join(ARABIC.split()[:words]))
    check(*close(contest))
    assert findings(entry)["length"] == outcome


@pytest.mark.parametrize(
    ("source", "language", "outcome"),
    [
        (ARABIC, "ar", "pass"),
        (ENGLISH, "ar", "fault"),
        (f"{ARABIC}\n{ENGLISH}", "ar", "doubt"),
        ("كلمة", "ar", "doubt"),
    ],
)
def test_language(
    admin: Member, seller: Member, now: datetime, source: str, language: str, outcome: str
) -> None:
    contest = open_contest(admin, now=now, rules=WIDE)
    entry = entered(contest, seller, now=now, source=source, language=language)
    check(*close(contest))
    assert findings(entry)["language"] == outcome
    entry.refresh_from_db()
    assert entry.state == ("accepted" if outcome == "pass" else "submitted")


def test_a_copy_of_another_entry_is_seen_in_both(
    admin: Member, seller: Member, client_member: Member, stranger: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now, rules=WIDE)
    first = entered(contest, seller, now=now, source=ARABIC)
    copied = "".join(one + ("ّ" if one == "ت" else "") for one in ARABIC).replace("أ", "ا")
    second = entered(
        contest, client_member, now=now + SECOND, source=f"{copied}\n\n{text_of(1, 40)}"
    )
    honest = entered(contest, stranger, now=now, source=text_of(2))
    check(*close(contest))
    assert findings(second)["similarity"] == "fault"
    assert findings(first)["similarity"] == "fault"
    assert findings(honest)["similarity"] == "pass"
    match = similar(second)["matches"][0]
    assert (match["kind"], match["ref"], match["is_own"]) == ("entry", first.public_id, False)
    assert match["percent"] >= 50
    assert match["passages"][0]["theirs"] != match["passages"][0]["mine"]
    assert match["longest"] >= 60
    for entry, state in ((first, "submitted"), (second, "submitted"), (honest, "accepted")):
        entry.refresh_from_db()
        assert entry.state == state


def test_a_published_article_is_seen_and_ones_own_isnt_counted(
    admin: Member, seller: Member, client_member: Member, editor: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now, rules=WIDE)
    own = published(seller, editor, ARABIC * 2, now=now)
    mine = entered(contest, seller, now=now, source=f"{ARABIC}\n\n{text_of(3, 30)}")
    theirs = entered(contest, client_member, now=now, source=f"{ARABIC}\n\n{text_of(4, 30)}")
    check(*close(contest))
    told = {match["ref"]: match["is_own"] for match in similar(mine)["matches"]}
    assert told[own.public_id] is True
    counted = {match["ref"]: match["is_own"] for match in similar(theirs)["matches"]}
    assert counted[own.public_id] is False
    assert findings(theirs)["similarity"] == "fault"


def test_ones_own_article_alone_is_no_finding(
    admin: Member, seller: Member, editor: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now, rules=WIDE)
    published(seller, editor, ARABIC * 2, now=now)
    entry = entered(contest, seller, now=now, source=ARABIC)
    check(*close(contest))
    entry.refresh_from_db()
    assert (findings(entry)["similarity"], entry.state) == ("pass", "accepted")
    assert similar(entry)["matches"][0]["is_own"] is True
    assert similar(entry)["percent"] == 0


def test_the_entered_article_itself_is_no_match(
    admin: Member, seller: Member, editor: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now, rules=WIDE)
    article = published(seller, editor, ARABIC * 2, now=now)
    entry = services.enter_contest(
        contest=contest, member=seller, text=entry_text(article), now=now
    )
    check(*close(contest))
    assert similar(entry)["matches"] == []


def test_a_copy_is_found_among_many_texts_that_quote_the_same(
    admin: Member, member_factory: MakeMember, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What all have in common fills its keys' share of candidates; the copy comes by others."""
    monkeypatch.setattr(similar_texts, "EACH_KEY", 2)
    contest = open_contest(admin, now=now, rules=WIDE)
    quote = text_of(99, 30)
    texts = [f"{text_of(number, 200)}\n\n{quote}" for number in range(8)]
    made = [entered(contest, member_factory(), now=now, source=text) for text in texts]
    copy = entered(contest, member_factory(), now=now, source=f"{texts[7]}\n\n{text_of(50, 30)}")
    check(*close(contest))
    assert findings(copy)["similarity"] == "fault"
    assert similar(copy)["matches"][0]["ref"] == made[7].public_id
    assert [findings(entry)["similarity"] for entry in made[:7]] == ["pass"] * 7


# -- killed and begun again ----------------------------------------------------------------------


def five(admin: Member, make: MakeMember, now: datetime) -> Contest:
    contest = open_contest(admin, now=now, rules=WIDE)
    for number in range(5):
        source = ARABIC if number in (1, 3) else text_of(number, 60)
        entered(contest, make(), now=now, source=source)
    return contest


class Killed(BaseException):
    """A worker that is gone."""


@pytest.mark.parametrize(
    "place",
    ["freeze_entry", "print_of", "write_findings", "matches_of", "transition", "_end_run"],
)
@pytest.mark.parametrize("after", [0, 1, 3])
def test_killed_anywhere_the_rows_are_the_same(
    admin: Member,
    member_factory: MakeMember,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    after: int,
) -> None:
    closed, moment = close(five(admin, member_factory, now))
    module = freezing if place in ("freeze_entry", "print_of") else checking
    real, calls = getattr(module, place), []

    def dies(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == after + 1:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(module, place, dies)
    try:
        check(closed, moment)
    except Killed:
        monkeypatch.setattr(module, place, real)
        check(closed, moment)
    killed = rows()
    states = sorted(Entry.objects.values_list("state", flat=True))
    assert states == ["accepted"] * 3 + ["submitted"] * 2
    events = OutboxEvent.objects.filter(name="EntryAccepted").count()
    assert events == 3
    check(closed, moment)
    services.begin_run(contest=closed, now=moment)
    assert rows() == killed
    assert OutboxEvent.objects.filter(name="EntriesChecked").count() == 1


def test_small_stretches_come_to_the_same_end(
    admin: Member, member_factory: MakeMember, now: datetime
) -> None:
    closed, moment = close(five(admin, member_factory, now))
    shares = []
    for _round in range(60):
        services.run_checks(now=moment, limit=1)
        shares.append(CheckRun.objects.get(contest=closed).share)
    assert shares == sorted(shares)
    assert shares[-1] == 100
    assert Entry.objects.filter(state="accepted").count() == 3


def test_a_cancelled_contest_isnt_checked(admin: Member, seller: Member, now: datetime) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now)
    closed, moment = close(contest)
    cancel_contest(contest=closed, actor=admin, reason="No licence.", now=moment)
    assert services.run_checks(now=moment, limit=100) == 0
    deliver_due(now=moment)
    entry.refresh_from_db()
    assert entry.checked_at is None
    assert Notification.objects.filter(member=seller, kind="entries.cancelled").count() == 1
