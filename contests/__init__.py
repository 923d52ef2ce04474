"""Contests: calls, entries, judging, draws and prizes. Knows `marketplace` alone."""
