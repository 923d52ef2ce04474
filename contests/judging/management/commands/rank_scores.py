"""`manage.py rank_scores FILE.csv`: the ranking as the platform computes it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from typing_extensions import override

from contests.judging.queries.files import BadLine, marks_from
from contests.judging.queries.scoring import Outcome, rank_marks

BAD_FILE = 2


class Command(BaseCommand):
    """Reads entry, judge, criterion, score (and weight); prints the ranking, best first."""

    help = "Rank the scores of a CSV file. Exit code 2 and the line number for a bad file."
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--json", action="store_true", help="print JSON, best first")

    @override
    def handle(self, *args: Any, file: Path, json: bool, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                outcome = rank_marks(marks_from(lines))
        except BadLine as error:
            self._refuse(f"{file}: {error}")
        except (OSError, UnicodeDecodeError) as error:
            self._refuse(f"{file}: line 1: {error}")
        else:
            self.stdout.write(_as_json(outcome) if json else _as_text(outcome))

    def _refuse(self, text: str) -> None:
        self.stderr.write(text)
        sys.exit(BAD_FILE)


def _as_json(outcome: Outcome) -> str:
    rows = [
        {"entry": one.entry, "rank": one.rank, "raw": one.raw, "adjusted": one.adjusted}
        for one in outcome.standings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _as_text(outcome: Outcome) -> str:
    lines = [f"{'rank':>4} {'adjusted':>9} {'raw':>7} {'raw rank':>8} {'sheets':>6}  entry"]
    lines += [
        f"{one.rank:>4} {one.adjusted:>9.4f} {one.raw:>7.4f} {one.raw_rank:>8} {one.sheets:>6}"
        f"  {one.entry}"
        for one in outcome.standings
    ]
    lines += ["", f"{'severity':>9} {'sheets':>6}  judge"]
    lines += [f"{one.severity:>+9.4f} {one.sheets:>6}  {one.judge}" for one in outcome.judges]
    alpha = "-" if outcome.alpha is None else f"{outcome.alpha:.3f}"
    raw = "-" if outcome.alpha_raw is None else f"{outcome.alpha_raw:.3f}"
    lines += ["", f"agreement (Krippendorff's alpha): {alpha} corrected, {raw} raw"]
    if outcome.blocks > 1:
        lines.append(
            f"{outcome.blocks} groups of judges share no entry: each is taken to be as mild as"
            " the others on average."
        )
    return "\n".join(lines)
