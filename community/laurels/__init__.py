"""Guru of the year: nominated with a frozen record, elected by ranked choice, honoured."""
