"""Shapes of the forum's API."""
