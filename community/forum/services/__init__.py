"""Verbs of the forum."""
