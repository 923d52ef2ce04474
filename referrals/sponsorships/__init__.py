"""Creators elsewhere who are paid for a tracked mention."""
