"""Forum, reputation, guru club, academy. Knows `marketplace` alone."""
