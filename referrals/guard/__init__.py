"""Signals of self-made referrals, holds, and the people who look at them."""
