"""Contests in other programs' formats."""
