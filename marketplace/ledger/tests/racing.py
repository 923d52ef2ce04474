"""Many threads, each with its own connection, let go at the same moment."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def rounds(short: int, nightly: int) -> int:
    """Return how often something is tried: in every run, and in the nightly one."""
    return nightly if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else short


def race(contenders: int, attempt: Callable[[int], object]) -> list[object]:
    """Run `attempt(0)` … `attempt(contenders - 1)` at once; return results and errors alike."""
    barrier = Barrier(contenders)

    def run(number: int) -> object:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return attempt(number)
        except Exception as error:  # noqa: BLE001  an error is a result here
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(contenders) as pool:
        return list(pool.map(run, range(contenders)))
