"""Envelopes: days are added up, months of visits are made and dropped."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from referrals.links import services


@sweep("links.roll", every=30, queue="bulk")
def roll(*, now: datetime, limit: int) -> int:  # noqa: ARG001  a day is recounted whole
    """Add up the days that got visits."""
    return services.roll_visits(now=now)


@sweep("links.months", every=3_600, queue="bulk")
def months(*, now: datetime, limit: int) -> int:  # noqa: ARG001  a handful at most
    """Make the coming months' tables, drop those whose time is over."""
    return services.make_months(now=now) + services.drop_months(now=now)
