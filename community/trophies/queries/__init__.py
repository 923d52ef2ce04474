"""Named reads of trophies: their rules, who fulfils them, who holds them."""

from community.trophies.queries.progress import Part, Progress, progress_of
from community.trophies.queries.rules import Rule, conditions_of, kinds_of, parse_rule
from community.trophies.queries.wall import (
    OnWall,
    at_desk,
    awards_of,
    find_trophy,
    get_trophy,
    get_trophy_on,
    held_by,
    holders_of,
    lately,
    latest_simulation,
    members_by_pk,
    open_to,
    secrets_left,
    taken_from,
    wall,
    what_earned,
)
from community.trophies.queries.words import RuleLine, describe

__all__ = [
    "OnWall",
    "Part",
    "Progress",
    "Rule",
    "RuleLine",
    "at_desk",
    "awards_of",
    "conditions_of",
    "describe",
    "find_trophy",
    "get_trophy",
    "get_trophy_on",
    "held_by",
    "holders_of",
    "kinds_of",
    "lately",
    "latest_simulation",
    "members_by_pk",
    "open_to",
    "parse_rule",
    "progress_of",
    "secrets_left",
    "taken_from",
    "wall",
    "what_earned",
]
