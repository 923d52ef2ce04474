"""What writers hand in, frozen at closing, and the checks that people decide on."""
