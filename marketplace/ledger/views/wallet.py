"""The wallet and its statement."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.money import Money
from marketplace.core.spreadsheets import write_csv
from marketplace.ledger import queries, services
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.forms import StatementForm
from marketplace.ledger.queries import AccountRef

LINES_ON_WALLET = 6
LINES_ON_PAGE = 30
LINES_IN_FILE = 10_000


@login_required
@require_safe
@never_cache
def wallet(request: HttpRequest) -> HttpResponse:
    """Show every balance with where it comes from and until when."""
    member, now = signed_in(request), clock.now()
    services.clear_due_lots(now=now, limit=1000, owner=member.public_id)
    balances = queries.wallet_of(member)
    main = balances[0]
    entries = queries.statement_entries(
        AccountRef(AccountKind.AVAILABLE, member.public_id, main.currency)
    )
    held = queries.held_sums(member, now=now)
    lots = queries.credit_lots(member, main.currency, now=now)
    context = {
        "balances": balances,
        "credits": lots,
        "credit_total": sum(lot.left for lot in lots),
        "main": main,
        "days": queries.clearing_days(member, main.currency),
        "held": held,
        "held_total": sum(one.amount for one in held if one.currency == main.currency),
        "payouts": queries.open_payouts_of(member),
        "lines": queries.statement_lines(entries[:LINES_ON_WALLET], member),
        "minimum": rules().withdrawal_minimum_minor,
    }
    return render(request, "marketplace/ledger/wallet.html", context)


@login_required
@require_safe
@never_cache
def statement(request: HttpRequest) -> HttpResponse:
    """Show an account line by line, with the balance after each."""
    member = signed_in(request)
    asked = _asked(request, member)
    entries = queries.statement_entries(asked["ref"], since=asked["since"], until=asked["until"])
    page = Paginator(entries, LINES_ON_PAGE).get_page(request.GET.get("page"))
    context = {
        **asked,
        "page": page,
        "lines": queries.statement_lines(page.object_list, member),
        "totals": queries.statement_totals(entries),
        "query": request.GET.urlencode(),
    }
    return render(request, "marketplace/ledger/statement.html", context)


@login_required
@require_safe
@never_cache
def statement_file(request: HttpRequest) -> HttpResponse:
    """Give the statement as CSV, oldest line first."""
    member = signed_in(request)
    asked = _asked(request, member)
    entries = queries.statement_entries(asked["ref"], since=asked["since"], until=asked["until"])
    lines = queries.statement_lines(list(entries[:LINES_IN_FILE])[::-1], member)
    currency = asked["ref"].currency
    header = [_("Day"), _("Entry"), _("What"), _("About"), _("Amount"), _("Balance"), _("Currency")]
    rows = [
        (
            line.at.astimezone(_zone(member)).strftime("%Y-%m-%d %H:%M"),
            f"T-{line.transfer_id}",
            line.label,
            line.about.text if line.about else line.reference,
            Money(line.amount, currency).decimal,
            Money(line.balance_after, currency).decimal,
            currency,
        )
        for line in lines
    ]
    response = HttpResponse(write_csv(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wazzifni-statement.csv"'
    return response


def _asked(request: HttpRequest, member: Member) -> dict[str, Any]:
    """Read the address: which account, and from when to when. Nonsense falls back to everything."""
    form = StatementForm(request.GET)
    form.is_valid()
    found = form.cleaned_data
    kind = AccountKind(found.get("account") or AccountKind.AVAILABLE)
    currency = found.get("currency") or rules().default_currency
    since, until = found.get("since"), found.get("until")
    zone = _zone(member)
    return {
        "form": form,
        "kind": kind,
        "since_day": since,
        "until_day": until,
        "months": _months(clock.now().astimezone(zone).date()),
        "ref": AccountRef(kind, member.public_id, currency),
        "since": datetime.combine(since, time.min, zone) if since else None,
        "until": datetime.combine(until + timedelta(days=1), time.min, zone) if until else None,
    }


def _months(today: date) -> list[tuple[date, date]]:
    """Return the first and the last day of this month and the two before, newest first."""
    months = []
    first = today.replace(day=1)
    for _step in range(3):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        months.append((first, last))
        first = (first - timedelta(days=1)).replace(day=1)
    return months


def _zone(member: Member) -> ZoneInfo:
    try:
        return ZoneInfo(member.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
