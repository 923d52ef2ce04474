"""Contests: calls, entries, judging, draws and prizes. Knows `marketplace`, and no other package."""
