"""Wallet, withdrawals and payments in the API."""

from typing import Final

from django.urls import path, reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, IdempotencyKeyMissing, idempotent, member_of
from marketplace.core.conf import rules
from marketplace.core.idempotency import KEY_LENGTH
from marketplace.core.money import Money
from marketplace.core.ratelimit import spend
from marketplace.ledger import queries, services
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.errors import NotConfirmed
from marketplace.ledger.queries import AccountRef, Asked
from marketplace.ledger.serializers import (
    BalanceOut,
    DestinationOut,
    EntriesIn,
    EntryOut,
    PaymentIn,
    PaymentOut,
    PayoutIn,
    PayoutOut,
    StatementIn,
    StatementOut,
)

WALLET: Final = HasScope.of("wallet:read", "wallet:write")
PAYOUTS: Final = HasScope.of("payouts:read", "payouts:write")
_KEY: Final = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="Up to 80 characters.",
)
STATEMENT_LINES: Final = 100
PASSWORD_RATE: Final = "10 per hour"  # noqa: S105  a rate, not a password


class Wallet(APIView):
    permission_classes = [WALLET]

    @extend_schema(operation_id="wallet_read", responses=BalanceOut(many=True))
    def get(self, request: Request) -> Response:
        """Show what the member has, in each currency."""
        member: Member = member_of(request)
        services.clear_due_lots(now=clock.now(), limit=1000, owner=member.public_id)
        return Response(BalanceOut(queries.wallet_of(member), many=True).data)


class WalletEntries(APIView):
    permission_classes = [WALLET]

    @extend_schema(
        operation_id="wallet_entries", parameters=[EntriesIn], responses=EntryOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """List an account's entries, newest first."""
        member: Member = member_of(request)
        asked = EntriesIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        account = AccountRef(
            AccountKind(asked.validated_data["account"]),
            member.public_id,
            asked.validated_data.get("currency", rules().default_currency),
        )
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.statement_entries(account), request, view=self)
        lines = queries.statement_lines(rows or (), member)
        return pages.get_paginated_response(EntryOut(lines, many=True).data)


class Statement(APIView):
    permission_classes = [WALLET]

    @extend_schema(
        operation_id="wallet_statement", parameters=[StatementIn], responses=StatementOut
    )
    def get(self, request: Request) -> Response:
        """Show a period of an account: both balances, sums, a hundred lines from `offset`."""
        member: Member = member_of(request)
        given = StatementIn(data=request.query_params)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        currency = wanted.get("currency", rules().default_currency)
        asked = Asked(
            account=AccountRef(AccountKind(wanted["account"]), member.public_id, currency),
            since=wanted.get("since"),
            until=wanted.get("until"),
            kinds=tuple(wanted.get("kind", ())),
        )
        sums = queries.statement_sums(asked)
        lines = queries.statement_page(
            asked, sums, member, limit=STATEMENT_LINES, offset=wanted["offset"]
        )
        names = ("opening", "came_in", "went_out", "others", "closing", "count")
        body = {name: getattr(sums, name) for name in names}
        return Response(StatementOut({**body, "currency": currency, "lines": lines}).data)


class Destinations(APIView):
    permission_classes = [PAYOUTS]

    @extend_schema(operation_id="payouts_destinations", responses=DestinationOut(many=True))
    def get(self, request: Request) -> Response:
        """List the accounts that the member may withdraw to."""
        rows = queries.destinations_of(member_of(request))
        return Response(DestinationOut(rows, many=True).data)


