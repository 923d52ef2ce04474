"""What the forum refuses, and why."""
