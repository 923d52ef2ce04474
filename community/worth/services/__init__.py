"""Verbs of worth."""
