"""Pages of articles: for readers, for authors, for editors."""
