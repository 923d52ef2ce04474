"""Commands of growth."""
