"""What the machine says of a text: nothing found, look at it, against the terms. People decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from contests.entries.choices import CheckKind, Outcome, Source
from contests.entries.models import Entry, Look, WritingRules
from contests.entries.queries.languages import FEWEST_WORDS, speech_of
from contests.entries.queries.similar import Match
from marketplace.core.conf import rules as numbers

# Of the words of a text so many percent are of its language, or a person looks; or it is another.
_MOSTLY: Final = 60
_HARDLY: Final = 20
# A text that stands nearly whole in a longer one was taken over, however little of that it is.
_OTHER_WHOLE: Final = 60


@dataclass(frozen=True)
class Finding:
    """One check's outcome with its evidence."""

    kind: CheckKind
    outcome: Outcome
    evidence: dict[str, Any] = field(default_factory=dict)


def link_finding(entry: Entry, look: Look | None) -> Finding:
    """Say whether the post elsewhere was read and leads here; an article here needs no link."""
    if entry.source == Source.ARTICLE:
        return Finding(CheckKind.LINK, Outcome.PASS, {"here": True})
    seen = {
        "url": entry.url,
        "problem": look.problem if look else "",
        "seen_at": look.seen_at.isoformat() if look and look.seen_at else "",
        "has_link": bool(look and look.has_link),
    }
    if look is None or look.seen_at is None:
        return Finding(CheckKind.LINK, Outcome.FAULT, seen)
    if look.problem:
        return Finding(CheckKind.LINK, Outcome.DOUBT, seen)
    return Finding(CheckKind.LINK, Outcome.PASS if look.has_link else Outcome.FAULT, seen)


def length_finding(words: int, rules: WritingRules) -> Finding:
    """Compare the number of words; a twentieth more or less is for a person to judge."""
    evidence = {"words": words, "min": rules.min_words, "max": rules.max_words}
    if rules.min_words <= words <= rules.max_words:
        return Finding(CheckKind.LENGTH, Outcome.PASS, evidence)
    near = rules.min_words * 0.95 <= words <= rules.max_words * 1.05
    return Finding(CheckKind.LENGTH, Outcome.DOUBT if near else Outcome.FAULT, evidence)


def language_finding(entry: Entry, text: str) -> Finding:
    """Compare the text's language with the one that was named."""
    speech = speech_of(text)
    share = int(speech.share(entry.language) * 100)
    evidence = {"named": entry.language, "found": speech.main, "percent": share}
    if speech.words < FEWEST_WORDS:
        return Finding(CheckKind.LANGUAGE, Outcome.DOUBT, evidence)
    if share >= _MOSTLY:
        return Finding(CheckKind.LANGUAGE, Outcome.PASS, evidence)
    outcome = Outcome.FAULT if share < _HARDLY else Outcome.DOUBT
    return Finding(CheckKind.LANGUAGE, outcome, evidence)


def similarity_finding(matches: Sequence[Match]) -> Finding:
    """Judge by the most alike text of others; the entrant's own texts are told, not counted."""
    others = [match for match in matches if not match.is_own]
    evidence = {
        "percent": max((match.percent for match in others), default=0),
        "matches": [match.to_json() for match in matches],
    }
    limits = numbers()
    outcome = Outcome.PASS
    for match in others:
        if match.percent >= limits.contest_similar_fault:
            outcome = Outcome.FAULT
            break
        is_long = match.longest >= limits.contest_passage_words
        if match.percent >= limits.contest_similar_doubt or is_long:
            outcome = Outcome.DOUBT
        if match.other_percent >= _OTHER_WHOLE:
            outcome = Outcome.DOUBT
    return Finding(CheckKind.SIMILARITY, outcome, evidence)
