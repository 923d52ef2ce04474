"""What no view deals with is still answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from marketplace.accounts.models import Member


@pytest.mark.parametrize(
    "path", ["/write/%00/", "/orders/a%00b/", "/hire/briefs/%00/offer/", "/u/%00/", "/inbox/%00/"]
)
def test_an_address_that_no_database_takes_leads_nowhere(
    path: str, seller: Member, as_member: Callable[[Member | None], Client]
) -> None:
    assert as_member(seller).get(path).status_code == 404
