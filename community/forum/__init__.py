"""The forum: categories, topics, replies, solutions, and who has read what."""
