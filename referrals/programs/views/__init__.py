"""Pages of rewards and programmes: a member's own, and the administrators' desk."""
