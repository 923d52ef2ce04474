"""A small made-up town: farms are held before payout, honest members are left alone."""

from __future__ import annotations

import pytest

from config.bench.farms import Town, iban, simulate
from config.browser import IS_NIGHT
from marketplace.core.iban import parse_iban


@pytest.mark.django_db
def test_farms_of_a_small_town_are_held_before_payout() -> None:
    honest, farms, rewards = (300, 8, 100) if IS_NIGHT else (150, 5, 50)
    found = simulate(honest=honest, farms=farms)
    assert found.farms_held == found.farms
    assert found.honest_share <= 2
    assert found.rewards > rewards


def test_the_same_seed_makes_the_same_town() -> None:
    one, two = Town(honest=100, farms=50), Town(honest=100, farms=50)
    assert [person.email for person in one.people] == [person.email for person in two.people]
    assert len({person.farm for person in one.people}) == 51


def test_account_numbers_of_the_town_are_sound() -> None:
    assert parse_iban(iban("farm1")) == iban("farm1") != iban("farm2")
