"""What still stands between a draft and its announcement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from django.utils.translation import gettext as _

from contests.calls.models import Contest
from contests.calls.queries.funds import fund_needed
from contests.calls.queries.rulebooks import rule_complaints

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Complaint:
    """What is missing. A warning is told but hinders nothing. `step` is the form's part to mend."""

    code: str
    text: str
    step: str
    is_warning: bool = False


class Check(Protocol):
    """Returns what an app above the calls misses in a draft."""

    def __call__(self, *, contest: Contest, now: datetime) -> Iterable[Complaint]: ...


_CHECKS: Final[dict[str, Check]] = {}


def register_check(name: str, check: Check) -> None:
    """Add what another app asks of a contest before it is announced: a rubric, actions."""
    _CHECKS[name] = check


def complaints_of(contest: Contest, *, now: datetime) -> list[Complaint]:
    """Return everything that is missing, and every warning."""
    found = [*_texts(contest), *_dates(contest, now), *_prizes(contest)]
    found += [
        Complaint(item.code, item.text, "rules", item.is_warning)
        for item in rule_complaints(contest)
    ]
    for check in _CHECKS.values():
        found += check(contest=contest, now=now)
    return found


def _texts(contest: Contest) -> Iterator[Complaint]:
    texts = list(contest.texts.all())
    if not texts:
        yield Complaint("no_text", _("Write title and terms in at least one language."), "texts")
    for text in texts:
        if not (text.summary and text.terms):
            yield Complaint(
                "text_incomplete",
                _("Title, summary and terms belong together in each language (%(language)s).")
                % {"language": text.get_language_display()},
                "texts",
            )


def _dates(contest: Contest, now: datetime) -> Iterator[Complaint]:
    dates = (contest.opens_at, contest.closes_at, contest.judged_by, contest.results_by)
    if not all(dates):
        yield Complaint("dates_missing", _("Name all dates."), "dates")
    elif contest.opens_at is not None and contest.opens_at <= now:
        yield Complaint("opens_in_the_past", _("The opening must lie ahead."), "dates")


def _prizes(contest: Contest) -> Iterator[Complaint]:
    if not contest.prizes.all():
        yield Complaint("no_prize", _("Name at least one prize."), "prizes")
    needed = fund_needed(contest)
    if contest.funded_amount < needed.amount:
        text = _("Pay in the fund: the prizes cost %(needed)s.") % {"needed": needed}
        yield Complaint("fund_missing", text, "fund")
