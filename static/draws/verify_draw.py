#!/usr/bin/env python3
"""Repeat a draw from its receipt, with nothing but Python 3.8 or newer.

    python3 verify_draw.py receipt.json
    python3 verify_draw.py receipt.json --commitment HEX --tickets HEX

Exit code 0 and the winners when everything matches; 1 and what doesn't; 2 for a file that can't be
read. With --commitment and --tickets the receipt is held against what you wrote down yourself when
the contest was announced and when its list of tickets was published: that is what makes the check
independent of whoever hands out the receipt.

How a draw works. Before the contest opens, the SHA-256 of a secret of 32 bytes is published (the
commitment). When it is closed, the list of tickets is published with its SHA-256. Then a public
value is mixed in that nobody could choose. Each ticket gets the score

    HMAC-SHA256(secret, "wazzifni-draw 1|" value "|" list's SHA-256 "|" ticket "|" participant)

and the lowest wins; a participant stands where their best ticket stands. Somebody who was passed
over for a place, with a reason, makes room for the first in this order who holds no place.

Not checked here: that the signature of a drand round is the network's own. Compare the round at
https://api.drand.sh/v2/chains/<chain>/rounds/<round>.
"""

import argparse
import hashlib
import hmac
import json
import re
import sys
from datetime import datetime, timedelta, timezone

