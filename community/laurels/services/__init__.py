"""What can be done to an election."""
