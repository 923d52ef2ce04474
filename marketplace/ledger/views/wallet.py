"""The wallet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.ledger import queries, services
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef

LINES_ON_WALLET = 6


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
