"""How the world finds what members made: sitemaps, feeds, share cards, data about pages."""
