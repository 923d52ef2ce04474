"""What a country asks of contests with prizes.

These are the platform's own reading, editable at the desk, and no legal advice: docs/contests.md
names the sources. A machine checks what it can (a licence is named, the contest isn't too long,
goods come in time); for the rest an administrator vouches, by name, in the audit log.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from contests.calls.choices import ContestKind, PrizeKind
from contests.calls.models import Contest, RuleBook
from contests.calls.queries.clauses import without_clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHERS: Final = ""
# What an administrator vouches for.
VOUCHES: Final = (
    "no_purchase",
    "price_unchanged",
    "relatives_excluded",
    "supervised",
    "of_age",
    "each_emirate",
    "duties_borne",
)


@dataclass(frozen=True)
class Rules:
    """One country's rule book. Zero days: no limit."""

    needs_licence: bool = False
    longest_days: int = 0
    delivery_days: int = 0
    # Codes out of VOUCHES.
    vouches: tuple[str, ...] = ("no_purchase", "relatives_excluded")
    # Whether the rules are for draws alone: a judged contest is one of skill.
    draws_only: bool = True


@dataclass(frozen=True)
class RuleComplaint:
    """A condition that isn't met, or a warning."""

    code: str
    text: str
    is_warning: bool = False


RULE_BOOKS: Final[dict[str, Rules]] = {
    "SA": Rules(
        needs_licence=True,
        longest_days=60,
        delivery_days=7,
        vouches=("no_purchase", "price_unchanged", "relatives_excluded", "supervised", "of_age"),
        draws_only=True,
    ),
    # A permit of each emirate, and for contests of skill as well.
    "AE": Rules(
        needs_licence=True,
        longest_days=60,
        delivery_days=7,
        vouches=("no_purchase", "relatives_excluded", "of_age", "each_emirate"),
        draws_only=False,
    ),
    # The Consumer Protection Agency approves contests before they are announced.
    "EG": Rules(
        needs_licence=True,
        longest_days=60,
        delivery_days=7,
        vouches=("no_purchase", "relatives_excluded", "of_age", "duties_borne"),
        draws_only=False,
    ),
    OTHERS: Rules(longest_days=60, delivery_days=7),
}


def rule_book_of(country: str) -> Rules:
    """Return the rules of a country, those of all others where it has none of its own."""
    rows = {row.country: row for row in RuleBook.objects.filter(country__in=[country, OTHERS])}
    for code in (country, OTHERS):
        if code in rows:
            return _read(rows[code])
        if code in RULE_BOOKS:
            return RULE_BOOKS[code]
    return RULE_BOOKS[OTHERS]


def all_rule_books() -> dict[str, Rules]:
    """Return every rule book by country, the common one under ""."""
    return {**RULE_BOOKS, **{row.country: _read(row) for row in RuleBook.objects.all()}}


def changed_rule_books() -> set[str]:
    """Return the countries whose rule book was changed at the desk."""
    return set(RuleBook.objects.values_list("country", flat=True))


def to_json(rules: Rules) -> dict[str, object]:
    """Return the rules as a row keeps them."""
    return {**asdict(rules), "vouches": list(rules.vouches)}


def _read(row: RuleBook) -> Rules:
    kept = {name: row.rules[name] for name in Rules.__dataclass_fields__ if name in row.rules}
    return Rules(**{**kept, "vouches": tuple(kept.get("vouches", ()))})


def rule_complaints(contest: Contest) -> list[RuleComplaint]:
    """Return the conditions of the contest's country that aren't met, and warnings."""
    return list(_complaints(contest, rule_book_of(contest.country)))


def _complaints(contest: Contest, rules: Rules) -> Iterator[RuleComplaint]:
    is_draw = contest.kind == ContestKind.FOLLOW
    has_licence = bool(contest.licence_number and contest.licence_authority)
    if rules.needs_licence and (is_draw or not rules.draws_only) and not has_licence:
        yield RuleComplaint(
            "licence", _("This country wants a licence: name its number and who gave it.")
        )
    if rules.longest_days and contest.opens_at and contest.closes_at:
        longest = timedelta(days=rules.longest_days)
        if contest.closes_at - contest.opens_at > longest:
            text = _("Here a contest is open for at most %(days)s days.")
            yield RuleComplaint("too_long", text % {"days": rules.longest_days})
    has_goods = any(prize.kind == PrizeKind.GOODS for prize in contest.prizes.all())
    if rules.delivery_days and has_goods and contest.delivery_days > rules.delivery_days:
        text = _("Here goods reach their winners within %(days)s days.")
        yield RuleComplaint("delivery", text % {"days": rules.delivery_days})
    if any(without_clauses(contest)):
        text = _("The terms lack the clauses of this country, or name those of another.")
        yield RuleComplaint("clauses", text, is_warning=True)
    for code in rules.vouches:
        if code not in contest.vouched:
            text = _("Vouch for: %(condition)s")
            yield RuleComplaint(f"vouch_{code}", text % {"condition": vouch_text(code)})


def vouch_text(code: str) -> str:
    """Return what an administrator vouches for, as a sentence."""
    return {
        "no_purchase": _("Nobody has to buy or pay anything to enter."),
        "price_unchanged": _("No price was raised for this contest."),
        "relatives_excluded": _("Staff, judges and their relatives don't enter."),
        "supervised": _("The authority that gave the licence supervises the draw."),
        "of_age": _("Winners who aren’t of age get their prizes through their guardians."),
        "each_emirate": _("Each emirate in which the contest is promoted has given its permit."),
        "duties_borne": _("The organiser bears what taxes and duties fall due on the prizes."),
    }[code]
