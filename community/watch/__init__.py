"""Newcomers whose output bursts, and those whose output fades: seen, told, helped, measured."""
