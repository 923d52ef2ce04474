"""The way to pages elsewhere."""
