"""What contributions are worth: three lenses beside each other, and what the programme costs."""
