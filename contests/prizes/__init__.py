"""What the winners get: approved, paid, sent, received."""
