"""The record of contributions, and what is counted from it: points, standing, boards."""
