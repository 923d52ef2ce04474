"""What checking one entry costs in a large contest beside the same in a small one.

All texts of a contest quote the same sentences, as texts about one subject do: what thousands have
in common must not make the work grow with its square.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from config.bench.machine import Figure, figure

if TYPE_CHECKING:
    from contests.calls.models import Contest
    from contests.entries.models import CheckRun, Entry
    from marketplace.accounts.models import Member

ROUNDS = 8
DAY = timedelta(days=1)
FEW, MANY = 500, 5_000
SOME = 25
WORDS, QUOTED, VOCABULARY = 240, 30, 4_000


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _texts(count: int, seed: int) -> list[str]:
    """Return texts of chance words that all hold one quotation."""
    chance = random.Random(seed)  # noqa: S311
    words = [f"w{chance.randrange(10**6):06}" for _ in range(VOCABULARY)]
    quote = chance.choices(words, k=QUOTED)
    found = []
    for _ in range(count):
        own = chance.choices(words, k=WORDS - QUOTED)
        at = chance.randrange(len(own))
        found.append(" ".join([*own[:at], *quote, *own[at:]]))
    return found


def _contest(people: Sequence[Member], seed: int) -> Contest:
    """Return a contest that closed a day ago."""
    from contests.calls.models import Contest  # noqa: PLC0415
    from contests.entries.models import WritingRules  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    now = clock.now()
    contest = Contest.objects.create(
        slug=f"checked-{seed}",
        kind="writing",
        created_by=people[0],
        currency="USD",
        state="judging",
        created_at=now - 30 * DAY,
        announced_at=now - 25 * DAY,
        opens_at=now - 20 * DAY,
        closes_at=now - DAY,
        judged_by=now + 10 * DAY,
        results_by=now + 14 * DAY,
    )
    WritingRules.objects.create(contest=contest, min_words=1, max_words=5_000)
    return contest


def _entries(contest: Contest, people: Sequence[Member], seed: int) -> list[Entry]:
    """Return an entry of each, frozen; every second one's page was never read."""
    from contests.calls.models import Link  # noqa: PLC0415
    from contests.entries.models import Entry, Look  # noqa: PLC0415
    from contests.entries.queries.plain import digest_of  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    now, texts = clock.now(), _texts(len(people), seed)
    links = Link.objects.bulk_create(
        Link(contest=contest, member=one, created_at=now) for one in people
    )
    entries = Entry.objects.bulk_create(
        (
            Entry(
                contest=contest,
                entrant=link.member,
                link=link,
                source="outside",
                url=f"https://blog.example/{link.code}",
                title=f"Text {link.code}",
                language="en",
                declaration="My own work.",
                submitted_at=now - 5 * DAY,
                changed_at=now - 5 * DAY,
                text=text,
                words=WORDS,
                digest=digest_of(text),
                frozen_at=now - DAY,
            )
            for link, text in zip(links, texts, strict=True)
        ),
        batch_size=1_000,
    )
    Look.objects.bulk_create(
        Look(entry=one, seen_at=now, tried_at=now, has_link=True) for one in entries[1::2]
    )
    return entries


def _run(count: int, seed: int) -> CheckRun:
    """Return the run of a contest whose entries are frozen and sketched."""
    from contests.entries.models import CheckRun, Sketch  # noqa: PLC0415
    from contests.entries.queries.shingles import print_of, shingles_of  # noqa: PLC0415
    from marketplace.accounts.models import Member  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    now = clock.now()
    people = Member.objects.bulk_create(
        Member(username=f"author-{seed}-{number}", display_name=f"Author {number}")
        for number in range(count)
    )
    contest = _contest(people, seed)
    Sketch.objects.bulk_create(
        (
            Sketch(
                entry=one,
                digest=one.digest,
                shingles=made.shingles,
                signature=made.signature,
                bands=made.keys,
                made_at=now,
            )
            for one in _entries(contest, people, seed)
            for made in [print_of(shingles_of(one.text))]
        ),
        batch_size=1_000,
    )
    return CheckRun.objects.create(
        contest=contest, started_at=now, frozen_at=now, sketched_at=now, total=count
    )


def _check(run: CheckRun, count: int) -> None:
    from contests.entries.services.checking import _check_some  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    if _check_some(run, clock.now(), count) != count:
        raise RuntimeError("fewer entries were left than are measured")


def measure() -> list[Figure]:
    """Check some entries of the small and of the large contest, in turn."""
    from django.db import connection  # noqa: PLC0415

    few, many = _run(FEW, 1), _run(MANY, 2)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE entries_entry, entries_sketch, entries_look")
    _check(few, SOME)
    _check(many, SOME)
    ratios = []
    for _ in range(ROUNDS):
        alone = _seconds(partial(_check, few, SOME))
        ratios.append(_seconds(partial(_check, many, SOME)) / alone)
    return [figure("E1", f"checking a text among {MANY}, of one among {FEW}", "", ratios)]
