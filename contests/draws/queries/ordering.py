"""The draw itself: from a secret, a public value and a list of tickets to an order.

Pure functions over text and bytes; no clock, no database, no chance. docs/draws.md says the same in
words, `static/draws/verify_draw.py` and `static/js/draw.js` compute it once more on their own.

The list of tickets is ASCII text with a line feed after every line:

    wazzifni-tickets 1
    contest <id>
    tickets <how many>
    <first>-<last> <participant> <label>

Tickets are numbered from 1 without a gap; lines are sorted by their participant and label in byte
order, and each pair of these stands once. The score of a ticket is

    HMAC-SHA256(secret, "wazzifni-draw 1|" value "|" list's SHA-256 "|" ticket "|" participant)

in which the secret is 32 bytes, the rest UTF-8, the digest 64 hex digits and the ticket a decimal
number. The lowest score comes first; a participant stands where their best ticket stands.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

HEADER: Final = "wazzifni-tickets 1"
PREFIX: Final = "wazzifni-draw 1"
_ID: Final = r"[0-9a-z]{12}"
_LINE: Final = re.compile(
    rf"([1-9][0-9]*)-([1-9][0-9]*) ({_ID}) (verified|reviewed|declared)", re.ASCII
)
# Between two reports of progress.
STRIDE: Final = 20_000


class TicketsMalformed(ValueError):
    """The text is no list of tickets; says which line."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The tickets `first` to `last` of one participant under one label."""

    first: int
    last: int
    participant: str
    label: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A participant's best ticket, with its score in hex."""

    participant: str
    ticket: int
    label: str
    score: str


@dataclass(frozen=True, slots=True)
class Passing:
    """Somebody was passed over for a place: for this place only, or altogether."""

    place: int
    participant: str
    is_out: bool


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_tickets(contest: str, counted: Iterable[tuple[str, str, int]]) -> str:
    """Return the canonical list of (participant, label, tickets); what has none is left out."""
    sums: dict[tuple[str, str], int] = {}
    for participant, label, tickets in counted:
        sums[participant, label] = sums.get((participant, label), 0) + tickets
    lines, last = [], 0
    for participant, label in sorted(key for key, tickets in sums.items() if tickets > 0):
        first, last = last + 1, last + sums[participant, label]
        lines.append(f"{first}-{last} {participant} {label}\n")
    return f"{HEADER}\ncontest {contest}\ntickets {last}\n{''.join(lines)}"


def read_tickets(text: str, *, contest: str) -> list[Holding]:
    """Return what a canonical list says. Raises TicketsMalformed for any other text."""
    lines = text.split("\n")
    if lines[0] != HEADER or lines[1:2] != [f"contest {contest}"] or lines[-1] or len(lines) < 4:  # noqa: PLR2004
        raise TicketsMalformed("the head of the list")
    found = list(_read_lines(lines[3:-1]))
    if lines[2] != f"tickets {found[-1].last if found else 0}":
        raise TicketsMalformed("line 3")
    return found


def _read_lines(lines: list[str]) -> Iterator[Holding]:
    before, last = ("", ""), 0
    for number, line in enumerate(lines, 4):
        parts = _LINE.fullmatch(line)
        if parts is None:
            raise TicketsMalformed(f"line {number}")
        holding = Holding(int(parts[1]), int(parts[2]), parts[3], parts[4])
        pair = (holding.participant, holding.label)
        if holding.first != last + 1 or holding.last < holding.first or pair <= before:
            raise TicketsMalformed(f"line {number}")
        before, last = pair, holding.last
        yield holding


def score_of(secret: bytes, value: str, digest: str, ticket: int, participant: str) -> bytes:
    """Return the score of one ticket."""
    text = f"{PREFIX}|{value}|{digest}|{ticket}|{participant}"
    return hmac.digest(secret, text.encode(), "sha256")


def rank(
    holdings: Collection[Holding],
    *,
    secret: bytes,
    value: str,
    digest: str,
    progress: Callable[[int], None] = lambda _done: None,
) -> list[Ranked]:
    """Return all participants in the order of the draw; `progress` hears how many are scored."""
    best: dict[str, tuple[bytes, int, str]] = {}
    done, told = 0, 0
    for held in holdings:
        numbers = range(held.first, held.last + 1)
        low = min(
            (score_of(secret, value, digest, ticket, held.participant), ticket)
            for ticket in numbers
        )
        known = best.get(held.participant)
        if known is None or low < known[:2]:
            best[held.participant] = (*low, held.label)
        done += len(numbers)
        if done - told >= STRIDE:
            told = done
            progress(done)
    ordered = sorted((score, ticket, who, label) for who, (score, ticket, label) in best.items())
    return [Ranked(who, ticket, label, score.hex()) for score, ticket, who, label in ordered]


def place(
    order: Collection[Ranked], places: int, passed: Iterable[Passing]
) -> dict[int, Ranked | None]:
    """Return who holds each place after everybody was passed over who was; None where nobody is.

    At first place n goes to the n-th. A place that falls vacant goes to the first in the order who
    holds none, isn't out, and wasn't passed over for this very place. Others keep theirs.
    """
    by_name = {one.participant: one for one in order}
    held: dict[int, Ranked | None] = dict.fromkeys(range(1, places + 1))
    held.update(enumerate(islice(order, places), 1))
    out: set[str] = set()
    refused: set[tuple[int, str]] = set()
    for one in passed:
        holder = held.get(one.place)
        if holder is None or holder.participant != one.participant:
            raise ValueError(f"{one.participant} doesn't hold place {one.place}")
        refused.add((one.place, one.participant))
        if one.is_out:
            out.add(one.participant)
        placed = {each.participant for at, each in held.items() if each and at != one.place}
        held[one.place] = next(
            (
                by_name[who]
                for who in by_name
                if who not in placed | out and (one.place, who) not in refused
            ),
            None,
        )
    return held
