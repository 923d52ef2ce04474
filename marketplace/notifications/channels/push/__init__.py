"""By push: a line on the member's devices, also while no page is open."""
