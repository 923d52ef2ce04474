"""What members are told, in page and by mail."""
