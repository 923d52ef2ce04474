"""Addresses of invoices, billing details, and finance's desk for them."""

from django.urls import path

from marketplace.billing.views import desk, identities, invoices

app_name = "billing"
urlpatterns = [
    path("invoices/", invoices.invoice_list, name="invoices"),
    path("invoices/csv/", invoices.invoice_csv, name="invoices_csv"),
    path("invoices/<str:public_id>/", invoices.invoice, name="invoice"),
    path("invoices/<str:public_id>/pdf/", invoices.invoice_pdf, name="invoice_pdf"),
    path("accounts/settings/billing/", identities.profile, name="profile"),
    path(
        "accounts/settings/billing/currency/",
        identities.set_display_currency,
        name="set_display_currency",
    ),
    path("desk/billing/", desk.invoice_list, name="desk"),
    path("desk/billing/csv/", desk.invoice_csv, name="desk_csv"),
    path("desk/billing/invoices/<str:public_id>/", desk.invoice, name="desk_invoice"),
    path("desk/billing/invoices/<str:public_id>/pdf/", desk.invoice_pdf, name="desk_invoice_pdf"),
    path("desk/billing/platform/", desk.platform, name="desk_platform"),
    path("desk/billing/taxes/", desk.taxes, name="desk_taxes"),
    path("desk/billing/taxes/<str:country>/", desk.tax_rule, name="desk_tax_rule"),
    path("desk/billing/rates/", desk.rates, name="desk_rates"),
    path("desk/billing/rates/<str:currency>/", desk.rate_history, name="desk_rate_history"),
]
