"""The guru club: its charter, who is called into it, what members do and what they get."""
