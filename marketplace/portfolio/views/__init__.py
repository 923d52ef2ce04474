"""Pages of portfolios: one's own, everybody's, the clients', and the CV."""
