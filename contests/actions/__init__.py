"""What entrants do to win: actions, their proof, and the tickets they earn."""
