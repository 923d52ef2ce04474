"""The guarded doors to entries, and lists of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from contests.calls.models import Contest, ContestText
from contests.entries.choices import EntryState, Outcome
from contests.entries.models import Check, CheckRun, Entry
from marketplace.accounts.models import Member
from marketplace.articles.choices import ArticleState
from marketplace.articles.models import Article
from marketplace.articles.queries import rows_of
from marketplace.core.errors import NotFound

ON_PAGE: Final = 30
_TEXTS: Final = Prefetch("contest__texts", ContestText.objects.order_by("id"))
_OPEN_FINDING: Final = Check.objects.filter(entry=OuterRef("pk"), decision="").exclude(
    outcome=Outcome.PASS
)


def _whole() -> QuerySet[Entry]:
    rows = Entry.objects.select_related("contest", "entrant", "link", "article", "look")
    return rows.prefetch_related(_TEXTS)


def get_own_entry(public_id: str, *, member: Member) -> Entry:
    """Return the member's own entry. Raises NotFound for others'."""
    entry = _whole().filter(public_id=public_id, entrant=member).first()
    if entry is None:
        raise NotFound
    return entry


def get_entry_at_desk(contest: Contest, public_id: str) -> Entry:
    """Return an entry of the contest for whoever passed the desk's door. Raises NotFound."""
    entry = _whole().filter(contest=contest, public_id=public_id).first()
    if entry is None:
        raise NotFound
    return entry


def find_entry(public_id: str) -> Entry:
    """Return an entry whatever its state, for code that has checked who asks. Raises NotFound."""
    entry = _whole().filter(public_id=public_id).first()
    if entry is None:
        raise NotFound
    return entry


def entry_of(contest: Contest, member: Member | None) -> Entry | None:
    """Return the member's entry in a contest, if there is one that wasn't withdrawn."""
    if member is None:
        return None
    rows = _whole().filter(contest=contest, entrant=member)
    return rows.exclude(state=EntryState.WITHDRAWN).first()


def entries_of(member: Member) -> QuerySet[Entry]:
    """Return all entries of a member, the newest first."""
    return _whole().filter(entrant=member).defer("text").order_by("-id")


def entries_under_way(member: Member) -> QuerySet[Entry]:
    """Return the member's entries in contests that aren't decided yet."""
    rows = _whole().filter(entrant=member, state__in=(EntryState.SUBMITTED, EntryState.ACCEPTED))
    return rows.filter(contest__state__in=("open", "judging")).defer("text").order_by("id")


def articles_to_enter(member: Member, *, published_only: bool) -> list[Article]:
    """Return the member's articles that have a text, the last changed first."""
    states = [ArticleState.PUBLISHED]
    if not published_only:
        states += [
            ArticleState.DRAFT,
            ArticleState.SUBMITTED,
            ArticleState.CHANGES_REQUESTED,
        ]
    rows = rows_of(member).filter(state__in=states, word_count__gt=0)
    return list(rows.defer("source", "html", "headings").order_by("-updated_at", "-id")[:100])


@dataclass(frozen=True)
class EntryPage:
    """A page of entries; `next_after` asks for the one that follows, 0 when there is none."""

    rows: list[Entry]
    next_after: int


def _paged(rows: QuerySet[Entry], after: int) -> EntryPage:
    found = list(rows.filter(pk__gt=after).order_by("pk")[: ON_PAGE + 1])
    more = len(found) > ON_PAGE
    return EntryPage(found[:ON_PAGE], found[ON_PAGE - 1].pk if more else 0)


def public_entries(contest: Contest, *, after: int = 0) -> EntryPage:
    """Return entries that everybody may read, in order of their numbers, after one of them."""
    rows = contest.entries.filter(state=EntryState.ACCEPTED, hidden_at=None)
    return _paged(rows.select_related("entrant", "article").defer("text"), after)


def public_rows(contest: Contest) -> QuerySet[Entry]:
    """Return entries that everybody may read, unordered, for the API's pages."""
    rows = contest.entries.filter(state=EntryState.ACCEPTED, hidden_at=None)
    return rows.select_related("entrant", "contest")


def count_public(contest: Contest) -> int:
    """Count the entries that everybody may read."""
    return contest.entries.filter(state=EntryState.ACCEPTED, hidden_at=None).count()


FILTERS: Final = ("waiting", "appeals", "accepted", "refused", "out", "all")


def entries_at_desk(contest: Contest, which: str, *, after: int = 0) -> EntryPage:
    """Return entries for an administrator, with their checks."""
    rows = contest.entries.select_related("entrant", "article").defer("text")
    rows = _filtered(rows, which).prefetch_related(
        Prefetch("checks", Check.objects.defer("evidence").order_by("id"))
    )
    return _paged(rows, after)


def _filtered(rows: QuerySet[Entry], which: str) -> QuerySet[Entry]:
    if which == "waiting":
        return rows.filter(state=EntryState.SUBMITTED, checked_at__isnull=False)
    if which == "appeals":
        return rows.filter(
            state=EntryState.REFUSED, appealed_at__isnull=False, appeal_answered_at=None
        )
    states = {
        "accepted": (EntryState.ACCEPTED,),
        "refused": (EntryState.REFUSED,),
        "out": (EntryState.WITHDRAWN, EntryState.DISQUALIFIED),
    }
    return rows.filter(state__in=states[which]) if which in states else rows


def counts_at_desk(contest: Contest) -> dict[str, int]:
    """Return how many entries each filter of the desk finds, in one query."""
    return contest.entries.aggregate(
        waiting=Count("pk", Q(state=EntryState.SUBMITTED, checked_at__isnull=False)),
        appeals=Count(
            "pk",
            Q(state=EntryState.REFUSED, appealed_at__isnull=False, appeal_answered_at=None),
        ),
        accepted=Count("pk", Q(state=EntryState.ACCEPTED)),
        refused=Count("pk", Q(state=EntryState.REFUSED)),
        out=Count("pk", Q(state__in=(EntryState.WITHDRAWN, EntryState.DISQUALIFIED))),
        all=Count("pk"),
    )


def without_open_findings(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Keep entries with nothing found, or nothing left to decide."""
    return rows.filter(~Exists(_OPEN_FINDING))


def checks_of(entry: Entry) -> list[Check]:
    """Return what was found in an entry, in a fixed order."""
    order = {"link": 0, "length": 1, "language": 2, "similarity": 3}
    rows = Check.objects.filter(entry=entry).select_related("decided_by")
    return sorted(rows, key=lambda check: order[check.kind])


def run_of(contest: Contest) -> CheckRun | None:
    """Return how far the checks after closing have come."""
    return CheckRun.objects.filter(contest=contest).first()


# -- what apps above know --------------------------------------------------------------------

Shortlist = Callable[[Sequence[int]], Collection[int]]
_SHORTLISTS: Final[dict[str, Shortlist]] = {}


def register_shortlist(name: str, loader: Shortlist) -> None:
    """Let an app above say which of these entries (by number) were short-listed."""
    _SHORTLISTS[name] = loader


def shortlisted(entry_ids: Sequence[int]) -> frozenset[int]:
    """Return the numbers of the entries that were short-listed."""
    return frozenset(pk for loader in _SHORTLISTS.values() for pk in loader(entry_ids))
