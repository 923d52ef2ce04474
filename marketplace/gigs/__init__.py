"""Fixed-price services on offer."""
