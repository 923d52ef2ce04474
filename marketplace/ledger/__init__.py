"""The books: accounts, transfers, gateways, payouts."""
