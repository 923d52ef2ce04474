"""Addresses of the wallet, payments and the finance desk."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def soon(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse()


app_name = "ledger"
urlpatterns = [
    path("wallet/payments/<str:public_id>/", soon, name="payment"),
    path("sandbox/checkout/<str:ref>/", soon, name="sandbox_checkout"),
]
