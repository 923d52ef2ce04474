"""What the calls react to, and what they put into registries."""

from contests.calls.receivers import kinds, people, signups, steps, wallet

__all__ = ["kinds", "people", "signups", "steps", "wallet"]
