"""The demo world, step by step, in the order in which things happen."""

from __future__ import annotations

from collections.abc import Callable

from config.demo.offers import seed_articles, seed_gigs
from config.demo.people import seed_people
from config.demo.search import seed_search
from config.demo.work import seed_hires, seed_money, seed_orders
from config.demo.world import World

STEPS: tuple[Callable[[World], None], ...] = (
    seed_people,
    seed_gigs,
    seed_articles,
    seed_orders,
    seed_hires,
    seed_money,
    seed_search,
)
