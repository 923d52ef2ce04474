"""Tests of sponsorships."""
