"""The receipt of a draw: canonical JSON that holds all that is needed to repeat it, and its check.

Canonical: UTF-8, keys sorted, no spaces, one line feed at the end. `sha256` is the digest of the
same JSON without this key and without the line feed. Version 1.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from contests.draws.queries.ordering import (
    Holding,
    Passing,
    Ranked,
    TicketsMalformed,
    digest_of,
    place,
    rank,
    read_tickets,
)
from contests.draws.queries.rounds import CHAIN, RoundMalformed, moment_of, value_of

FORMAT: Final = "wazzifni-draw"
VERSION: Final = 1
KEYS: Final = frozenset(
    {
        *("format", "version", "contest", "places", "commitment", "secret", "source", "value"),
        *("signature", "tickets", "order", "passed", "winners", "sha256"),
        *("announced_at", "closed_at", "frozen_at", "value_at", "drawn_at"),
    }
)
MOMENTS: Final = ("announced_at", "closed_at", "frozen_at", "value_at", "drawn_at")
# Reasons for which somebody is passed over for one place, and not altogether.
ONE_PLACE: Final = frozenset({"label"})
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Verdict:
    """What repeating a draw gave: who won which place, and everything that doesn't match."""

    winners: list[dict[str, Any]]
    faults: list[str]

    @property
    def is_good(self) -> bool:
        """Whether everything matches."""
        return not self.faults


def canonical(content: Mapping[str, Any]) -> str:
    """Return canonical JSON, without the line feed."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal_receipt(content: Mapping[str, Any]) -> str:
    """Return the whole text of a receipt, with its digest."""
    bare = {name: part for name, part in content.items() if name != "sha256"}
    return canonical({**bare, "sha256": digest_of(canonical(bare))}) + "\n"


def order_lines(order: Collection[Ranked]) -> list[dict[str, Any]]:
    """Return the order as a receipt has it."""
    return [
        {"participant": one.participant, "ticket": one.ticket, "score": one.score} for one in order
    ]


def winner_lines(held: Mapping[int, Ranked | None]) -> list[dict[str, Any]]:
    """Return the winners as a receipt has them; a place that nobody holds is left out."""
    return [
        {"place": at, "participant": one.participant, "ticket": one.ticket, "label": one.label}
        for at, one in sorted(held.items())
        if one is not None
    ]


def verify_receipt(text: str) -> Verdict:
    """Repeat the draw of a receipt, and tell who won and what doesn't match."""
    try:
        content = json.loads(text)
    except ValueError:
        return Verdict([], ["format"])
    if not isinstance(content, dict) or set(content) != KEYS:
        return Verdict([], ["format"])
    try:
        faults = list(_plain_faults(content, text))
        winners, more = _repeat(content)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as broken:
        return Verdict([], [f"format: {broken}"])
    return Verdict(winners, [*faults, *more])


def _plain_faults(content: Mapping[str, Any], text: str) -> Iterator[str]:
    """Tell what doesn't match without any draw."""
    if content["format"] != FORMAT or content["version"] != VERSION:
        yield "version"
    if canonical(content) + "\n" != text:
        yield "canonical"
    bare = {name: part for name, part in content.items() if name != "sha256"}
    if digest_of(canonical(bare)) != content["sha256"]:
        yield "sha256"
    moments = [content[name] for name in MOMENTS]
    if not all(_MOMENT.fullmatch(one) for one in moments) or moments != sorted(moments):
        yield "moments"
    if not _HEX.fullmatch(content["secret"]):
        yield "secret"
    elif _digest_of_hex(content["secret"]) != content["commitment"]:
        yield "commitment"
    yield from _source_faults(content)


def _digest_of_hex(text: str) -> str:
    return hashlib.sha256(bytes.fromhex(text)).hexdigest()


def _source_faults(content: Mapping[str, Any]) -> Iterator[str]:
    source = content["source"]
    if source["kind"] == "drand":
        if set(source) != {"kind", "chain", "round"} or source["chain"] != CHAIN:
            yield "source"
        published = f"{moment_of(source['round']):%Y-%m-%dT%H:%M:%SZ}"
        # The value must not have been known when the list was closed.
        if not content["frozen_at"] < published <= content["value_at"]:
            yield "source.round"
        try:
            if value_of(content["signature"]) != content["value"]:
                yield "value"
        except RoundMalformed:
            yield "signature"
    elif source["kind"] == "declared":
        if set(source) != {"kind", "name", "evidence"} or not source["name"]:
            yield "source"
        if content["signature"] or not content["value"]:
            yield "value"
    else:
        yield "source.kind"


def _repeat(content: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    tickets = content["tickets"]
    if set(tickets) != {"list", "sha256"} or digest_of(tickets["list"]) != tickets["sha256"]:
        return [], ["tickets.sha256"]
    try:
        holdings: list[Holding] = read_tickets(tickets["list"], contest=content["contest"])
    except TicketsMalformed as broken:
        return [], [f"tickets.list: {broken}"]
    order = rank(
        holdings,
        secret=bytes.fromhex(content["secret"]),
        value=content["value"],
        digest=tickets["sha256"],
    )
    faults = [] if order_lines(order) == content["order"] else ["order"]
    passed = [
        Passing(one["place"], one["participant"], one["reason"] not in ONE_PLACE)
        for one in content["passed"]
    ]
    try:
        winners = winner_lines(place(order, content["places"], passed))
    except ValueError as broken:
        return [], [*faults, f"passed: {broken}"]
    if winners != content["winners"]:
        faults.append("winners")
    return winners, faults
