"""What both sides say of an order, and the levels that follow."""
