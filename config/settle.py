"""What a web process does between loading and its first request."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from importlib import import_module
from typing import Final

from django.template import engines
from django.urls import get_resolver

# mallopt's names in glibc's malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE: Final = 128 * 1024


def settle() -> None:
    """Load what the first request would load, and give back what loading left behind.

    What is loaded by now stays as long as the process: the collector needn't look at it again, and
    workers forked from here go on sharing it. glibc keeps freed memory unless it is asked (a client
    for Redis alone leaves 13 MB); from here on large pieces go back by themselves.
    """
    _ = get_resolver().url_patterns, engines["jinja2"], import_module("redis")
    gc.collect()
    gc.freeze()
    with suppress(AttributeError, OSError):  # another C library
        libc = ctypes.CDLL(None)
        libc.mallopt(_ARENA_MAX, 2)
        libc.mallopt(_MMAP_THRESHOLD, _LARGE)
        libc.mallopt(_TRIM_THRESHOLD, _LARGE)
        libc.malloc_trim(0)
