"""Shapes of the forum's JSON."""
