"""Pages of honesty: public figures, a member's cases, and the desk."""
