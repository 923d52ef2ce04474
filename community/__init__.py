"""Forum, reputation, guru club, academy. Knows `marketplace`, and no other package."""
