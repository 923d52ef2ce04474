"""Setting up a contest, step by step, as long as it is a draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction

from contests.calls.choices import (
    FUNDED_KINDS,
    PLACES_MAX,
    TERMS_MAX,
    YEARS_MAX,
    ContestKind,
    PrizeKind,
    Rights,
)
from contests.calls.errors import (
    AddressTaken,
    AnnouncedInThePast,
    DatesOutOfOrder,
    DateTooFar,
    FundedAlready,
    OpensInThePast,
    PrizeIncomplete,
    RanksOverlap,
)
from contests.calls.models import Contest, ContestText, Prize
from contests.calls.queries.clauses import with_clauses
from contests.calls.queries.rulebooks import VOUCHES
from contests.calls.queries.texts import terms_template
from contests.calls.services.acting import as_admin, lock_draft, next_timer
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import Invalid
from marketplace.core.ids import new_public_id
from marketplace.core.markdown import render

FARTHEST: Final = timedelta(days=366 * YEARS_MAX)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A contest's words in one language; `terms` is Markdown."""

    language: str
    title: str
    summary: str = ""
    terms: str = ""


@dataclass(frozen=True, kw_only=True)
class Dates:
    """When a contest does what, in UTC. It is announced by hand where `announces_at` is None."""

    opens_at: datetime
    closes_at: datetime
    judged_by: datetime
    results_by: datetime
    announces_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """Who may enter. No country named: all of them."""

    countries: Collection[str] = ()
    min_account_days: int = 0
    needs_verified_email: bool = True


@dataclass(frozen=True, kw_only=True)
class PrizeDraft:
    """What each of the ranks from `first_rank` to `last_rank` gets; amount in minor units."""

    first_rank: int
    last_rank: int
    kind: str
    amount: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    needs_label: str = ""


@transaction.atomic
def create_contest(
    *, actor: Member, kind: str, words: Words, slug: str = "", currency: str = "USD", now: datetime
) -> Contest:
    """Begin a draft, with the template's terms. Raises NotFound for others, AddressTaken."""
    by = as_admin(actor)
    chosen = slug or f"{kind}-{new_public_id()[:6]}"
    if Contest.objects.filter(slug=chosen).exists():
        raise AddressTaken(field="slug")
    contest = Contest(slug=chosen, kind=kind, currency=currency, created_by=actor, created_at=now)
    try:
        with transaction.atomic():
            contest.save()
    except IntegrityError as error:
        raise AddressTaken(field="slug") from error
    terms = words.terms or terms_template(kind, words.language)
    ContestText.objects.create(
        contest=contest,
        language=words.language,
        title=words.title,
        summary=words.summary,
        terms=terms,
        terms_html=render(terms).html,
    )
    _record(contest, "created", by.audit_id, {"kind": kind, "slug": chosen}, now)
    return contest


@transaction.atomic
def set_words(*, contest: Contest, actor: Member, words: Words, now: datetime) -> ContestText:
    """Write title, summary and terms in one language; an empty title takes the language away.

    The last language stays. Raises NotFound for others, DraftOnly, Invalid.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    if not words.title:
        if row.texts.exclude(language=words.language).exists():
            row.texts.filter(language=words.language).delete()
            after = {"language": words.language, "is_taken_away": True}
            _record(row, "words", by.audit_id, after, now)
            return ContestText(contest=row, language=words.language)
        raise Invalid(field="title")
    text, _created = ContestText.objects.update_or_create(
        contest=row,
        language=words.language,
        defaults={
            "title": words.title,
            "summary": words.summary,
            "terms": words.terms,
            "terms_html": render(words.terms).html,
        },
    )
    _record(row, "words", by.audit_id, {"language": words.language}, now)
    return text


@transaction.atomic
def set_dates(*, contest: Contest, actor: Member, dates: Dates, now: datetime) -> Contest:
    """Set all dates.

    Raises NotFound for others, DraftOnly, DatesOutOfOrder, OpensInThePast, AnnouncedInThePast,
    DateTooFar.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    if dates.opens_at <= now:
        raise OpensInThePast(field="opens_at")
    if dates.announces_at is not None and dates.announces_at <= now:
        raise AnnouncedInThePast(field="announces_at")
    if dates.results_by > now + FARTHEST:
        raise DateTooFar(field="results_by", years=YEARS_MAX)
    moments = [dates.opens_at, dates.closes_at, dates.judged_by, dates.results_by]
    is_late = dates.announces_at is not None and dates.announces_at > dates.opens_at
    if moments != sorted(moments) or dates.opens_at == dates.closes_at or is_late:
        raise DatesOutOfOrder(field="closes_at")
    names = ("announces_at", "opens_at", "closes_at", "judged_by", "results_by")
    for name in names:
        setattr(row, name, getattr(dates, name))
    row.timer_kind, row.timer_at = next_timer(row)
    row.save(update_fields=[*names, "timer_kind", "timer_at"])
    _record(row, "dates", by.audit_id, {name: str(getattr(dates, name)) for name in names}, now)
    return row


