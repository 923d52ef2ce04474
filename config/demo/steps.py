"""The demo world, step by step, in the order in which things happen."""

from __future__ import annotations

from collections.abc import Callable

from config.demo.armies import seed_campaigns
from config.demo.bargains import seed_bargains
from config.demo.contests_calls import seed_calls
from config.demo.contests_draws import seed_draws
from config.demo.contests_entries import seed_entries
from config.demo.contests_judging import seed_judging
from config.demo.contests_prizes import seed_prizes
from config.demo.forum import seed_forum
from config.demo.forum_reading import seed_forum_reading
from config.demo.gurus import seed_club
from config.demo.hiring import seed_hiring
from config.demo.honours import seed_honours, seed_trophies
from config.demo.laurels import seed_laurels
from config.demo.money import seed_billing, seed_visits
from config.demo.offers import seed_articles, seed_gigs
from config.demo.passed_on import seed_link_visits, seed_links
from config.demo.people import seed_people
from config.demo.profile import (
    seed_discussion,
    seed_editors_plans,
    seed_profiles,
    seed_works,
)
from config.demo.record import seed_contributions
from config.demo.relations import seed_relations
from config.demo.reputation import seed_disputes, seed_reviews
from config.demo.rewards import seed_rewards
from config.demo.search import seed_search
from config.demo.sponsored import seed_growth, seed_sponsorships
from config.demo.trust import seed_trust
from config.demo.watch import seed_shifts, seed_watch
from config.demo.work import seed_hires, seed_money, seed_orders
from config.demo.world import World
from config.demo.worth import seed_worth

STEPS: tuple[Callable[[World], None], ...] = (
    seed_people,
    seed_trophies,
    seed_links,
    seed_billing,
    seed_gigs,
    seed_articles,
    seed_orders,
    seed_hires,
    seed_reviews,
    seed_disputes,
    seed_money,
    seed_relations,
    seed_hiring,
    seed_visits,
    seed_profiles,
    seed_works,
    seed_discussion,
    seed_editors_plans,
    seed_trust,
    seed_bargains,
    seed_calls,
    seed_entries,
    seed_judging,
    seed_draws,
    seed_prizes,
    seed_link_visits,
    seed_campaigns,
    seed_sponsorships,
    seed_rewards,
    seed_growth,
    seed_contributions,
    seed_forum,
    seed_forum_reading,
    seed_honours,
    seed_club,
    seed_laurels,
    seed_worth,
    seed_watch,
    seed_shifts,
    seed_search,
)
