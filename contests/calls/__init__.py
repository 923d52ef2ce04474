"""A contest: its terms, dates, prizes, fund and states."""
