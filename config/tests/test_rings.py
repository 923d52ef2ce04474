"""A small made-up town: rings are found, honest members are left alone."""

from __future__ import annotations

import pytest

from config.bench.rings import Town, simulate


@pytest.mark.django_db
def test_rings_of_a_small_town_are_found() -> None:
    found = simulate(honest=300, sizes=(2, 3, 4, 6, 12))
    assert found.found == found.rings
    assert found.accused_share <= 0.5


def test_the_same_seed_makes_the_same_rings() -> None:
    one, two = Town(honest=60, sizes=(3, 4)), Town(honest=60, sizes=(3, 4))
    assert one.favours == two.favours
    assert one.rings == [[60, 61, 62], [63, 64, 65, 66]]
