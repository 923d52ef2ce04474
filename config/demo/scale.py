"""Many more services of the same kind, for load tests: deterministic, with a vocabulary of its own.

Words follow Zipf's law over some twenty thousand: those of the demo's own texts first, then what
clitics and endings make of them, so that common and rare words are as common and rare as in life.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Count

from config.demo.world import content
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.slugs import unicode_slug
from marketplace.core.stems import words_of
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Category, Gig, Package
from marketplace.search.choices import Kind
from marketplace.search.services import rebuild

PER_STEP: Final = 100
VOCABULARY: Final = 20_000
TITLE_WORDS, BODY_WORDS = 6, 60
STEPS_AT_ONCE: Final = 20
SHORT: Final = 2
RATED: Final = 0.4
_BEFORE: Final = ("ال", "وال", "بال", "لل", "ك", "و", "")
_AFTER: Final = ("", "ات", "ون", "ين", "ها", "كم", "ي", "ية")


@dataclass(frozen=True)
class Vocabulary:
    """Words, the most frequent first, and how likely each is."""

    words: Sequence[str]
    weights: Sequence[float]

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Draw some words, common ones often."""
        last = self.weights[-1]
        return [self.words[bisect(self.weights, chance.random() * last)] for _ in range(count)]


def vocabulary() -> Vocabulary:
    """Make the words of the load test from the demo's texts; always the same ones."""
    texts = [
        str(row.get(name, ""))
        for part in ("gigs", "articles", "members")
        for row in content(part)
        for name in ("title", "description", "source", "bio", "headline", "summary")
    ]
    found = (word for text in texts for word in words_of(text) if len(word) > SHORT)
    roots = list(dict.fromkeys(found))
    chance = random.Random(7)  # noqa: S311  a repeatable choice, no secret
    chance.shuffle(roots)
    words = dict.fromkeys(roots)
    while len(words) < VOCABULARY:
        root = chance.choice(roots)
        words.setdefault(f"{chance.choice(_BEFORE)}{root}{chance.choice(_AFTER)}")
    ranked = list(words)[:VOCABULARY]
    return Vocabulary(ranked, list(accumulate(1 / (place + 3) for place in range(len(ranked)))))


def multiply(*, times: int, now: datetime) -> int:
    """Add `times` hundred services, each hundred of one new seller, and make the index anew."""
    if not Gig.objects.filter(state=GigState.LIVE).exists():
        return 0
    taken = Member.objects.filter(username__startswith="load").count()
    words, leaves = vocabulary(), list(Category.objects.exclude(parent=None).order_by("id"))
    for start in range(taken, taken + times, STEPS_AT_ONCE):
        steps = range(start, min(start + STEPS_AT_ONCE, taken + times))
        _some_steps(steps, words, leaves, now=now)
    _count_live()
    _tidy("gigs_gig", "gigs_package", "accounts_member")
    _wait_longer(kilobytes=65_536)
    rebuild(kinds=[Kind.GIG], now=now)
    _wait_longer(kilobytes=256)
    _tidy("search_entry", "search_word")
    return times * PER_STEP


def _wait_longer(*, kilobytes: int) -> None:
    """Let so much wait before it is sorted into the index: a bulk load sorts seldom."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname ~ '^search_words_'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER INDEX {name} SET (gin_pending_list_limit = {kilobytes})")


def _tidy(*tables: str) -> None:
    """Do at once what PostgreSQL does by itself a little later."""
    verb = "ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE"
    with connection.cursor() as cursor:
        cursor.execute(f"{verb} {', '.join(tables)}")


@transaction.atomic
def _some_steps(
    steps: range, words: Vocabulary, leaves: Sequence[Category], *, now: datetime
) -> None:
    closed = make_password(None)
    sellers = Member.objects.bulk_create(
        Member(
            username=f"load{number}",
            email=f"load{number}@demo.example",
            password=closed,
            display_name=f"بائع {number}",
        )
        for number in steps
    )
    gigs = [
        gig
        for number, seller in zip(steps, sellers, strict=True)
        for gig in _gigs_of(seller, number, words, leaves, now=now)
    ]
    made = Gig.objects.bulk_create(gigs, batch_size=1_000)
    Package.objects.bulk_create(
        (
            Package(
                gig=gig,
                tier="basic",
                price_amount=gig.price_from,
                delivery_days=gig.delivery_days,
                position=0,
            )
            for gig in made
        ),
        batch_size=2_000,
    )


def _gigs_of(
    seller: Member, number: int, words: Vocabulary, leaves: Sequence[Category], *, now: datetime
) -> Iterator[Gig]:
    chance = random.Random(number)  # noqa: S311  a repeatable choice, no secret
    currency = rules().default_currency
    for index in range(PER_STEP):
        category = chance.choice(leaves)
        title = " ".join(words.draw(chance, TITLE_WORDS))
        text = " ".join(words.draw(chance, BODY_WORDS))
        rated = chance.randrange(40) if chance.random() < RATED else 0
        published = now - timedelta(minutes=chance.randrange(500_000))
        yield Gig(
            seller=seller,
            category=category,
            root_id=category.parent_id or category.pk,
            title=title[:90],
            slug=unicode_slug(title, fallback="gig")[:80],
            language=chance.choices(("ar", "en", "he", "ur"), (6, 2, 1, 1))[0],
            description_source=text,
            description_html=f"<p>{text}</p>",
            tags=words.draw(chance, 2),
            keywords=" ".join([category.name_ar, category.name_en, *words.draw(chance, 2)]),
            currency=currency,
            state=GigState.LIVE,
            created_at=published,
            changed_at=published,
            published_at=published,
            price_from=500 * chance.choice((2, 4, 5, 10, 15, 20, 30, 50, 80, 120)),
            delivery_days=chance.choice((1, 2, 3, 5, 7, 10, 14, 21, 30)),
            orders_count=int(chance.paretovariate(0.9)) - 1 if index % 3 else 0,
            rating_count=rated,
            rating_sum=sum(chance.choice((300, 400, 450, 500, 500)) for _ in range(rated)),
        )


def _count_live() -> None:
    counts = dict(
        Gig.objects.filter(state=GigState.LIVE)
        .values_list("category")
        .annotate(count=Count("id"))
        .order_by()
    )
    rows = list(Category.objects.all())
    for row in rows:
        row.live_count = counts.get(row.pk, 0)
    Category.objects.bulk_update(rows, ["live_count"])
