"""Refusals of the forum."""