KEYS = {
    "format", "version", "contest", "places", "commitment", "secret", "source", "value",
    "signature", "tickets", "order", "passed", "winners", "sha256",
    "announced_at", "closed_at", "frozen_at", "value_at", "drawn_at",
}  # fmt: skip
MOMENTS = ("announced_at", "closed_at", "frozen_at", "value_at", "drawn_at")
CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
GENESIS = datetime(2023, 8, 23, 15, 9, 27, tzinfo=timezone.utc)
PERIOD = timedelta(seconds=3)
LINE = re.compile(
    r"([1-9][0-9]*)-([1-9][0-9]*) ([0-9a-z]{12}) (verified|reviewed|declared)", re.ASCII
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def canonical(content):
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(raw):
    return hashlib.sha256(raw).hexdigest()


def read_list(text, contest):
    """Return [(first, last, participant, label)]; None when the list isn't canonical."""
    lines = text.split("\n")
    if lines[:2] != ["wazzifni-tickets 1", "contest " + contest] or len(lines) < 4 or lines[-1]:
        return None
    held, before, last = [], ("", ""), 0
    for line in lines[3:-1]:
        match = LINE.fullmatch(line)
        if not match:
            return None
        first, end, who, label = int(match[1]), int(match[2]), match[3], match[4]
        if first != last + 1 or end < first or (who, label) <= before:
            return None
        held.append((first, end, who, label))
        before, last = (who, label), end
    return held if lines[2] == "tickets %d" % last else None


def draw(held, secret, value, digest):
    """Return [(score, ticket, participant, label)], the winner first."""
    best = {}
    for first, last, who, label in held:
        for ticket in range(first, last + 1):
            text = "wazzifni-draw 1|%s|%s|%d|%s" % (value, digest, ticket, who)
            score = hmac.new(secret, text.encode("utf-8"), hashlib.sha256).hexdigest()
            if who not in best or (score, ticket) < best[who][:2]:
                best[who] = (score, ticket, who, label)
    return sorted(best.values())


def seat(order, places, passed):
    """Return {place: line of the order}. Raises ValueError for a passing that can't have been."""
    seats = {number + 1: line for number, line in enumerate(order[:places])}
    out, refused = set(), set()
    for one in passed:
        number, who = one["place"], one["participant"]
        if seats.get(number, (0, 0, None))[2] != who:
            raise ValueError("%s doesn't hold place %s" % (who, number))
        refused.add((number, who))
        if one["reason"] != "label":
            out.add(who)
        del seats[number]
        taken = {line[2] for line in seats.values()}
        for line in order:
            if line[2] not in taken and line[2] not in out and (number, line[2]) not in refused:
                seats[number] = line
                break
    return seats


def check_source(receipt):
    source, faults = receipt["source"], []
    if source["kind"] == "drand":
        if set(source) != {"kind", "chain", "round"} or source["chain"] != CHAIN:
            faults.append("source: not the chain that these draws use")
        published = GENESIS + PERIOD * (source["round"] - 1)
        published = published.strftime("%Y-%m-%dT%H:%M:%SZ")
        if not receipt["frozen_at"] < published <= receipt["value_at"]:
            faults.append("source: the round was known before the list of tickets was closed")
        if not re.fullmatch("[0-9a-f]{96}", receipt["signature"]):
            faults.append("signature: not a signature of drand")
        elif sha256(bytes.fromhex(receipt["signature"])) != receipt["value"]:
            faults.append("value: not the SHA-256 of the signature")
    elif source["kind"] == "declared":
        if set(source) != {"kind", "name", "evidence"} or not source["name"]:
            faults.append("source: not named")
        if receipt["signature"] or not receipt["value"]:
            faults.append("value: missing")
    else:
        faults.append("source: unknown kind")
    return faults


def check_plain(receipt, text):
    """Return the faults that show without any draw."""
    faults = []
    if receipt["format"] != "wazzifni-draw" or receipt["version"] != 1:
        faults.append("version: this program checks version 1")
    if canonical(receipt) + "\n" != text:
        faults.append("canonical: the file isn't in its canonical form")
    bare = {name: part for name, part in receipt.items() if name != "sha256"}
    if sha256(canonical(bare).encode("utf-8")) != receipt["sha256"]:
        faults.append("sha256: the receipt was changed")
    moments = [receipt[name] for name in MOMENTS]
    if not all(MOMENT.fullmatch(one) for one in moments) or moments != sorted(moments):
        faults.append("moments: they don't follow each other")
    if not re.fullmatch("[0-9a-f]{64}", receipt["secret"]):
        faults.append("secret: not 32 bytes")
    elif sha256(bytes.fromhex(receipt["secret"])) != receipt["commitment"]:
        faults.append("commitment: not the SHA-256 of the secret")
    return faults + check_source(receipt)


def check(text):
    """Return (winners, faults) of a receipt's text."""
    receipt = json.loads(text)
    if not isinstance(receipt, dict) or set(receipt) != KEYS:
        return [], ["format: not a receipt of a draw"]
    faults = check_plain(receipt, text)
    tickets = receipt["tickets"]
    if set(tickets) != {"list", "sha256"} or (
        sha256(tickets["list"].encode("utf-8")) != tickets["sha256"]
    ):
        return [], [*faults, "tickets: not the list whose digest was published"]
    held = read_list(tickets["list"], receipt["contest"])
    if held is None:
        return [], [*faults, "tickets: not in canonical form"]
    order = draw(held, bytes.fromhex(receipt["secret"]), receipt["value"], tickets["sha256"])
    if receipt["order"] != [
        {"participant": who, "ticket": ticket, "score": score} for score, ticket, who, _ in order
    ]:
        faults.append("order: the draw gives another one")
    seats = seat(order, receipt["places"], receipt["passed"])
    winners = [
        {"place": number, "participant": line[2], "ticket": line[1], "label": line[3]}
        for number, line in sorted(seats.items())
    ]
    if winners != receipt["winners"]:
        faults.append("winners: the draw gives others")
    return winners, faults


def verify(text, commitment="", tickets=""):
    """Return (winners, faults), also for what is no receipt at all."""
    try:
        winners, faults = check(text)
        receipt = json.loads(text)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        return [], ["format: %s" % error]
    if commitment and commitment != receipt.get("commitment"):
        faults.append("commitment: not the one that you wrote down")
    if tickets and tickets != receipt.get("tickets", {}).get("sha256"):
        faults.append("tickets: not the digest that you wrote down")
    return winners, faults


def main():
    parser = argparse.ArgumentParser(description="Repeat a draw from its receipt.")
    parser.add_argument("receipt")
    parser.add_argument("--commitment", default="", help="the SHA-256 that you wrote down")
    parser.add_argument("--tickets", default="", help="the list's SHA-256 that you wrote down")
    given = parser.parse_args()
    try:
        with open(given.receipt, encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, UnicodeError) as error:
        print("can't be read: %s" % error, file=sys.stderr)
        return 2
    winners, faults = verify(text, given.commitment.lower(), given.tickets.lower())
    if faults:
        for fault in faults:
            print("does not match: %s" % fault)
        return 1
    for one in winners:
        print("%(place)d. %(participant)s (ticket %(ticket)d, %(label)s)" % one)
    print("everything matches")
    return 0


if __name__ == "__main__":
    sys.exit(main())
