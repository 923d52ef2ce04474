"""Verbs of the guru club."""
