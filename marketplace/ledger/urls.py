"""Addresses of the wallet, payments and the finance desk."""

from django.urls import path

from marketplace.ledger.views import (
    desk,
    desk_credit,
    desk_payments,
    payments,
    statement,
    wallet,
    withdrawals,
)

app_name = "ledger"
urlpatterns = [
    path("wallet/", wallet.wallet, name="wallet"),
    path("wallet/statement/", statement.statement, name="statement"),
    path("wallet/statement/csv/", statement.statement_file, name="statement_file"),
    path("wallet/statement/pdf/", statement.statement_pdf, name="statement_pdf"),
    path("wallet/statement/request/", statement.request_file, name="statement_request"),
    path("wallet/statement/<str:public_id>/", statement.statement_job, name="statement_job"),
    path(
        "wallet/statement/<str:public_id>/file/",
        statement.statement_job_file,
        name="statement_job_file",
    ),
    path("wallet/top-up/", payments.top_up, name="top_up"),
    path("wallet/withdraw/", withdrawals.withdraw, name="withdraw"),
    path(
        "wallet/withdraw/confirm/<str:step>/",
        withdrawals.withdraw_confirm,
        name="withdraw_confirm",
    ),
    path("wallet/accounts/add/", withdrawals.add_destination, name="add_destination"),
    path(
        "wallet/accounts/add-sandbox/",
        withdrawals.add_sandbox_destination,
        name="add_sandbox_destination",
    ),
    path(
        "wallet/accounts/<str:public_id>/remove/",
        withdrawals.remove_destination,
        name="remove_destination",
    ),
    path("wallet/payouts/<str:public_id>/", withdrawals.payout, name="payout"),
    path("wallet/payouts/<str:public_id>/cancel/", withdrawals.cancel, name="cancel_payout"),
    path("wallet/payments/<str:public_id>/", payments.payment, name="payment"),
    path("wallet/payments/<str:public_id>/state/", payments.payment_state, name="payment_state"),
    path("wallet/payments/<str:public_id>/upload/", payments.upload_receipt, name="upload_receipt"),
    path("wallet/payments/<str:public_id>/receipt/", payments.receipt, name="receipt"),
    path("sandbox/checkout/<str:ref>/", payments.sandbox_checkout, name="sandbox_checkout"),
    path("desk/finance/", desk.overview, name="desk"),
    path("desk/finance/credit/", desk_credit.credit, name="desk_credit"),
    path("desk/finance/export/", desk.export, name="export"),
    path("desk/finance/payouts/<str:public_id>/", desk.payout, name="desk_payout"),
    path("desk/finance/payouts/<str:public_id>/approve/", desk.approve, name="approve_payout"),
    path("desk/finance/payouts/<str:public_id>/decline/", desk.decline, name="decline_payout"),
    path("desk/finance/payouts/<str:public_id>/paid/", desk.mark_paid, name="mark_paid"),
    path("desk/finance/payouts/<str:public_id>/failed/", desk.mark_failed, name="mark_failed"),
    path("desk/finance/payouts/<str:public_id>/unknown/", desk.mark_unknown, name="mark_unknown"),
    path("desk/finance/payouts/<str:public_id>/resolve/", desk.resolve, name="resolve_payout"),
    path("desk/finance/batches/<str:public_id>/", desk.batch, name="batch"),
    path("desk/finance/batches/<str:public_id>/csv/", desk.batch_file, name="batch_file"),
    path("desk/finance/batches/<str:public_id>/paid/", desk.mark_batch_paid, name="batch_paid"),
    path("desk/finance/payments/<str:public_id>/", desk_payments.payment, name="desk_payment"),
    path(
        "desk/finance/payments/<str:public_id>/receipt/",
        desk_payments.receipt,
        name="desk_receipt",
    ),
    path(
        "desk/finance/payments/<str:public_id>/approve/",
        desk_payments.approve,
        name="approve_payment",
    ),
    path(
        "desk/finance/payments/<str:public_id>/decline/",
        desk_payments.decline,
        name="decline_payment",
    ),
    path("desk/finance/messages/<int:pk>/seen/", desk_payments.seen, name="settle_event"),
]
