"""One index over everything that can be found, and what readers keep of it."""
