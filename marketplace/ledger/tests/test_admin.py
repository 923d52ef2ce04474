"""Django's admin shows money and changes none."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client, RequestFactory

from marketplace.accounts.models import Member
from marketplace.ledger.models import Account
from marketplace.ledger.tests.withdrawing import IBAN, withdraw

pytestmark = pytest.mark.django_db


def test_every_model_in_the_admin_is_read_only(member_factory: Callable[..., Member]) -> None:
    request = RequestFactory().get("/")
    request.user = member_factory("boss", is_superuser=True, is_staff=True)
    shown = [
        model
        for model in apps.get_app_config("ledger").get_models()
        if admin.site.is_registered(model)
    ]
    assert Account in shown
    for model in shown:
        site = admin.site.get_model_admin(model)
        assert site.has_view_permission(request)
        assert not site.has_add_permission(request)
        assert not site.has_change_permission(request)
        assert not site.has_delete_permission(request)


def test_lists_and_details_open_and_hide_account_numbers(
    member_factory: Callable[..., Member],
    as_member: Callable[..., Client],
    seller: Member,
    fund: Callable[..., object],
    now: datetime,
) -> None:
    fund(seller, 10_000)
    payout = withdraw(seller, now)
    browser = as_member(member_factory("boss", is_superuser=True, is_staff=True))
    for name in ("account", "transfer", "entry", "clearinglot", "payment", "payout"):
        assert browser.get(f"/en/admin/ledger/{name}/").status_code == 200
    page = browser.get(f"/en/admin/ledger/payout/{payout.pk}/change/")
    assert page.status_code == 200
    assert IBAN not in page.content.decode()
