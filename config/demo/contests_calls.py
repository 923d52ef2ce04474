"""Contests of the demo world: two announced, one called off; and how other steps make theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from config.demo.world import World, content
from contests.calls import services
from contests.calls.models import Contest
from contests.calls.queries import get_contest, rule_book_of, terms_template
from contests.calls.services import Dates, PrizeDraft, Words

DAY = timedelta(days=1)
Prepare = Callable[[World, Contest], None]
_PREPARED: Final[dict[str, list[Prepare]]] = {}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A contest to be: `texts` by language are title, summary and the first lines of its terms."""

    slug: str
    kind: str
    texts: Mapping[str, tuple[str, str, str]]
    opens_at: datetime
    days_open: int = 21
    days_judged: int = 7
    prizes: Sequence[PrizeDraft] = ()
    country: str = ""
    countries: Sequence[str] = ()
    licence: tuple[str, str] = ("", "")


def prepares(kind: str) -> Callable[[Prepare], Prepare]:
    """Let another step set up what its app asks of every draft of this kind, such as a rubric."""

    def register(prepare: Prepare) -> Prepare:
        _PREPARED.setdefault(kind, []).append(prepare)
        return prepare

    return register


def draft_contest(world: World, plan: Plan, *, at: datetime) -> Contest:
    """Return a draft that lacks nothing but its fund; `at` is when it was set up."""
    admin = world.who("admin")
    first = next(iter(plan.texts))
    contest = services.create_contest(
        actor=admin, kind=plan.kind, words=_words(plan, first), slug=plan.slug, now=at
    )
    for language in plan.texts:
        words = _words(plan, language)
        services.set_words(contest=contest, actor=admin, words=words, now=at)
    closes_at = plan.opens_at + plan.days_open * DAY
    judged_by = closes_at + plan.days_judged * DAY
    dates = Dates(
        opens_at=plan.opens_at,
        closes_at=closes_at,
        judged_by=judged_by,
        results_by=judged_by + 2 * DAY,
    )
    services.set_dates(contest=contest, actor=admin, dates=dates, now=at)
    eligibility = services.Eligibility(countries=plan.countries, min_account_days=14)
    services.set_eligibility(
        contest=contest, actor=admin, eligibility=eligibility, rights="stay", now=at
    )
    number, authority = plan.licence
    services.set_country(
        contest=contest,
        actor=admin,
        country=plan.country,
        licence_number=number,
        licence_authority=authority,
        delivery_days=7,
        now=at,
    )
    codes = rule_book_of(plan.country).vouches
    services.vouch(contest=contest, actor=admin, codes=codes, now=at)
    for prize in plan.prizes:
        services.add_prize(contest=contest, actor=admin, prize=prize, now=at)
    return get_contest(contest.public_id)


def make_contest(world: World, plan: Plan, *, at: datetime) -> Contest:
    """Return a contest that was announced at `at`, with all that other steps prepare for its kind.

    It opens and closes by itself when `services.settle_contest` is called for a later moment.
    """
    admin = world.who("admin")
    contest = draft_contest(world, plan, at=at)
    for prepare in _PREPARED.get(plan.kind, ()):
        prepare(world, contest)
    services.pay_in_fund(contest=contest, actor=admin, now=at)
    services.announce_contest(contest=contest, actor=admin, now=at)
    return get_contest(contest.public_id)


def _words(plan: Plan, language: str) -> Words:
    title, summary, opening = plan.texts[language]
    terms = f"{opening}\n\n{terms_template(plan.kind, language)}"
    return Words(language=language, title=title, summary=summary, terms=terms)


def _plan(world: World, row: dict[str, object]) -> Plan:
    texts = {
        str(code): (words["title"], words["summary"], words["opening"])
        for code, words in row["texts"].items()  # type: ignore[attr-defined]
    }
    prizes = [PrizeDraft(**prize) for prize in row["prizes"]]  # type: ignore[attr-defined]
    licence = row.get("licence", ("", ""))
    return Plan(
        slug=str(row["slug"]),
        kind=str(row["kind"]),
        texts=texts,
        opens_at=world.now + float(str(row["opens_in_days"])) * DAY,
        prizes=prizes,
        country=str(row.get("country", "")),
        licence=(licence[0], licence[1]),  # type: ignore[index]
    )


def seed_calls(world: World) -> None:
    """Announce a writing contest and a draw, call one off, and let members follow and pass on."""
    for row in content("contests"):
        at = world.now - float(row["announced_days_ago"]) * DAY
        contest = make_contest(world, _plan(world, row), at=at)
        for place, username in enumerate(row["followers"], 1):
            follower, moment = world.who(username), at + place * timedelta(hours=7)
            services.follow_contest(contest=contest, member=follower, now=moment)
        for username, visits in row["links"].items():
            link = services.make_link(contest=contest, member=world.who(username), now=at + DAY)
            for _visit in range(visits):
                services.count_visit(link=link, viewer=None)
        if reason := row.get("cancelled_because", ""):
            services.cancel_contest(
                contest=contest, actor=world.who("admin"), reason=reason, now=at + 8 * DAY
            )
    world.settle(world.now)
