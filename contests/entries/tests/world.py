"""Writing contests in every state, made by the verbs themselves, for the tests of entries."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from contests.calls import services as calls
from contests.calls.models import Contest
from contests.calls.queries import OTHERS, get_contest, rule_book_of
from contests.calls.services import Dates, PrizeDraft, Words
from contests.entries import services
from contests.entries.gateways.pages import SeenPage
from contests.entries.models import CheckRun, Entry
from contests.entries.services import EntryText, RulesDraft
from contests.judging.tests.world import equip
from marketplace.accounts.models import Member
from marketplace.articles import services as articles
from marketplace.articles.models import Article
from marketplace.core.outbox import deliver_due

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
POST = "https://blog.example/post"
_numbers = itertools.count(1)

ARABIC = (
    "في القرية الصغيرة عند سفح الجبل كان هناك رجل يكتب الرسائل للناس من غير أجر، وكان أهل السوق "
    "يأتون إليه كل صباح ومعهم أخبار لا تنتهي. قال له صديقه يوما إن الكلمة التي تكتب على عجل لا "
    "تصل، وإن الورقة لا تحفظ من المعنى إلا ما أراد صاحبها أن يبقى. ضحك الرجل وأخرج من الدرج رسالة "
    "قديمة لم يرسلها قط، ثم قرأها بصوت خافت حتى سكت من حوله جميعا وعرفوا أنها كتبت لهم. "
)
ENGLISH = (
    "The old harbour wakes before the town does, and the first boats come in while the lamps along "
    "the wall are still burning. My grandmother sold tea there for thirty years, and knew every "
    "captain by the way he coughed. She used to say that a price is a sentence between two people "
    "who would rather talk about the weather. When the market moved inland nobody told her, so she "
    "kept the kettle warm until the fishermen came back to look for her on their own. "
)


def text_of(number: int, words: int = 320) -> str:
    """Return a text of its own, in Arabic letters, that shares no five words with another."""
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    made = []
    for at in range(words):
        value = number * 1_000_003 + at * 7_919
        made.append("".join(letters[(value // 28**place) % 28] for place in range(5)))
        if at % 4 == 0:
            made.append(("في", "من", "على", "إلى", "هذا")[at % 5])
    return " ".join(made)


def draft_contest(admin: Member, *, now: datetime, rules: RulesDraft | None = None) -> Contest:
    """Return a draft that lacks nothing, opening in a day."""
    contest = calls.create_contest(
        actor=admin,
        kind="writing",
        words=Words(language="en", title="Write about work", summary="In short", terms="Terms."),
        slug=f"write-{next(_numbers)}",
        now=now,
    )
    dates = Dates(
        opens_at=now + DAY,
        closes_at=now + 8 * DAY,
        judged_by=now + 15 * DAY,
        results_by=now + 17 * DAY,
    )
    calls.set_dates(contest=contest, actor=admin, dates=dates, now=now)
    calls.vouch(contest=contest, actor=admin, codes=rule_book_of(OTHERS).vouches, now=now)
    prize = PrizeDraft(first_rank=1, last_rank=1, kind="badge", names={"en": "A badge"})
    calls.add_prize(contest=contest, actor=admin, prize=prize, now=now)
    services.set_writing_rules(
        contest=contest,
        actor=admin,
        rules=rules or RulesDraft(min_words=20, max_words=2_000),
        now=now,
    )
    equip(contest, now=now)
    return get_contest(contest.public_id)


def open_contest(admin: Member, *, now: datetime, rules: RulesDraft | None = None) -> Contest:
    """Return a contest that takes entries at `now`."""
    contest = draft_contest(admin, now=now - 2 * DAY, rules=rules)
    calls.announce_contest(contest=contest, actor=admin, now=now - 2 * DAY)
    calls.move_due_contests(now=now - DAY, limit=100)
    return get_contest(contest.public_id)


def close(contest: Contest) -> tuple[Contest, datetime]:
    """Close a contest by its timer; return it with a moment after that."""
    moment = (contest.closes_at or contest.created_at) + SECOND
    calls.move_due_contests(now=moment, limit=100)
    deliver_due(now=moment)
    return get_contest(contest.public_id), moment


def check(contest: Contest, moment: datetime) -> CheckRun:
    """Let the checks run to their end."""
    for _round in range(50):
        services.run_checks(now=moment, limit=200)
        run = CheckRun.objects.get(contest=contest)
        if run.finished_at:
            return run
        moment += timedelta(minutes=6)
    raise AssertionError("the checks never end")


def article_of(author: Member, source: str, *, now: datetime, title: str = "A title") -> Article:
    """Return the author's draft with this text."""
    made = articles.start_article(author=author, now=now)
    return articles.save_draft(
        article=made,
        actor=author,
        title=title,
        summary="In short",
        source=source,
        language="ar",
        category="writing",
        revision=made.revision,
        now=now,
    )


def published(author: Member, editor: Member, source: str, *, now: datetime) -> Article:
    """Return the author's published article with this text."""
    draft = article_of(author, source, now=now)
    articles.submit_article(article=draft, actor=author, now=now)
    return articles.publish_article(article=draft, actor=editor, now=now)


def entry_text(article: Article | None = None, **changes: Any) -> EntryText:
    """Return what is entered: an article, or a post elsewhere."""
    values: dict[str, Any] = {
        "source": "article" if article else "outside",
        "article": article.public_id if article else "",
        "url": "" if article else POST,
        "title": "A text",
        "language": "ar",
        "declaration": "Written by me, alone.",
    }
    return EntryText(**(values | changes))


def entered(
    contest: Contest, member: Member, *, now: datetime, source: str = "", **changes: Any
) -> Entry:
    """Return an entry with an article of this text."""
    article = article_of(member, source or ARABIC * 4, now=now)
    return services.enter_contest(
        contest=contest, member=member, text=entry_text(article, **changes), now=now
    )


def serving(pages: dict[str, SeenPage]) -> Callable[..., SeenPage]:
    """Return a reader of pages that finds these and no others."""

    def read(address: str, *, code: str) -> SeenPage:  # noqa: ARG001
        return pages.get(address, SeenPage(address, "gone"))

    return read
