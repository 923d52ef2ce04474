"""Signed messages to members' own programs."""
