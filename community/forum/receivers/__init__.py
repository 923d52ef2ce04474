"""What the forum does when something happened elsewhere."""
