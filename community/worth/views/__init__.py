"""Pages of worth."""
