"""Rings of mutual favours: found by night, judged by people."""
