"""What webhooks say of rewards."""

from __future__ import annotations

from typing import Any

from config.rewarded import MEMBER, without_orders_of_others
from config.wiring import told_to
from referrals.programs.events import RewardGranted


def test_the_order_of_a_friend_is_not_told_to_whose_link_it_was() -> None:
    given: dict[str, Any] = {
        "reward_id": "r",
        "program_id": "p",
        "member_id": "laila",
        "order_id": "o1",
        "event": "fee_share",
        "reward_kind": "money",
        "amount": 5,
        "currency": "USD",
        "due_at": "",
    }
    tell = without_orders_of_others(told_to(MEMBER))
    assert tell(RewardGranted(friend_id="fares", **given)).data["order_id"] == ""
    assert tell(RewardGranted(friend_id="laila", **given)).data["order_id"] == "o1"
