"""What happened in the forum."""
