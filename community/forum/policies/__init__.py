"""Who may do what in the forum."""

from community.forum.queries.marks import register_gurus, register_paid_posts

__all__ = ["register_gurus", "register_paid_posts"]
