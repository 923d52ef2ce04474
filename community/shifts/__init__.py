"""Paid support shifts: offered to those who know best, worked, approved, paid."""
