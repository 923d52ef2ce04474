"""The ground floor: identity, money, work."""
