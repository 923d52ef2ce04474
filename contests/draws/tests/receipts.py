"""Receipts made of chance, for the checks to agree about; and the checks that stand alone."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

from contests.draws.queries import (
    Passing,
    Ranked,
    digest_of,
    moment_of,
    place,
    rank,
    read_tickets,
    seal_receipt,
    stamp,
    write_tickets,
)
from contests.draws.queries.receipts import order_lines, winner_lines
from contests.draws.queries.rounds import CHAIN

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "static" / "draws" / "verify_draw.py"
SCRIPT = ROOT / "static" / "js" / "draw.js"
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LABELS = ("verified", "reviewed", "declared")
ROUND = 20_000_000


def program() -> ModuleType:
    """Load the program that is handed out, which imports nothing of ours."""
    spec = importlib.util.spec_from_file_location("verify_draw_alone", PROGRAM)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name_of(chance: random.Random) -> str:
    """Return a participant's name."""
    return "".join(chance.choices(ALPHABET, k=12))


def passings(chance: random.Random, order: list[Ranked], places: int) -> list[tuple[int, str, str]]:
    """Return up to two times that a holder of a place was passed over."""
    passed: list[tuple[int, str, str]] = []
    for _time in range(chance.randint(0, 2)):
        now = place(order, places, [Passing(p, w, r != "label") for p, w, r in passed])
        held = [(at, one) for at, one in now.items() if one is not None]
        if held:
            at, one = chance.choice(held)
            passed.append((at, one.participant, chance.choice(["label", "unreachable"])))
    return passed


def made(seed: int, *, people: int = 8, most: int = 6, places: int = 3) -> dict[str, Any]:
    """Return the content of a receipt of a draw that was held by the platform's own code."""
    chance = random.Random(seed)  # noqa: S311
    contest = name_of(chance)
    counted = [
        (name_of(chance), label, chance.randint(0, most))
        for _person in range(chance.randint(1, people))
        for label in chance.sample(LABELS, chance.randint(1, 3))
    ]
    secret = chance.randbytes(32)
    drand = bool(seed % 2)
    signature = chance.randbytes(48).hex() if drand else ""
    value = (
        hashlib.sha256(bytes.fromhex(signature)).hexdigest()
        if drand
        else chance.choice(["11 482.31", "١٢٣", 'Ξ 7 – "quoted" \\ 𝄞'])
    )
    tickets = write_tickets(contest, counted)
    digest = digest_of(tickets)
    order = rank(read_tickets(tickets, contest=contest), secret=secret, value=value, digest=digest)
    passed = passings(chance, order, places)
    seats = place(order, places, [Passing(p, w, r != "label") for p, w, r in passed])
    published = stamp(moment_of(ROUND))
    return {
        "format": "wazzifni-draw",
        "version": 1,
        "contest": contest,
        "places": places,
        "commitment": hashlib.sha256(secret).hexdigest(),
        "secret": secret.hex(),
        "source": {"kind": "drand", "chain": CHAIN, "round": ROUND}
        if drand
        else {"kind": "declared", "name": "مؤشر", "evidence": "https://example.com/"},
        "value": value,
        "signature": signature,
        "tickets": {"sha256": digest, "list": tickets},
        "order": order_lines(order),
        "passed": [{"place": p, "participant": w, "reason": r} for p, w, r in passed],
        "winners": winner_lines(seats),
        "announced_at": "2025-01-01T00:00:00Z",
        "closed_at": "2025-01-05T00:00:00Z",
        "frozen_at": "2025-01-05T00:00:10Z",
        "value_at": published,
        "drawn_at": published,
    }


def text_of(content: dict[str, Any]) -> str:
    """Return the receipt's text with a digest of its own."""
    return seal_receipt(content)


def read(text: str) -> dict[str, Any]:
    """Return what a receipt says."""
    found: dict[str, Any] = json.loads(text)
    return found
