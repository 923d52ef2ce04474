"""`bin/bench`: what pages and transfers cost, as ratios taken in one run."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from config.bench import (
    books,
    checks,
    farms,
    forum,
    growth,
    lists,
    machine,
    pages,
    prizes,
    record,
    rings,
    scoring,
    search,
    transfers,
    worth,
)
from config.embedded import Services
from config.supervisor import Keeper, SupervisorError, say

KEEP_SECONDS = 20
WORKERS = 2


def _prepare(data: Path) -> None:
    """Make the demo world."""
    os.environ["WAZZIFNI_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.bench"
    import django  # noqa: PLC0415  settings need the services first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("seed_demo")


def _cookie_of(member_id: int) -> str:
    """Sign a member in and return the session's cookie."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from marketplace.accounts.models import Member  # noqa: PLC0415

    client = Client()
    member = Member.objects.get(pk=member_id)
    client.force_login(member, backend="marketplace.accounts.adapters.backend.MemberBackend")
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _pages() -> list[pages.Page]:
    from contests.calls.models import Contest  # noqa: PLC0415
    from marketplace.articles.models import Article  # noqa: PLC0415
    from marketplace.gigs.models import Gig  # noqa: PLC0415
    from marketplace.orders.models import Order  # noqa: PLC0415

    article = Article.objects.filter(state="published").order_by("id")[0]
    contest = Contest.objects.filter(state="open").order_by("id")[0]
    gig = Gig.objects.filter(state="live").order_by("id")[0]
    order = Order.objects.filter(state="in_progress").order_by("id")[0]
    cookie = _cookie_of(order.client_id)
    return [
        pages.Page("home", "/"),
        pages.Page("services", "/gigs/"),
        pages.Page("gig", gig.get_absolute_url()),
        pages.Page("article", article.get_absolute_url()),
        pages.Page("contest", contest.get_absolute_url()),
        pages.Page("order (signed in)", order.get_absolute_url(), cookie, aim=""),
    ]


def _addresses() -> list[str]:
    """Return the addresses that need nothing filled in, of pages and of the API."""
    from django.urls import get_resolver  # noqa: PLC0415

    def below(patterns: list[Any], before: str) -> Iterator[str]:
        for one in patterns:
            here = f"{before}{one.pattern}"
            if hasattr(one, "url_patterns"):
                yield from below(one.url_patterns, here)
            elif not set(here) & set("<(^$\\"):
                yield f"/{here}"

    return sorted(set(below(get_resolver().url_patterns, "")))


def _measure_pages(keeper: Keeper, data: Path, postgres_pid: int) -> list[machine.Figure]:
    """Measure pages as they are served, and those of visitors again without keeping any."""
    wanted = _pages()
    web = pages.serve(keeper, data, keep_seconds=KEEP_SECONDS)
    found = pages.measure(web, postgres_pid, wanted)
    pages.walk(_addresses(), wanted[-1].cookie)
    found.append(pages.heaviest(web))
    web.stop()
    web = pages.serve(keeper, data, keep_seconds=KEEP_SECONDS, workers=WORKERS)
    for _ in range(2 * WORKERS):
        pages.walk(_addresses(), wanted[-1].cookie)
    found.append(pages.each_of(web))
    web.stop()
    web = pages.serve(keeper, data, keep_seconds=0)
    anew = [replace(page, name=f"{page.name}, made anew", aim="") for page in wanted[:-1]]
    found += pages.measure(web, postgres_pid, anew)
    found += pages.measure(web, postgres_pid, lists.lists())
    web.stop()
    return found


def _measure_growth(
    keeper: Keeper, data: Path, postgres_pid: int, thousands: int
) -> list[machine.Figure]:
    """Measure the operator's screen and the redirect over so many thousand visits."""
    from marketplace.accounts.models import Member  # noqa: PLC0415

    first = growth.seed(thousands)
    cookie = _cookie_of(Member.objects.get(username="admin").pk)
    web = pages.serve(keeper, data, keep_seconds=0)
    found = growth.measure(web, postgres_pid, cookie, first)
    web.stop()
    return found


