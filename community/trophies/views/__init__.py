"""Pages of trophies: the wall, one trophy, one's own, and the desk."""
