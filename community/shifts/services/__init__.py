"""What can be done about paid shifts."""
