"""What counting all months of worth costs beside a bare GROUP BY of the same rows."""

from __future__ import annotations

import time
from datetime import UTC
from typing import Final

from config.bench.machine import Figure, figure

ROUNDS: Final = 5
BARE: Final = """
SELECT count(*), max(signs) FROM (
  SELECT receiver_id, kind, date_trunc('month', day::timestamp) AS month, sum(sign) AS signs
    FROM reputation_contribution WHERE kind IN ('solution', 'like')
   GROUP BY receiver_id, kind, month) AS summed
"""


def measure() -> list[Figure]:
    """Count everything and group barely, in turn; then read a year of everybody from months."""
    from django.db import connection, transaction  # noqa: PLC0415  settings need the services

    from community.worth.choices import Scope, Step  # noqa: PLC0415
    from community.worth.queries.figures import worth_of  # noqa: PLC0415
    from community.worth.queries.periods import months_between  # noqa: PLC0415
    from community.worth.services.counting import check_worth, recount_worth  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    now = clock.now()
    months = months_between(None, None, today=now.astimezone(UTC).date())
    recount_worth(now=now)
    ratios, faster, drift = [], [], 0
    for _round in range(ROUNDS):
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BARE)
            cursor.fetchall()
        bare = time.perf_counter() - began
        began = time.perf_counter()
        drift += check_worth(now=now).rows
        whole = time.perf_counter() - began
        ratios.append(whole / bare)
        began = time.perf_counter()
        worth_of(months, scope=Scope.ALL, step=Step.MONTH)
        faster.append(whole / (time.perf_counter() - began))
    return [
        figure("P1", "recount of worth, of a bare GROUP BY", "", ratios),
        figure("P1", "a year from months, times faster than the record", "at least 10", faster),
        figure("P1", "months that a recount found to differ", "0", [drift]),
    ]