class Payouts(APIView):
    permission_classes = [PAYOUTS]

    @extend_schema(operation_id="payouts_list", responses=PayoutOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's withdrawals, newest first."""
        pages = CursorPages()
        found = queries.payouts_of(member_of(request))
        rows = pages.paginate_queryset(found, request, view=self)
        return pages.get_paginated_response(PayoutOut(rows, many=True).data)

    @extend_schema(
        operation_id="payouts_request",
        parameters=[_KEY],
        request=PayoutIn,
        responses={201: PayoutOut},
    )
    def post(self, request: Request) -> Response:
        """Ask for a withdrawal. The member's password goes with it.

        The key is kept with the withdrawal itself, not with a hash of this request: nothing that
        was made from a password is stored.
        """
        key = _key_of(request)
        member: Member = member_of(request)
        asked = PayoutIn(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        spend(rate=PASSWORD_RATE, name="payout-password", who=member.public_id)
        if not member.check_password(given["password"]):
            raise NotConfirmed
        now = clock.now()
        payout = services.request_payout(
            member=member,
            destination_id=given["destination"],
            amount=Money(given["amount"], given["currency"]),
            key=key,
            confirmed_at=now,
            now=now,
        )
        return Response(PayoutOut(payout).data, status=201)


class PayoutDetail(APIView):
    permission_classes = [PAYOUTS]

    @extend_schema(operation_id="payouts_read", responses=PayoutOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show one withdrawal."""
        return Response(PayoutOut(queries.get_payout_for(member_of(request), public_id)).data)


class PayoutCancel(APIView):
    permission_classes = [PAYOUTS]

    @extend_schema(
        operation_id="payouts_cancel", parameters=[_KEY], request=None, responses=PayoutOut
    )
    @idempotent(required=True)
    def post(self, request: Request, public_id: str) -> Response:
        """Take a withdrawal back before it is approved."""
        payout = services.cancel_payout(
            payout_id=public_id, actor=member_of(request), now=clock.now()
        )
        return Response(PayoutOut(payout).data)


class Payments(APIView):
    permission_classes = [WALLET]

    @extend_schema(operation_id="payments_list", responses=PaymentOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's payments, newest first."""
        pages = CursorPages()
        found = queries.payments_of(member_of(request))
        rows = pages.paginate_queryset(found, request, view=self)
        return pages.get_paginated_response(PaymentOut(rows, many=True).data)

    @extend_schema(
        operation_id="payments_start",
        parameters=[_KEY],
        request=PaymentIn,
        responses={201: PaymentOut},
    )
    def post(self, request: Request) -> Response:
        """Start a top-up; the payer goes on at `checkout_url`.

        The key is kept with the payment itself: no transaction is open while the provider is asked.
        """
        key = _key_of(request)
        asked = PaymentIn(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        payment = services.start_payment(
            member=member_of(request),
            amount=Money(given["amount"], given["currency"]),
            gateway=given["gateway"],
            purpose_kind=services.TOP_UP,
            purpose_ref="",
            return_path=reverse("ledger:wallet"),
            request_key=key,
            now=clock.now(),
        )
        return Response(PaymentOut(payment).data, status=201)


class PaymentDetail(APIView):
    permission_classes = [WALLET]

    @extend_schema(operation_id="payments_read", responses=PaymentOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show one payment."""
        return Response(PaymentOut(queries.get_payment_for(member_of(request), public_id)).data)


def _key_of(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not key or len(key) > KEY_LENGTH:
        raise IdempotencyKeyMissing
    return key


urlpatterns = [
    path("wallet/", Wallet.as_view(), name="wallet"),
    path("wallet/entries/", WalletEntries.as_view(), name="wallet_entries"),
    path("wallet/statement/", Statement.as_view(), name="wallet_statement"),
    path("payouts/", Payouts.as_view(), name="payouts"),
    path("payouts/destinations/", Destinations.as_view(), name="payout_destinations"),
    path("payouts/<str:public_id>/", PayoutDetail.as_view(), name="payout"),
    path("payouts/<str:public_id>/cancel/", PayoutCancel.as_view(), name="payout_cancel"),
    path("payments/", Payments.as_view(), name="payments"),
    path("payments/<str:public_id>/", PaymentDetail.as_view(), name="payment"),
]
