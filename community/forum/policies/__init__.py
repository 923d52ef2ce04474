"""Who may do what in the forum."""

from community.forum.queries.places import register_gurus, register_paid_marks

__all__ = ["register_gurus", "register_paid_marks"]
