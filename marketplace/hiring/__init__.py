"""Briefs and custom offers: from reading an article to an order."""