def _measure_record(
    keeper: Keeper, data: Path, postgres_pid: int, thousands: int
) -> list[machine.Figure]:
    """Measure recounts and boards over so many thousand contributions."""
    from marketplace.accounts.models import Member  # noqa: PLC0415

    record.seed(thousands)
    cookie = _cookie_of(Member.objects.get(username="tariq").pk)
    found = [*record.measure(), *worth.measure()]
    web = pages.serve(keeper, data, keep_seconds=KEEP_SECONDS)
    found += pages.ratios_of(web, postgres_pid, record.boards(cookie))
    web.stop()
    web = pages.serve(keeper, data, keep_seconds=0)
    anew = [replace(page, name=f"{page.name}, made anew", aim="") for page in record.boards("")]
    found += pages.ratios_of(web, postgres_pid, anew)
    web.stop()
    return found


def _measure_forum(
    keeper: Keeper, data: Path, postgres_pid: int, thousands: int
) -> list[machine.Figure]:
    """Measure the forum's lists and topics over so many thousand topics."""
    from marketplace.accounts.models import Member  # noqa: PLC0415

    topic = forum.seed(thousands)
    cookie = _cookie_of(Member.objects.get(username="omar").pk)
    web = pages.serve(keeper, data, keep_seconds=KEEP_SECONDS)
    found = forum.measure(web, postgres_pid, cookie, topic)
    web.stop()
    web = pages.serve(keeper, data, keep_seconds=0)
    found += forum.measure_anew(web, postgres_pid, topic)
    web.stop()
    return found


def _run(options: argparse.Namespace) -> list[machine.Figure]:
    with tempfile.TemporaryDirectory(prefix="wz-bench-") as folder, Keeper() as keeper:
        data = Path(folder)
        data.chmod(0o755)
        with Services(data, keeper) as services:
            _prepare(data)
            if services.postgres is None:
                raise SupervisorError("bin/bench measures its own PostgreSQL: unset DATABASE_URL.")
            pid = services.postgres.child.pid
            parts: dict[str, Callable[[], list[machine.Figure]]] = {
                "pages": lambda: _measure_pages(keeper, data, pid),
                "transfers": transfers.measure,
                "books": books.measure,
                "prizes": prizes.measure,
                "scoring": scoring.measure,
                "checks": checks.measure,
                "farms": farms.measure,
                "record": lambda: _measure_record(keeper, data, pid, options.recount_scale),
                "growth": lambda: _measure_growth(keeper, data, pid, options.growth_scale),
                "forum": lambda: _measure_forum(keeper, data, pid, options.forum_scale),
                "search": lambda: search.measure_at(options.search_scale),
                "rings": rings.measure,
            }
            found = [
                row for name, part in parts.items() if options.only in ("", name) for row in part()
            ]
            from django.db import connections  # noqa: PLC0415

            connections.close_all()
    return found


def main(arguments: list[str]) -> int:
    """Measure, print, and write JSON where it is asked for."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    parser.add_argument(
        "--search-scale", type=int, default=search.SCALE, help="hundreds of services to search"
    )
    parser.add_argument(
        "--growth-scale", type=int, default=growth.SCALE, help="thousands of visits to add up"
    )
    parser.add_argument(
        "--recount-scale", type=int, default=record.SCALE, help="thousands of contributions"
    )
    parser.add_argument(
        "--forum-scale",
        type=int,
        default=forum.SCALE,
        help=f"thousands of topics with twenty replies each; {forum.FULL} for the full measure",
    )
    parser.add_argument("--only", default="", metavar="PART", help="pages, growth, search, …")
    options = parser.parse_args(arguments)
    try:
        found = _run(options)
    except SupervisorError as error:
        say(f"bin/bench: {error}")
        return 1
    say(", ".join(f"{name} {value}" for name, value in machine.about().items()))
    say(f"{'':<4}{'':<58}{'median':>8} {'[quartiles]':<18}aim")
    for item in found:
        say(item.line())
    if options.json:
        options.json.write_text(json.dumps(machine.as_json(found), indent=1), encoding="utf-8")
    return 0