@transaction.atomic
def set_eligibility(
    *, contest: Contest, actor: Member, eligibility: Eligibility, rights: str, now: datetime
) -> Contest:
    """Say who may enter and who owns what is entered. Raises NotFound for others, DraftOnly."""
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    row.countries = sorted(set(eligibility.countries))
    row.min_account_days = eligibility.min_account_days
    row.needs_verified_email = eligibility.needs_verified_email
    row.rights = Rights(rights).value
    names = ["countries", "min_account_days", "needs_verified_email", "rights"]
    row.save(update_fields=names)
    _record(row, "eligibility", by.audit_id, {name: getattr(row, name) for name in names}, now)
    return row


@transaction.atomic
def set_country(
    *,
    contest: Contest,
    actor: Member,
    country: str,
    licence_number: str,
    licence_authority: str,
    delivery_days: int,
    now: datetime,
) -> Contest:
    """Say whose rules hold, and name the licence. What was vouched for under other rules is void.

    Raises NotFound for others, DraftOnly.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    if country != row.country:
        row.vouched = []
    row.country = country
    row.licence_number, row.licence_authority = licence_number.strip(), licence_authority.strip()
    row.delivery_days = delivery_days
    names = ["country", "licence_number", "licence_authority", "delivery_days", "vouched"]
    row.save(update_fields=names)
    _record(row, "country", by.audit_id, {name: getattr(row, name) for name in names}, now)
    return row


@transaction.atomic
def put_in_clauses(*, contest: Contest, actor: Member, now: datetime) -> Contest:
    """Put the section of the contest's country into its terms, in each language; others go.

    What the desk changed in it before is written anew. Raises NotFound for others, DraftOnly,
    Invalid where the terms get too long.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    for text in row.texts.order_by("id"):
        text.terms = with_clauses(text.terms, row.country, text.language)
        if len(text.terms) > TERMS_MAX:
            raise Invalid(field="terms")
        text.terms_html = render(text.terms).html
        text.save(update_fields=["terms", "terms_html"])
    _record(row, "clauses", by.audit_id, {"country": row.country}, now)
    return row


@transaction.atomic
def vouch(*, contest: Contest, actor: Member, codes: Collection[str], now: datetime) -> Contest:
    """Vouch for conditions that no machine can check; the audit log keeps by whom.

    Raises NotFound for others, DraftOnly, Invalid for an unknown code.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    if not set(codes) <= set(VOUCHES):
        raise Invalid(field="vouched")
    before, row.vouched = row.vouched, sorted(set(codes))
    row.save(update_fields=["vouched"])
    _record(row, "vouched", by.audit_id, {"before": before, "vouched": row.vouched}, now)
    return row


@transaction.atomic
def add_prize(*, contest: Contest, actor: Member, prize: PrizeDraft, now: datetime) -> Prize:
    """Add a prize for some ranks.

    Raises NotFound for others, DraftOnly, FundedAlready, PrizeIncomplete, RanksOverlap.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    _refuse_prize(row, prize)
    made = Prize.objects.create(
        contest=row,
        first_rank=prize.first_rank,
        last_rank=prize.last_rank,
        kind=prize.kind,
        amount=prize.amount,
        names={code: text for code, text in prize.names.items() if text},
        needs_label=prize.needs_label,
    )
    after = {"prize": made.pk, "kind": made.kind, "amount": made.amount, "places": made.places}
    _record(row, "prize_added", by.audit_id, after, now)
    return made


@transaction.atomic
def remove_prize(*, contest: Contest, actor: Member, prize_id: int, now: datetime) -> None:
    """Take a prize away. Raises NotFound for others, DraftOnly, FundedAlready."""
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    if row.funded_amount:
        raise FundedAlready
    row.prizes.filter(pk=prize_id).delete()
    _record(row, "prize_removed", by.audit_id, {"prize": prize_id}, now)


def _refuse_prize(contest: Contest, prize: PrizeDraft) -> None:
    if contest.funded_amount:
        raise FundedAlready
    if not 1 <= prize.first_rank <= prize.last_rank <= PLACES_MAX:
        raise Invalid(field="last_rank")
    if prize.needs_label and contest.kind != ContestKind.FOLLOW:
        # There are no tickets that could prove anything.
        raise Invalid(field="needs_label")
    is_funded = PrizeKind(prize.kind) in FUNDED_KINDS
    if (prize.amount > 0) != is_funded or (not is_funded and not any(prize.names.values())):
        raise PrizeIncomplete(field="amount" if is_funded else "names")
    overlapping = contest.prizes.filter(
        kind=prize.kind, first_rank__lte=prize.last_rank, last_rank__gte=prize.first_rank
    )
    # A rank may get several goods or badges, but one sum of money.
    if is_funded and overlapping.exists():
        raise RanksOverlap(field="first_rank", first=prize.first_rank, last=prize.last_rank)


def _record(
    contest: Contest, what: str, actor: str, after: Mapping[str, Any], now: datetime
) -> None:
    record_audit(
        actor=actor,
        action=f"contest_{what}",
        subject=contest.reference,
        after=dict(after),
        now=now,
    )
