"""Campaigns as other programs read them."""
