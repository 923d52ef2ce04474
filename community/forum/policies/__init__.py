"""Who may do what in the forum."""

from community.forum.queries.places import register_gurus

__all__ = ["register_gurus"]
